var ni=Object.defineProperty;var oi=Object.getOwnPropertyDescriptor;var d=(r,i,t,e)=>{for(var s=e>1?void 0:e?oi(i,t):i,n=r.length-1,o;n>=0;n--)(o=r[n])&&(s=(e?o(i,t,s):o(s))||s);return e&&s&&ni(i,t,s),s};var m=["ar","cs","da","de","es","fi","fr","he","hu","it","ja","ko","nb","nl","pl","pt-BR","ro","sv","tr","uk","zh-Hans"];var Et=globalThis,St=Et.ShadowRoot&&(Et.ShadyCSS===void 0||Et.ShadyCSS.nativeShadow)&&"adoptedStyleSheets"in Document.prototype&&"replace"in CSSStyleSheet.prototype,Qt=Symbol(),me=new WeakMap,mt=class{constructor(i,t,e){if(this._$cssResult$=!0,e!==Qt)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=i,this.t=t}get styleSheet(){let i=this.o,t=this.t;if(St&&i===void 0){let e=t!==void 0&&t.length===1;e&&(i=me.get(t)),i===void 0&&((this.o=i=new CSSStyleSheet).replaceSync(this.cssText),e&&me.set(t,i))}return i}toString(){return this.cssText}},ge=r=>new mt(typeof r=="string"?r:r+"",void 0,Qt),x=(r,...i)=>{let t=r.length===1?r[0]:i.reduce((e,s,n)=>e+(o=>{if(o._$cssResult$===!0)return o.cssText;if(typeof o=="number")return o;throw Error("Value passed to 'css' function must be a 'css' function result: "+o+". Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.")})(s)+r[n+1],r[0]);return new mt(t,r,Qt)},fe=(r,i)=>{if(St)r.adoptedStyleSheets=i.map(t=>t instanceof CSSStyleSheet?t:t.styleSheet);else for(let t of i){let e=document.createElement("style"),s=Et.litNonce;s!==void 0&&e.setAttribute("nonce",s),e.textContent=t.cssText,r.appendChild(e)}},Zt=St?r=>r:r=>r instanceof CSSStyleSheet?(i=>{let t="";for(let e of i.cssRules)t+=e.cssText;return ge(t)})(r):r;var{is:li,defineProperty:ci,getOwnPropertyDescriptor:di,getOwnPropertyNames:hi,getOwnPropertySymbols:pi,getPrototypeOf:ui}=Object,Ct=globalThis,ve=Ct.trustedTypes,mi=ve?ve.emptyScript:"",gi=Ct.reactiveElementPolyfillSupport,gt=(r,i)=>r,ft={toAttribute(r,i){switch(i){case Boolean:r=r?mi:null;break;case Object:case Array:r=r==null?r:JSON.stringify(r)}return r},fromAttribute(r,i){let t=r;switch(i){case Boolean:t=r!==null;break;case Number:t=r===null?null:Number(r);break;case Object:case Array:try{t=JSON.parse(r)}catch{t=null}}return t}},kt=(r,i)=>!li(r,i),ye={attribute:!0,type:String,converter:ft,reflect:!1,useDefault:!1,hasChanged:kt};Symbol.metadata??=Symbol("metadata"),Ct.litPropertyMetadata??=new WeakMap;var U=class extends HTMLElement{static addInitializer(i){this._$Ei(),(this.l??=[]).push(i)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(i,t=ye){if(t.state&&(t.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(i)&&((t=Object.create(t)).wrapped=!0),this.elementProperties.set(i,t),!t.noAccessor){let e=Symbol(),s=this.getPropertyDescriptor(i,e,t);s!==void 0&&ci(this.prototype,i,s)}}static getPropertyDescriptor(i,t,e){let{get:s,set:n}=di(this.prototype,i)??{get(){return this[t]},set(o){this[t]=o}};return{get:s,set(o){let a=s?.call(this);n?.call(this,o),this.requestUpdate(i,a,e)},configurable:!0,enumerable:!0}}static getPropertyOptions(i){return this.elementProperties.get(i)??ye}static _$Ei(){if(this.hasOwnProperty(gt("elementProperties")))return;let i=ui(this);i.finalize(),i.l!==void 0&&(this.l=[...i.l]),this.elementProperties=new Map(i.elementProperties)}static finalize(){if(this.hasOwnProperty(gt("finalized")))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(gt("properties"))){let t=this.properties,e=[...hi(t),...pi(t)];for(let s of e)this.createProperty(s,t[s])}let i=this[Symbol.metadata];if(i!==null){let t=litPropertyMetadata.get(i);if(t!==void 0)for(let[e,s]of t)this.elementProperties.set(e,s)}this._$Eh=new Map;for(let[t,e]of this.elementProperties){let s=this._$Eu(t,e);s!==void 0&&this._$Eh.set(s,t)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(i){let t=[];if(Array.isArray(i)){let e=new Set(i.flat(1/0).reverse());for(let s of e)t.unshift(Zt(s))}else i!==void 0&&t.push(Zt(i));return t}static _$Eu(i,t){let e=t.attribute;return e===!1?void 0:typeof e=="string"?e:typeof i=="string"?i.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(i=>this.enableUpdating=i),this._$AL=new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(i=>i(this))}addController(i){(this._$EO??=new Set).add(i),this.renderRoot!==void 0&&this.isConnected&&i.hostConnected?.()}removeController(i){this._$EO?.delete(i)}_$E_(){let i=new Map,t=this.constructor.elementProperties;for(let e of t.keys())this.hasOwnProperty(e)&&(i.set(e,this[e]),delete this[e]);i.size>0&&(this._$Ep=i)}createRenderRoot(){let i=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return fe(i,this.constructor.elementStyles),i}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(i=>i.hostConnected?.())}enableUpdating(i){}disconnectedCallback(){this._$EO?.forEach(i=>i.hostDisconnected?.())}attributeChangedCallback(i,t,e){this._$AK(i,e)}_$ET(i,t){let e=this.constructor.elementProperties.get(i),s=this.constructor._$Eu(i,e);if(s!==void 0&&e.reflect===!0){let n=(e.converter?.toAttribute!==void 0?e.converter:ft).toAttribute(t,e.type);this._$Em=i,n==null?this.removeAttribute(s):this.setAttribute(s,n),this._$Em=null}}_$AK(i,t){let e=this.constructor,s=e._$Eh.get(i);if(s!==void 0&&this._$Em!==s){let n=e.getPropertyOptions(s),o=typeof n.converter=="function"?{fromAttribute:n.converter}:n.converter?.fromAttribute!==void 0?n.converter:ft;this._$Em=s;let a=o.fromAttribute(t,n.type);this[s]=a??this._$Ej?.get(s)??a,this._$Em=null}}requestUpdate(i,t,e,s=!1,n){if(i!==void 0){let o=this.constructor;if(s===!1&&(n=this[i]),e??=o.getPropertyOptions(i),!((e.hasChanged??kt)(n,t)||e.useDefault&&e.reflect&&n===this._$Ej?.get(i)&&!this.hasAttribute(o._$Eu(i,e))))return;this.C(i,t,e)}this.isUpdatePending===!1&&(this._$ES=this._$EP())}C(i,t,{useDefault:e,reflect:s,wrapped:n},o){e&&!(this._$Ej??=new Map).has(i)&&(this._$Ej.set(i,o??t??this[i]),n!==!0||o!==void 0)||(this._$AL.has(i)||(this.hasUpdated||e||(t=void 0),this._$AL.set(i,t)),s===!0&&this._$Em!==i&&(this._$Eq??=new Set).add(i))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(t){Promise.reject(t)}let i=this.scheduleUpdate();return i!=null&&await i,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(let[s,n]of this._$Ep)this[s]=n;this._$Ep=void 0}let e=this.constructor.elementProperties;if(e.size>0)for(let[s,n]of e){let{wrapped:o}=n,a=this[s];o!==!0||this._$AL.has(s)||a===void 0||this.C(s,void 0,n,a)}}let i=!1,t=this._$AL;try{i=this.shouldUpdate(t),i?(this.willUpdate(t),this._$EO?.forEach(e=>e.hostUpdate?.()),this.update(t)):this._$EM()}catch(e){throw i=!1,this._$EM(),e}i&&this._$AE(t)}willUpdate(i){}_$AE(i){this._$EO?.forEach(t=>t.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(i)),this.updated(i)}_$EM(){this._$AL=new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(i){return!0}update(i){this._$Eq&&=this._$Eq.forEach(t=>this._$ET(t,this[t])),this._$EM()}updated(i){}firstUpdated(i){}};U.elementStyles=[],U.shadowRootOptions={mode:"open"},U[gt("elementProperties")]=new Map,U[gt("finalized")]=new Map,gi?.({ReactiveElement:U}),(Ct.reactiveElementVersions??=[]).push("2.1.2");var ee=globalThis,be=r=>r,Rt=ee.trustedTypes,_e=Rt?Rt.createPolicy("lit-html",{createHTML:r=>r}):void 0,ie="$lit$",z=`lit$${Math.random().toFixed(9).slice(2)}$`,se="?"+z,fi=`<${se}>`,X=document,yt=()=>X.createComment(""),bt=r=>r===null||typeof r!="object"&&typeof r!="function",re=Array.isArray,Ee=r=>re(r)||typeof r?.[Symbol.iterator]=="function",te=`[ 	
\f\r]`,vt=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,$e=/-->/g,xe=/>/g,F=RegExp(`>|${te}(?:([^\\s"'>=/]+)(${te}*=${te}*(?:[^ 	
\f\r"'\`<>=]|("|')|))|$)`,"g"),we=/'/g,Ae=/"/g,Se=/^(?:script|style|textarea|title)$/i,ne=r=>(i,...t)=>({_$litType$:r,strings:i,values:t}),c=ne(1),ds=ne(2),hs=ne(3),N=Symbol.for("lit-noChange"),u=Symbol.for("lit-nothing"),Te=new WeakMap,K=X.createTreeWalker(X,129);function Ce(r,i){if(!re(r)||!r.hasOwnProperty("raw"))throw Error("invalid template strings array");return _e!==void 0?_e.createHTML(i):i}var ke=(r,i)=>{let t=r.length-1,e=[],s,n=i===2?"<svg>":i===3?"<math>":"",o=vt;for(let a=0;a<t;a++){let l=r[a],p,v,h=-1,y=0;for(;y<l.length&&(o.lastIndex=y,v=o.exec(l),v!==null);)y=o.lastIndex,o===vt?v[1]==="!--"?o=$e:v[1]!==void 0?o=xe:v[2]!==void 0?(Se.test(v[2])&&(s=RegExp("</"+v[2],"g")),o=F):v[3]!==void 0&&(o=F):o===F?v[0]===">"?(o=s??vt,h=-1):v[1]===void 0?h=-2:(h=o.lastIndex-v[2].length,p=v[1],o=v[3]===void 0?F:v[3]==='"'?Ae:we):o===Ae||o===we?o=F:o===$e||o===xe?o=vt:(o=F,s=void 0);let b=o===F&&r[a+1].startsWith("/>")?" ":"";n+=o===vt?l+fi:h>=0?(e.push(p),l.slice(0,h)+ie+l.slice(h)+z+b):l+z+(h===-2?a:b)}return[Ce(r,n+(r[t]||"<?>")+(i===2?"</svg>":i===3?"</math>":"")),e]},_t=class r{constructor({strings:i,_$litType$:t},e){let s;this.parts=[];let n=0,o=0,a=i.length-1,l=this.parts,[p,v]=ke(i,t);if(this.el=r.createElement(p,e),K.currentNode=this.el.content,t===2||t===3){let h=this.el.content.firstChild;h.replaceWith(...h.childNodes)}for(;(s=K.nextNode())!==null&&l.length<a;){if(s.nodeType===1){if(s.hasAttributes())for(let h of s.getAttributeNames())if(h.endsWith(ie)){let y=v[o++],b=s.getAttribute(h).split(z),$=/([.?@])?(.*)/.exec(y);l.push({type:1,index:n,name:$[2],strings:b,ctor:$[1]==="."?Pt:$[1]==="?"?Dt:$[1]==="@"?Lt:J}),s.removeAttribute(h)}else h.startsWith(z)&&(l.push({type:6,index:n}),s.removeAttribute(h));if(Se.test(s.tagName)){let h=s.textContent.split(z),y=h.length-1;if(y>0){s.textContent=Rt?Rt.emptyScript:"";for(let b=0;b<y;b++)s.append(h[b],yt()),K.nextNode(),l.push({type:2,index:++n});s.append(h[y],yt())}}}else if(s.nodeType===8)if(s.data===se)l.push({type:2,index:n});else{let h=-1;for(;(h=s.data.indexOf(z,h+1))!==-1;)l.push({type:7,index:n}),h+=z.length-1}n++}}static createElement(i,t){let e=X.createElement("template");return e.innerHTML=i,e}};function Y(r,i,t=r,e){if(i===N)return i;let s=e!==void 0?t._$Co?.[e]:t._$Cl,n=bt(i)?void 0:i._$litDirective$;return s?.constructor!==n&&(s?._$AO?.(!1),n===void 0?s=void 0:(s=new n(r),s._$AT(r,t,e)),e!==void 0?(t._$Co??=[])[e]=s:t._$Cl=s),s!==void 0&&(i=Y(r,s._$AS(r,i.values),s,e)),i}var Mt=class{constructor(i,t){this._$AV=[],this._$AN=void 0,this._$AD=i,this._$AM=t}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(i){let{el:{content:t},parts:e}=this._$AD,s=(i?.creationScope??X).importNode(t,!0);K.currentNode=s;let n=K.nextNode(),o=0,a=0,l=e[0];for(;l!==void 0;){if(o===l.index){let p;l.type===2?p=new rt(n,n.nextSibling,this,i):l.type===1?p=new l.ctor(n,l.name,l.strings,this,i):l.type===6&&(p=new Ht(n,this,i)),this._$AV.push(p),l=e[++a]}o!==l?.index&&(n=K.nextNode(),o++)}return K.currentNode=X,s}p(i){let t=0;for(let e of this._$AV)e!==void 0&&(e.strings!==void 0?(e._$AI(i,e,t),t+=e.strings.length-2):e._$AI(i[t])),t++}},rt=class r{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(i,t,e,s){this.type=2,this._$AH=u,this._$AN=void 0,this._$AA=i,this._$AB=t,this._$AM=e,this.options=s,this._$Cv=s?.isConnected??!0}get parentNode(){let i=this._$AA.parentNode,t=this._$AM;return t!==void 0&&i?.nodeType===11&&(i=t.parentNode),i}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(i,t=this){i=Y(this,i,t),bt(i)?i===u||i==null||i===""?(this._$AH!==u&&this._$AR(),this._$AH=u):i!==this._$AH&&i!==N&&this._(i):i._$litType$!==void 0?this.$(i):i.nodeType!==void 0?this.T(i):Ee(i)?this.k(i):this._(i)}O(i){return this._$AA.parentNode.insertBefore(i,this._$AB)}T(i){this._$AH!==i&&(this._$AR(),this._$AH=this.O(i))}_(i){this._$AH!==u&&bt(this._$AH)?this._$AA.nextSibling.data=i:this.T(X.createTextNode(i)),this._$AH=i}$(i){let{values:t,_$litType$:e}=i,s=typeof e=="number"?this._$AC(i):(e.el===void 0&&(e.el=_t.createElement(Ce(e.h,e.h[0]),this.options)),e);if(this._$AH?._$AD===s)this._$AH.p(t);else{let n=new Mt(s,this),o=n.u(this.options);n.p(t),this.T(o),this._$AH=n}}_$AC(i){let t=Te.get(i.strings);return t===void 0&&Te.set(i.strings,t=new _t(i)),t}k(i){re(this._$AH)||(this._$AH=[],this._$AR());let t=this._$AH,e,s=0;for(let n of i)s===t.length?t.push(e=new r(this.O(yt()),this.O(yt()),this,this.options)):e=t[s],e._$AI(n),s++;s<t.length&&(this._$AR(e&&e._$AB.nextSibling,s),t.length=s)}_$AR(i=this._$AA.nextSibling,t){for(this._$AP?.(!1,!0,t);i!==this._$AB;){let e=be(i).nextSibling;be(i).remove(),i=e}}setConnected(i){this._$AM===void 0&&(this._$Cv=i,this._$AP?.(i))}},J=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(i,t,e,s,n){this.type=1,this._$AH=u,this._$AN=void 0,this.element=i,this.name=t,this._$AM=s,this.options=n,e.length>2||e[0]!==""||e[1]!==""?(this._$AH=Array(e.length-1).fill(new String),this.strings=e):this._$AH=u}_$AI(i,t=this,e,s){let n=this.strings,o=!1;if(n===void 0)i=Y(this,i,t,0),o=!bt(i)||i!==this._$AH&&i!==N,o&&(this._$AH=i);else{let a=i,l,p;for(i=n[0],l=0;l<n.length-1;l++)p=Y(this,a[e+l],t,l),p===N&&(p=this._$AH[l]),o||=!bt(p)||p!==this._$AH[l],p===u?i=u:i!==u&&(i+=(p??"")+n[l+1]),this._$AH[l]=p}o&&!s&&this.j(i)}j(i){i===u?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,i??"")}},Pt=class extends J{constructor(){super(...arguments),this.type=3}j(i){this.element[this.name]=i===u?void 0:i}},Dt=class extends J{constructor(){super(...arguments),this.type=4}j(i){this.element.toggleAttribute(this.name,!!i&&i!==u)}},Lt=class extends J{constructor(i,t,e,s,n){super(i,t,e,s,n),this.type=5}_$AI(i,t=this){if((i=Y(this,i,t,0)??u)===N)return;let e=this._$AH,s=i===u&&e!==u||i.capture!==e.capture||i.once!==e.once||i.passive!==e.passive,n=i!==u&&(e===u||s);s&&this.element.removeEventListener(this.name,this,e),n&&this.element.addEventListener(this.name,this,i),this._$AH=i}handleEvent(i){typeof this._$AH=="function"?this._$AH.call(this.options?.host??this.element,i):this._$AH.handleEvent(i)}},Ht=class{constructor(i,t,e){this.element=i,this.type=6,this._$AN=void 0,this._$AM=t,this.options=e}get _$AU(){return this._$AM._$AU}_$AI(i){Y(this,i)}},Re={M:ie,P:z,A:se,C:1,L:ke,R:Mt,D:Ee,V:Y,I:rt,H:J,N:Dt,U:Lt,B:Pt,F:Ht},vi=ee.litHtmlPolyfillSupport;vi?.(_t,rt),(ee.litHtmlVersions??=[]).push("3.3.3");var Me=(r,i,t)=>{let e=t?.renderBefore??i,s=e._$litPart$;if(s===void 0){let n=t?.renderBefore??null;e._$litPart$=s=new rt(i.insertBefore(yt(),n),n,void 0,t??{})}return s._$AI(r),s};var oe=globalThis,T=class extends U{constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){let i=super.createRenderRoot();return this.renderOptions.renderBefore??=i.firstChild,i}update(i){let t=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(i),this._$Do=Me(t,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return N}};T._$litElement$=!0,T.finalized=!0,oe.litElementHydrateSupport?.({LitElement:T});var yi=oe.litElementPolyfillSupport;yi?.({LitElement:T});(oe.litElementVersions??=[]).push("4.2.2");var bi={attribute:!0,type:String,converter:ft,reflect:!1,hasChanged:kt},_i=(r=bi,i,t)=>{let{kind:e,metadata:s}=t,n=globalThis.litPropertyMetadata.get(s);if(n===void 0&&globalThis.litPropertyMetadata.set(s,n=new Map),e==="setter"&&((r=Object.create(r)).wrapped=!0),n.set(t.name,r),e==="accessor"){let{name:o}=t;return{set(a){let l=i.get.call(this);i.set.call(this,a),this.requestUpdate(o,l,r,!0,a)},init(a){return a!==void 0&&this.C(o,void 0,r,a),a}}}if(e==="setter"){let{name:o}=t;return function(a){let l=this[o];i.call(this,a),this.requestUpdate(o,l,r,!0,a)}}throw Error("Unsupported decorator location: "+e)};function A(r){return(i,t)=>typeof t=="object"?_i(r,i,t):((e,s,n)=>{let o=s.hasOwnProperty(n);return s.constructor.createProperty(n,e),o?Object.getOwnPropertyDescriptor(s,n):void 0})(r,i,t)}function g(r){return A({...r,state:!0,attribute:!1})}var Q=(r,i,t)=>(t.configurable=!0,t.enumerable=!0,Reflect.decorate&&typeof i!="object"&&Object.defineProperty(r,i,t),t);function w(r,i){return(t,e,s)=>{let n=o=>o.renderRoot?.querySelector(r)??null;if(i){let{get:o,set:a}=typeof e=="object"?t:s??(()=>{let l=Symbol();return{get(){return this[l]},set(p){this[l]=p}}})();return Q(t,e,{get(){let l=o.call(this);return l===void 0&&(l=n(this),(l!==null||this.hasUpdated)&&a.call(this,l)),l}})}return Q(t,e,{get(){return n(this)}})}}var Pe={ATTRIBUTE:1,CHILD:2,PROPERTY:3,BOOLEAN_ATTRIBUTE:4,EVENT:5,ELEMENT:6},De=r=>(...i)=>({_$litDirective$:r,values:i}),Ot=class{constructor(i){}get _$AU(){return this._$AM._$AU}_$AT(i,t,e){this._$Ct=i,this._$AM=t,this._$Ci=e}_$AS(i,t){return this.update(i,t)}update(i,t){return this.render(...t)}};var{I:$i}=Re,Le=r=>r;var He=()=>document.createComment(""),nt=(r,i,t)=>{let e=r._$AA.parentNode,s=i===void 0?r._$AB:i._$AA;if(t===void 0){let n=e.insertBefore(He(),s),o=e.insertBefore(He(),s);t=new $i(n,o,r,r.options)}else{let n=t._$AB.nextSibling,o=t._$AM,a=o!==r;if(a){let l;t._$AQ?.(r),t._$AM=r,t._$AP!==void 0&&(l=r._$AU)!==o._$AU&&t._$AP(l)}if(n!==s||a){let l=t._$AA;for(;l!==n;){let p=Le(l).nextSibling;Le(e).insertBefore(l,s),l=p}}}return t},V=(r,i,t=r)=>(r._$AI(i,t),r),xi={},Oe=(r,i=xi)=>r._$AH=i,Ie=r=>r._$AH,It=r=>{r._$AR(),r._$AA.remove()};var Ue=(r,i,t)=>{let e=new Map;for(let s=i;s<=t;s++)e.set(r[s],s);return e},Ut=De(class extends Ot{constructor(r){if(super(r),r.type!==Pe.CHILD)throw Error("repeat() can only be used in text expressions")}dt(r,i,t){let e;t===void 0?t=i:i!==void 0&&(e=i);let s=[],n=[],o=0;for(let a of r)s[o]=e?e(a,o):o,n[o]=t(a,o),o++;return{values:n,keys:s}}render(r,i,t){return this.dt(r,i,t).values}update(r,[i,t,e]){let s=Ie(r),{values:n,keys:o}=this.dt(i,t,e);if(!Array.isArray(s))return this.ut=o,n;let a=this.ut??=[],l=[],p,v,h=0,y=s.length-1,b=0,$=n.length-1;for(;h<=y&&b<=$;)if(s[h]===null)h++;else if(s[y]===null)y--;else if(a[h]===o[b])l[b]=V(s[h],n[b]),h++,b++;else if(a[y]===o[$])l[$]=V(s[y],n[$]),y--,$--;else if(a[h]===o[$])l[$]=V(s[h],n[$]),nt(r,l[$+1],s[h]),h++,$--;else if(a[y]===o[b])l[b]=V(s[y],n[b]),nt(r,s[h],s[y]),y--,b++;else if(p===void 0&&(p=Ue(o,b,$),v=Ue(a,h,y)),p.has(a[h]))if(p.has(a[y])){let k=v.get(o[b]),ut=k!==void 0?s[k]:null;if(ut===null){let ue=nt(r,s[h]);V(ue,n[b]),l[b]=ue}else l[b]=V(ut,n[b]),nt(r,s[h],ut),s[k]=null;b++}else It(s[y]),y--;else It(s[h]),h++;for(;b<=$;){let k=nt(r,l[$+1]);V(k,n[b]),l[b++]=k}for(;h<=y;){let k=s[h++];k!==null&&It(k)}return this.ut=o,Oe(r,l),N}});var $t=["any","known","unknown","ignored"];function ze(r,i){let t=new Map;for(let e of r){let n=`${e.vehicle_id??e.plate} ${e.status} ${i(new Date(e.detected_at))}`,o=t.get(n);o?o.detections.push(e):t.set(n,{id:e.id,detections:[e]})}return[...t.values()]}function M({vehicle:r,plate:i}){return r??i}function f(r,i){return r?.localize?.(`ui.common.${i}`)||i.replaceAll("_"," ")}function xt(r,i,t){let e={message:i,...t?{action:t,duration:1e4,dismissable:!0}:{}};r.dispatchEvent(new CustomEvent("hass-notification",{detail:e,bubbles:!0,composed:!0}))}function L(r){let i=r?.message;return typeof i=="string"?i:String(r)}var ae={card_name:"CarsXE plates",card_description:"The plates that your cameras have seen, with pictures and buttons for unknown ones.",vehicles_card_name:"CarsXE vehicles",dashboard_name:"License plates",dashboard_description:"CarsXE's cameras, known vehicles, unknown plates and costs.",list_label:"Detected plates",loading:"Loading…",empty_any:"No plate has been seen yet.",empty_known:"No known vehicle has been seen yet.",empty_unknown:"No unknown plate has been seen.",empty_ignored:"No ignored vehicle has been seen.",empty_search:"Nothing found.",empty_recent:"Nothing to show from the last {hours} h.",error_not_loaded:"The CarsXE integration isn't running. Check it under Settings > Devices & services.",error_other:"The plates can't be shown: {error}",error_action:"{plate} wasn't changed: {error}",status_known:"Known",status_unknown:"Unknown",status_ignored:"Ignored",status_guest:"Guest until {time}",action_add:"Add",action_add_label:"Add {plate}",action_guest:"Guest",action_guest_label:"Let {plate} be a guest for 24 hours",action_ignore:"Ignore",action_ignore_label:"Ignore {plate}",action_not_this:"Not this one",action_unignore:"Stop ignoring",said_new:"New: {name}, {camera}, {status}",said_added:"{plate} was added.",said_guest:"{plate} is a guest for 24 hours.",said_ignored:"{plate} is ignored from now on.",waiting:"{count} new",show_picture:"Show the picture of {name}",no_picture:"No picture",picture_label:"{name}, {camera}, {time}",score:"{score} sure",also_read:"Also read as: {plates}",zoom_in:"Zoom in",zoom_out:"Zoom out",add_title:"Add {plate}",add_name:"Name",add_name_help:"What you call this vehicle.",which_any:"All",which_known:"Known",which_unknown:"Unknown",which_ignored:"Ignored",form_title:"Title",form_entities:"Cameras",form_entities_help:"Empty: all cameras.",form_which:"Plates",form_limit:"How many",form_hours:"Not older than",form_hours_help:"Empty: however old.",form_actions:"Buttons",form_actions_help:"Add, guest, ignore, rename and remove, for administrators only.",config_title:"The title must be a text.",config_entities:"The cameras (entities) must be a list of entity ids.",config_which:"The plates (which) must be any, known, unknown or ignored.",config_limit:"How many (limit) must be a whole number from 1 to 100.",config_hours:"Not older than (hours) must be a whole number from 1 to 8760.",config_actions:"The buttons (actions) must be true or false.",view_title:"Plates",view_unknown:"Unknown plates of the last 24 hours",view_all:"All plates",view_vehicles:"Known vehicles",view_no_vehicles:"No vehicle is known yet.",vehicle_add:"Add vehicle",vehicle_unseen:"Not seen yet",vehicle_from:"Valid from {time}",vehicle_expired:"Expired {time}",csv_import:"Import CSV",csv_export:"Export CSV",said_imported:"Vehicles imported: {count}",view_account:"Calls and costs",view_empty:"There is no CarsXE camera yet. Add an account under Settings > Devices & services, and a camera on its page.",view_cameras:"Cameras",problems_link:"Open repairs",log_title:"Recent triggers",log_empty:"Nothing has triggered this camera yet.",log_scan:"Manual scan",log_captures:"Pictures taken: {count}",log_free:"Nothing paid",log_paid:"Paid: {count} (about {cost})",log_sent:"The picture that was sent",log_not_sent:"A picture that wasn't sent",log_announced:"announced",log_ignored:"ignored",log_not_new:"announced earlier",objection_read:"Not sent: {plate} was read before and is still there.",objection_cut_off:"Not sent: the plate is cut off by the edge of the picture.",objection_too_small:"Not sent: the plate is too small to read ({width} px wide with letters {height} px high; at least 38 and 6 are needed).",objection_unclear:"Not sent: it hardly looks like a plate ({score}).",objection_not_called:"Not sent: a plate that could be read, but no call was made.",region_title:"Region",region_help:"What is in the frame is sent. Drag the frame or its corner; arrow keys move it, with Shift they resize it. Gray areas are left out.",region_leave_out:"Leave out an area",region_area:"Left out {number}",region_frame:"Sent part"};var le=new Map([["en",ae]]),zt=new Map;function ot(){return document.documentElement.lang||"en"}function _(r,i,t={}){return(le.get(Ne(r))?.[i]??ae[i]).replace(/\{(\w+)\}/g,(s,n)=>t[n]??s)}async function P(r){let i=Ne(r);le.has(i)||(zt.has(i)||zt.set(i,Ai(i)),await zt.get(i))}function Ne(r){let[i=""]=r.split("-");return[r,i].find(t=>m.includes(t))??"en"}async function Ai(r){try{let i=await fetch(new URL(`translations/${r}.json`,import.meta.url));i.ok&&le.set(r,await i.json())}catch{}zt.delete(r)}var Ti={unknown:["add","guest","ignore"],known:["rename","remove","not_this"],ignored:["unignore","remove"]},Ei=24;function D(r){return r?.user?.is_admin===!0&&r.services.carsxe?.add_vehicle!==void 0}function Nt({status:r,match:i}){return Ti[r].filter(t=>t!=="not_this"||i!=="exact")}function jt(r,i,t){if(i==="rename"||i==="remove"){let s=f(r,i);return[s,`${s}: ${M(t)}`]}let e=_(r.language,`action_${i}`);return i==="not_this"||i==="unignore"?[e,`${e}: ${M(t)}`]:[e,_(r.language,`action_${i}_label`,{plate:t.plate})]}async function je(r,i,t,e,s=t.plate){let n=await Si(r,t,e,s),o={plate:t.plate};return Z(r,i,{add:()=>_(r.language,"said_added",o),guest:()=>_(r.language,"said_guest",o),ignore:()=>_(r.language,"said_ignored",o),rename:()=>`${s}: ${f(r,"successfully_saved")}`,unignore:()=>`${M(t)}: ${f(r,"successfully_saved")}`,not_this:()=>`${t.plate}: ${f(r,"successfully_saved")}`,remove:()=>`${M(t)}: ${f(r,"successfully_deleted")}`}[e](),t.config_entry_id,n.id),n.detection}function Z(r,i,t,e,s){let n=()=>{r.callWS({type:"carsxe/undo",config_entry_id:e,subentry_id:s}).catch(o=>xt(i,o.message??""))};xt(i,t,{text:f(r,"undo"),action:n})}async function Si(r,i,t,e){let{plate:s,vehicle_id:n,config_entry_id:o}=i,a=async y=>{let b={type:"carsxe/vehicles/save",config_entry_id:o,vehicle:y,...n?{vehicle_id:n}:{}};return(await r.callWS(b)).vehicle_id},l={status:"unknown",match:null,vehicle:null,vehicle_id:null,valid_until:null};switch(t){case"rename":return{id:await a({name:e}),detection:{vehicle:e}};case"unignore":return{id:await a({ignore:!1}),detection:{status:"known"}};case"not_this":return{id:await a({add_not_plate:s}),detection:l};case"remove":return await r.callWS({type:"carsxe/vehicles/remove",config_entry_id:o,vehicle_id:n}),{id:n??"",detection:l}}let p=t==="guest"?new Date(Date.now()+Ei*36e5).toISOString():null,v=await a({plate:s,name:e,...p?{valid_until:p}:{},...t==="ignore"?{ignore:!0}:{}});return{id:v,detection:{status:t==="ignore"?"ignored":"known",match:"exact",vehicle:e,vehicle_id:v,valid_until:p}}}var tt="carsxe-card",wt="carsxe-vehicles-card",at=100,Be=8760,Ge=10;function ce(r){let{type:i,title:t,entities:e=[],which:s="any",limit:n=Ge,hours:o,actions:a=!0}=r,l=p=>{throw new Error(_(ot(),p))};return t!==void 0&&typeof t!="string"&&l("config_title"),(!Array.isArray(e)||!e.every(p=>typeof p=="string"))&&l("config_entities"),$t.includes(s)||l("config_which"),We(n,at)||l("config_limit"),o!==void 0&&!We(o,Be)&&l("config_hours"),typeof a!="boolean"&&l("config_actions"),{type:i,...t?{title:t}:{},entities:e,which:s,limit:n,...o?{hours:o}:{},actions:a}}function We(r,i){return Number.isInteger(r)&&r>=1&&r<=i}var Ve={entities:"form_entities_help",hours:"form_hours_help",actions:"form_actions_help"},qe={title:"form_title",entities:"form_entities",which:"form_which",limit:"form_limit",hours:"form_hours",actions:"form_actions"};function Fe(){let r=t=>_(ot(),t),i=$t.map(t=>({value:t,label:r(`which_${t}`)}));return{schema:[{name:"title",selector:{text:{}}},{name:"entities",selector:{entity:{multiple:!0,filter:[{integration:"carsxe",domain:"image_processing"}]}}},{name:"",type:"grid",schema:[{name:"which",default:"any",selector:{select:{mode:"dropdown",options:i}}},{name:"limit",default:Ge,selector:{number:{min:1,max:at,step:1,mode:"box"}}},{name:"hours",selector:{number:{min:1,max:Be,step:1,mode:"box",unit_of_measurement:"h"}}}]},{name:"actions",default:!0,selector:{boolean:{}}}],computeLabel:({name:t})=>qe[t]?r(qe[t]):t,computeHelper:({name:t})=>Ve[t]?r(Ve[t]):void 0,assertConfig:t=>{ce(t)}}}function Ke(r,i){let{platform:t,device_id:e}=r.entities[i]??{},s=Object.values(r.entities).find(n=>n.device_id===e&&n.entity_id.startsWith("image_processing."));return t!=="carsxe"||!e||!s?null:{config:{type:`custom:${tt}`,entities:[s.entity_id]}}}var Ci=5e3,H=class{constructor(i,t=()=>{}){this.host=i;this.changed=t;this.attempt=0;this.answered=!1;this.restart=()=>{this.stop(),this.start()};i.addController(this)}hostConnected(){this.start()}hostDisconnected(){this.stop()}subscribe(i,t){i===this.connection&&JSON.stringify(t)===JSON.stringify(this.message)||(this.stop(),this.connection=i,this.message=t,this.answered=!1,this.start())}start(){this.connection&&this.message&&this.host.isConnected&&(this.connection.addEventListener("ready",this.restart),this.listen(this.connection,this.message,++this.attempt))}stop(){this.attempt++,clearTimeout(this.retry),this.connection?.removeEventListener("ready",this.restart),this.unsubscribe?.().catch(()=>{}),this.unsubscribe=void 0}async listen(i,t,e){try{let s=await i.subscribeMessage(n=>e===this.attempt&&this.receive(n),{...t},{resubscribe:!1});e===this.attempt?this.unsubscribe=s:await s()}catch(s){e===this.attempt&&this.fail(s)}}receive(i){let t=this.answered?this.value:void 0;this.answered=!0,this.value=i,this.error=void 0,this.changed(t,i),this.host.requestUpdate()}fail(i){let t=i?.code;this.error={notLoaded:t==="unknown_command",message:L(i)},this.retry=setTimeout(this.restart,Ci),this.host.requestUpdate()}};var Wt=class extends H{constructor(i,t){super(i,(e,s)=>t(e?.detections,s.detections))}get detections(){return this.value?.detections}follow(i,{entities:t,which:e,limit:s,search:n}){this.subscribe(i,{type:"carsxe/detections/subscribe",which:e,limit:s,search:n,...t.length>0?{entity_ids:t}:{}})}};var E=x`
  button,
  a.button {
    font: inherit;
    font-weight: 500;
    color: var(--primary-text-color);
    background: transparent;
    border: 1px solid var(--secondary-text-color);
    border-radius: 18px;
    min-height: 36px;
    padding: 4px 14px;
    cursor: pointer;
    box-sizing: border-box;
  }
  a.button {
    display: inline-flex;
    align-items: center;
    text-decoration: none;
  }
  button:hover:not(:disabled) {
    background: color-mix(in srgb, var(--primary-text-color) 8%, transparent);
  }
  button:focus-visible,
  a:focus-visible,
  input:focus-visible,
  select:focus-visible,
  li:focus-visible {
    outline: 2px solid var(--primary-color);
    outline-offset: 2px;
  }
  button:disabled {
    opacity: 0.5;
    cursor: default;
  }
  button.main {
    border: 2px solid var(--primary-color);
  }
`,Vt=x`
  .tools {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    padding: 12px 16px 4px;
  }
  .tools input[type="search"] {
    flex: 1 1 140px;
    min-width: 0;
  }
  .tools input[type="search"],
  .tools select {
    min-height: 36px;
    box-sizing: border-box;
    padding: 4px 14px;
    font: inherit;
    color: inherit;
    background: transparent;
    border: 1px solid var(--secondary-text-color);
    border-radius: 18px;
  }
  .filters {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
  }
  .filters button {
    padding: 4px 10px;
    font-size: 0.875rem;
  }
  button[aria-pressed="true"] {
    border: 2px solid var(--primary-color);
    background: color-mix(in srgb, var(--primary-color) 15%, transparent);
  }
`,lt=x`
  :host {
    display: block;
    height: 100%;
  }
  ha-card {
    height: 100%;
    overflow: hidden;
    container-type: inline-size;
  }
  .content {
    height: 100%;
    box-sizing: border-box;
    display: flex;
    flex-direction: column;
  }
  h2 {
    margin: 0;
    padding: 16px 16px 8px;
    font-size: var(--ha-card-header-font-size, 1.5rem);
    font-weight: var(--ha-font-weight-normal, 400);
    color: var(--ha-card-header-color, var(--primary-text-color));
  }
  ul {
    list-style: none;
    margin: 0;
    padding: 4px 0;
    flex: 1;
    min-height: 0;
    overflow-y: auto;
  }
  .note {
    margin: 0;
    padding: 24px 16px;
    text-align: center;
    color: var(--secondary-text-color);
  }
  .note.error {
    color: var(--primary-text-color);
    border-inline-start: 4px solid var(--error-color);
    text-align: start;
  }
  .said {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`,ct=x`
  li {
    --status: var(--warning-color, #ffa600);
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    align-items: start;
    gap: 4px 12px;
    padding: 8px 16px;
  }
  li.waiting {
    position: sticky;
    top: 0;
    height: 0;
    padding: 0;
    border: none;
    justify-items: center;
    grid-template-columns: 1fr;
    z-index: 1;
  }
  li.waiting button {
    background: var(--card-background-color, #fff);
  }
  li + li:not(.waiting + li) {
    border-top: 1px solid var(--divider-color);
  }
  li.known {
    --status: var(--success-color, #43a047);
  }
  li.ignored {
    --status: var(--disabled-color, #8a8a8a);
  }
  .thumbnail {
    width: 96px;
    height: 60px;
    padding: 0;
    border: none;
    border-radius: 8px;
    overflow: hidden;
    background: var(--secondary-background-color);
    color: var(--secondary-text-color);
    display: grid;
    place-items: center;
  }
  .thumbnail img {
    width: 100%;
    height: 100%;
    object-fit: cover;
    display: block;
  }
  .name {
    font-weight: 500;
    overflow-wrap: anywhere;
  }
  .details {
    font-size: 0.875rem;
    color: var(--secondary-text-color);
    overflow-wrap: anywhere;
  }
  .status {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    font-size: 0.875rem;
  }
  .status::before {
    content: "";
    width: 10px;
    height: 10px;
    border-radius: 50%;
    background: var(--status);
  }
  .actions {
    grid-column: 2 / -1;
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .failure {
    grid-column: 1 / -1;
    margin: 0;
    padding-inline-start: 8px;
    border-inline-start: 4px solid var(--error-color);
  }
  .actions button {
    padding: 4px 12px;
    font-size: 0.875rem;
  }
  @container (max-width: 400px) {
    .thumbnail {
      width: 72px;
      height: 48px;
    }
    .actions {
      grid-column: 1 / -1;
      gap: 4px;
    }
    .actions button {
      flex: 1 1 auto;
      padding: 4px 8px;
    }
  }
`;var ki=[["day",86400],["hour",3600],["minute",60]];function dt(r,i,t=Date.now()){let e=Math.min(0,Math.round((r.getTime()-t)/1e3)),[s,n]=ki.find(([,a])=>-e>=a)??["second",1];return new Intl.RelativeTimeFormat(i,{numeric:"auto"}).format(s==="second"?0:Math.trunc(e/n),s)}function B(r,i){return de(r,i,{dateStyle:"medium",timeStyle:"medium"})}function At(r,i,t=new Date){let e=q(r,i)===q(t,i);return de(r,i,{timeStyle:"short",...e?{}:{dateStyle:"short"}})}function q(r,i){return new Intl.DateTimeFormat("en-CA",{dateStyle:"short",...Ye(i)}).format(r)}function Xe(r,i,t=new Date){let e=Math.round((Date.parse(q(r,i))-Date.parse(q(t,i)))/864e5);return e>0||e<-1?de(r,i,{dateStyle:"medium"}):new Intl.RelativeTimeFormat(i.language,{numeric:"auto"}).format(e,"day")}function de(r,i,t){let{language:e,time_format:s}=i.locale;return new Intl.DateTimeFormat(s==="system"?void 0:e,{...t,...s==="12"||s==="24"?{hour12:s==="12"}:{},...Ye(i)}).format(r)}function Ye(r){return r.locale.time_zone==="server"?{timeZone:r.config.time_zone}:{}}var Ri=3e4,Mi=300,Pi=36e5,S=class extends T{constructor(){super(...arguments);this.search="";this.said="";this.busy=new Set;this.inUse=!1;this.feed=new Wt(this,(t,e)=>this.announce(t,e));this.waiting=0}static{this.styles=[E,Vt,lt,ct]}static getConfigForm(){return Fe()}static getStubConfig(){return{which:"any",limit:10}}setConfig(t){this.config=ce(t),this.which=this.config.which}getCardSize(){return 1+Math.min(this.config?.limit??1,10)}getGridOptions(){return{columns:12,min_columns:6,min_rows:2}}connectedCallback(){super.connectedCallback(),this.ticking=setInterval(()=>this.requestUpdate(),Ri)}disconnectedCallback(){super.disconnectedCallback(),clearInterval(this.ticking),clearTimeout(this.typing)}shouldUpdate(t){let e=t.get("hass");return t.size!==1||!t.has("hass")||!e||!this.hass?!0:["connection","language","locale","localize","services","user"].some(n=>e[n]!==this.hass?.[n])}willUpdate(t){if(!this.hass||!this.config)return;let{entities:e,which:s}=this.config;this.feed.follow(this.hass.connection,{entities:e,which:this.which??s,search:this.search,limit:at}),this.arrange(this.hass),t.has("hass")&&t.get("hass")?.language!==this.hass.language&&P(this.hass.language).then(()=>this.requestUpdate())}arrange(t){let e=this.recent(),s=e&&ze(e,a=>q(a,t)).slice(0,this.config?.limit);if(this.waiting=0,!s||!this.groups||!this.inUse){this.groups=s;return}let n=new Map(s.flatMap(a=>a.detections.map(({id:l})=>[l,a]))),o=new Set;this.groups=this.groups.flatMap(a=>{let l=n.get(a.id);return l&&o.has(l)?[]:(l&&o.add(l),[{...l??a,id:a.id}])}),this.waiting=s.filter(a=>!o.has(a)).length}render(){let t=this.config?.title;return c`
      <ha-card>
        <div class="content">
          ${t?c`<h2>${t}</h2>`:u} ${this.renderTools()} ${this.renderContent()}
          <div class="said" role="status" aria-live="polite">${this.said}</div>
        </div>
      </ha-card>
      <carsxe-picture-dialog
        .hass=${this.hass}
        .detections=${(this.groups??[]).flatMap(({detections:e})=>e)}
        .actions=${this.config?.actions??!1}
        .failure=${this.failed?.message??""}
        @carsxe-action=${this.pressed}
      ></carsxe-picture-dialog>
      <carsxe-name-dialog .hass=${this.hass}></carsxe-name-dialog>
    `}renderTools(){if(this.config?.which!=="any")return u;let t=f(this.hass,"search");return c`<div class="tools">
      <input type="search" aria-label=${t} placeholder=${t} autocomplete="off" @input=${this.searched} />
      <div class="filters" role="group" aria-label=${this.text("form_which")}>
        ${$t.map(e=>c`<button type="button" aria-pressed=${this.which===e} @click=${()=>this.which=e}>
              ${this.text(`which_${e}`)}
            </button>`)}
      </div>
    </div>`}renderContent(){let{error:t}=this.feed;if(t&&(t.notLoaded||!this.groups)){let e=this.text(t.notLoaded?"error_not_loaded":"error_other",{error:t.message});return c`<p class="note error" role="alert">${e}</p>`}return this.groups?this.groups.length===0?c`<p class="note">${this.emptyText()}</p>`:c`<ul
      role="list"
      tabindex="0"
      aria-label=${this.config?.title??this.text("list_label")}
      @pointerenter=${this.used}
      @pointerleave=${this.used}
      @focusin=${this.used}
      @focusout=${this.used}
    >
      ${this.waiting?this.renderWaiting():u}
      ${Ut(this.groups,({id:e})=>e,e=>this.renderRow(e))}
    </ul>`:c`<p class="note">${this.text("loading")}</p>`}renderWaiting(){return c`<li class="waiting">
      <button type="button" @click=${()=>{this.inUse=!1}}>${this.text("waiting",{count:`${this.waiting}`})}</button>
    </li>`}recent(){let{hours:t=1/0}=this.config??{},e=Date.now()-t*Pi;return this.feed.detections?.filter(({detected_at:s})=>new Date(s).getTime()>e)}emptyText(){let{hours:t}=this.config??{};return this.search?this.text("empty_search"):t?this.text("empty_recent",{hours:`${t}`}):this.text(`empty_${this.which??"any"}`)}renderRow({id:t,detections:e}){let[s]=e,{plate:n,vehicle:o,score:a,status:l}=s,p=[...new Set(e.map(({camera_name:h})=>h))],v=[o&&o!==n?n:void 0,...p];return c`<li id="row-${t}" class=${l} tabindex="-1">
      ${this.renderThumbnail(s)}
      <div>
        <div class="name"><bdi>${M(s)}</bdi></div>
        <div class="details">
          ${v.filter(Boolean).map(h=>c`<bdi>${h}</bdi>&nbsp;· `)}
          ${a===null?u:c`<bdi>${this.scoreText(a)}</bdi>&nbsp;· `}
          ${this.renderTime(e)}
        </div>
        <div class="status">${this.statusText(s)}</div>
      </div>
      ${this.renderActions(t,s)}
      ${this.failed?.id===t?c`<p class="failure" role="alert">${this.failed.message}</p>`:u}
    </li>`}renderTime(t){if(!this.hass)return u;let e=new Date(t[0].detected_at),s=c`<bdi>${t.length} × ${Xe(e,this.hass)}</bdi>&nbsp;· `;return c`${t.length>1?s:u}<time
        datetime=${e.toISOString()}
        title=${B(e,this.hass)}
        ><bdi>${dt(e,this.hass.language)}</bdi></time
      >`}renderThumbnail(t){let{thumbnail:e}=t;if(!e)return c`<div class="thumbnail" role="img" aria-label=${this.text("no_picture")}>–</div>`;let s=this.text("show_picture",{name:M(t)});return c`<button
      type="button"
      class="thumbnail"
      aria-label=${s}
      title=${s}
      @click=${()=>this.picture.show(t)}
    >
      <img src=${e} alt="" loading="lazy" />
    </button>`}renderActions(t,e){let{hass:s}=this;return!this.config?.actions||!D(s)?u:c`<div class="actions" aria-busy=${this.busy.has(t)}>
      ${Nt(e).map(n=>{let[o,a]=jt(s,n,e);return c`<button
          type="button"
          class=${n}
          aria-label=${a}
          title=${a}
          ?disabled=${this.busy.has(t)}
          @click=${()=>this.act(t,e,n)}
        >
          ${o}
        </button>`})}
    </div>`}used(t){let e=t.currentTarget,s=t instanceof FocusEvent&&t.type==="focusout"?t.relatedTarget:void 0,n=t.type==="focusout"?e.contains(s):e.matches(":focus-within");this.inUse=n||e.matches(":hover")}searched(t){clearTimeout(this.typing);let{value:e}=t.target;this.typing=setTimeout(()=>this.search=e.trim(),Mi)}pressed(t){let{action:e,detection:s}=t.detail,n=this.groups?.find(({detections:o})=>o.some(({id:a})=>a===s.id));this.act(n?.id??s.id,s,e)}async act(t,e,s){let{hass:n}=this;if(!n)return;let{plate:o}=e,a=await this.nameFor(n,e,s);if(a!==void 0){this.failed=void 0,this.inUse=!0,this.busy=new Set([...this.busy,t]);try{this.patch(t,await je(n,this,e,s,a))}catch(l){this.failed={id:t,message:this.text("error_action",{plate:o,error:L(l)})}}this.busy=new Set([...this.busy].filter(l=>l!==t)),await this.updateComplete,this.keepFocus(t)}}async nameFor(t,e,s){let{plate:n,vehicle:o}=e;return s==="add"?this.naming.ask(this.text("add_title",{plate:n}),this.text("action_add")):s==="rename"?this.naming.ask(`${f(t,"rename")}: ${o}`,f(t,"save"),o??""):n}patch(t,e){let s=n=>({...n,...e});this.groups=this.groups?.map(n=>{let[o,...a]=n.detections;return n.id===t?{id:t,detections:[s(o),...a.map(s)]}:n})}keepFocus(t){if(this.renderRoot.querySelector("carsxe-picture-dialog")?.matches(":focus-within"))return;(this.renderRoot.querySelector(`#row-${CSS.escape(t)}`)??this.renderRoot.querySelector("ul"))?.focus({preventScroll:!0})}announce(t,e){let[s]=e,n=t?.[0];!t||!s||s.id===n?.id||n&&s.detected_at<n.detected_at||(this.said=this.text("said_new",{name:M(s),camera:s.camera_name,status:this.text(`status_${s.status}`)}))}statusText({status:t,valid_until:e}){return t==="known"&&e&&this.hass?this.text("status_guest",{time:At(new Date(e),this.hass)}):this.text(`status_${t}`)}scoreText(t){let e=new Intl.NumberFormat(this.hass?.language,{style:"percent"});return this.text("score",{score:e.format(t)})}text(t,e){return _(this.hass?.language??"en",t,e)}};d([A({attribute:!1})],S.prototype,"hass",2),d([g()],S.prototype,"config",2),d([g()],S.prototype,"which",2),d([g()],S.prototype,"search",2),d([g()],S.prototype,"said",2),d([g()],S.prototype,"busy",2),d([g()],S.prototype,"failed",2),d([g()],S.prototype,"inUse",2),d([w("carsxe-picture-dialog")],S.prototype,"picture",2),d([w("carsxe-name-dialog")],S.prototype,"naming",2);var C=class extends T{async open(){await this.updateComplete,this.dialog.open||this.dialog.showModal()}close(){this.dialog.close()}clicked(i){i.target===this.dialog&&this.close()}text(i,t){return _(this.hass?.language??"en",i,t)}};d([A({attribute:!1})],C.prototype,"hass",2),d([w("dialog")],C.prototype,"dialog",2);var O=x`
  dialog {
    border: none;
    border-radius: var(--ha-dialog-border-radius, 24px);
    padding: 24px;
    color: var(--primary-text-color);
    background: var(--ha-dialog-surface-background, var(--card-background-color, #fff));
    max-width: min(1280px, calc(100vw - 48px));
    max-height: calc(100vh - 48px);
    box-sizing: border-box;
    overflow: auto;
  }
  dialog::backdrop {
    background: rgba(0, 0, 0, 0.6);
  }
  h2 {
    margin: 0 0 16px;
    font-size: 1.25rem;
    font-weight: 500;
    overflow-wrap: anywhere;
  }
  label {
    display: block;
    margin: 12px 0 4px;
  }
  input:not([type="checkbox"]):not([type="file"]) {
    width: 100%;
    box-sizing: border-box;
    padding: 12px;
    font: inherit;
    color: inherit;
    background: transparent;
    border: 1px solid var(--secondary-text-color);
    border-radius: 8px;
  }
  .buttons {
    display: flex;
    flex-wrap: wrap;
    justify-content: flex-end;
    gap: 8px;
    margin-top: 24px;
  }
  .failure {
    margin: 12px 0 0;
    padding-inline-start: 8px;
    border-inline-start: 4px solid var(--error-color);
    white-space: pre-line;
  }
`;var et=class extends C{constructor(){super(...arguments);this.heading="";this.button="";this.answer=()=>{}}static{this.styles=[E,O,x`
      dialog {
        width: 400px;
      }
      p {
        margin: 4px 0 0;
        font-size: 0.875rem;
        color: var(--secondary-text-color);
      }
    `]}async ask(t,e,s=""){return this.heading=t,this.button=e,await this.open(),this.input.value=s,this.input.select(),new Promise(n=>this.answer=n)}render(){return c`<dialog aria-labelledby="title" @close=${()=>this.answer(void 0)} @click=${this.clicked}>
      <form @submit=${this.submitted}>
        <h2 id="title">${this.heading}</h2>
        <label for="name">${this.text("add_name")}</label>
        <input
          id="name"
          name="vehicle-name"
          autocomplete="off"
          required
          maxlength="100"
          pattern=".*\\S.*"
          aria-describedby="help"
        />
        <p id="help">${this.text("add_name_help")}</p>
        <div class="buttons">
          <button type="button" @click=${this.close}>${f(this.hass,"cancel")}</button>
          <button type="submit" class="main">${this.button}</button>
        </div>
      </form>
    </dialog>`}submitted(t){t.preventDefault(),this.answer(this.input.value.trim()),this.close()}};d([g()],et.prototype,"heading",2),d([g()],et.prototype,"button",2),d([w("input")],et.prototype,"input",2);var qt=1.5,j=class extends C{constructor(){super(...arguments);this.detections=[];this.actions=!1;this.failure=""}static{this.styles=[E,O,x`
      dialog {
        width: 100vw;
      }
      .tools,
      .buttons {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        margin-top: 12px;
        justify-content: flex-start;
        align-items: center;
      }
      .end {
        margin-inline-start: auto;
      }
      p {
        margin: 12px 0 0;
      }
      @media (max-width: 600px) {
        dialog {
          max-width: none;
          max-height: none;
          height: 100dvh;
          border-radius: 0;
          padding: 12px;
        }
      }
    `]}async show(t){this.shown=t,await this.open()}willUpdate(){this.shown=this.detections.find(({id:t})=>t===this.shown?.id)??this.shown}render(){return c`<dialog
      aria-labelledby="title"
      @close=${()=>this.shown=void 0}
      @click=${this.clicked}
      @keydown=${this.typed}
    >
      ${this.shown&&this.hass?this.renderPicture(this.shown,this.hass):u}
    </dialog>`}renderPicture(t,e){let s=M(t),n=B(new Date(t.detected_at),e),o=this.text("picture_label",{name:s,camera:t.camera_name,time:n});return c`
      <h2 id="title"><bdi>${s}</bdi></h2>
      <carsxe-zoom
        .src=${t.picture??t.thumbnail??""}
        .alt=${o}
        @carsxe-swipe=${a=>this.step(a.detail)}
      ></carsxe-zoom>
      ${this.renderTools(t,e)}
      <p>
        <bdi>${t.plate}</bdi> · <bdi>${t.camera_name}</bdi> ·
        ${t.score===null?u:c`${this.scoreText(t.score)} · `}<bdi>${n}</bdi>
      </p>
      ${t.candidates.length>0?c`<p>${this.text("also_read",{plates:t.candidates.join(", ")})}</p>`:u}
      ${this.failure?c`<p class="failure" role="alert">${this.failure}</p>`:u}
      <div class="buttons">
        ${this.actions&&D(e)?Nt(t).map(a=>this.renderAction(a,t)):u}
        <button type="button" class="end" @click=${this.close}>${f(e,"close")}</button>
      </div>
    `}renderTools(t,e){let s=this.place,n=`${t.plate}_${q(new Date(t.detected_at),e)}.jpg`;return c`<div class="tools">
      <button type="button" ?disabled=${s<=0} @click=${()=>this.step(-1)}>${f(e,"previous")}</button>
      <span aria-live="polite">${s+1} / ${this.detections.length}</span>
      <button type="button" ?disabled=${s>=this.detections.length-1} @click=${()=>this.step(1)}>
        ${f(e,"next")}
      </button>
      <button
        type="button"
        class="end"
        aria-label=${this.text("zoom_out")}
        title=${this.text("zoom_out")}
        @click=${()=>this.picture.zoom(1/qt)}
      >
        −
      </button>
      <button
        type="button"
        aria-label=${this.text("zoom_in")}
        title=${this.text("zoom_in")}
        @click=${()=>this.picture.zoom(qt)}
      >
        +
      </button>
      ${t.picture?c`<a class="button" href=${t.picture} download=${n}>${f(e,"download")}</a>`:u}
    </div>`}renderAction(t,e){let[s,n]=jt(this.hass,t,e);return c`<button type="button" aria-label=${n} title=${n} @click=${()=>this.dispatchEvent(new CustomEvent("carsxe-action",{detail:{action:t,detection:e}}))}>${s}</button>`}get place(){return this.detections.findIndex(({id:t})=>t===this.shown?.id)}step(t){this.shown=this.detections[this.place+t]??this.shown}typed(t){let e=getComputedStyle(this).direction==="rtl"?-1:1,s={ArrowRight:()=>this.step(e),ArrowLeft:()=>this.step(-e),"+":()=>this.picture.zoom(qt),"-":()=>this.picture.zoom(1/qt)};s[t.key]&&(t.preventDefault(),s[t.key]?.())}scoreText(t){let e=new Intl.NumberFormat(this.hass?.language,{style:"percent"});return this.text("score",{score:e.format(t)})}};d([A({attribute:!1})],j.prototype,"detections",2),d([A({type:Boolean})],j.prototype,"actions",2),d([A()],j.prototype,"failure",2),d([g()],j.prototype,"shown",2),d([w("carsxe-zoom")],j.prototype,"picture",2);var Bt="carsxe-problems",Tt=class extends T{constructor(){super(...arguments);this.connectedWhileHidden=!0;this.feed=new H(this)}static{this.styles=x`
    ha-alert {
      display: block;
    }
    ha-alert + ha-alert {
      margin-top: 8px;
    }
    a {
      color: var(--primary-color);
    }
  `}setConfig(){this.hidden=!0}getCardSize(){return 1}getGridOptions(){return{columns:"full",rows:"auto"}}willUpdate(){this.hass&&this.feed.subscribe(this.hass.connection,{type:"carsxe/problems/subscribe"})}render(){let t=this.hass?.user?.is_admin?c` <a href="/config/repairs">${this.linkText()}</a>`:u;return(this.feed.value?.problems??[]).map(e=>c`<ha-alert alert-type="error">${e}${t}</ha-alert>`)}updated(t){let e=!this.feed.value?.problems.length;e!==this.hidden&&(this.hidden=e,this.dispatchEvent(new CustomEvent("card-visibility-changed",{detail:{value:!e},bubbles:!0,composed:!0})))}linkText(){return _(this.hass?.language??"en","problems_link")}};d([A({attribute:!1})],Tt.prototype,"hass",2);var Gt="carsxe-region-card",it=class extends T{constructor(){super(...arguments);this.entity=""}static{this.styles=[E]}setConfig({entity:t}){this.entity=typeof t=="string"?t:""}getCardSize(){return 1}getGridOptions(){return{columns:"full",rows:"auto"}}willUpdate(t){this.hidden=!D(this.hass)}render(){return D(this.hass)?c`<button type="button" @click=${()=>this.dialog.show(this.entity)}>
        ${_(this.hass.language,"region_title")}
      </button>
      <carsxe-region-dialog .hass=${this.hass}></carsxe-region-dialog>`:u}};d([A({attribute:!1})],it.prototype,"hass",2),d([g()],it.prototype,"entity",2),d([w("carsxe-region-dialog")],it.prototype,"dialog",2);var Di=2e3,Ft=1,Kt=2,Li=20,Hi={ArrowLeft:[-Ft,0],ArrowRight:[Ft,0],ArrowUp:[0,-Ft],ArrowDown:[0,Ft]},Je={left:0,top:0,width:100,height:100},W=class extends C{constructor(){super(...arguments);this.areas=[];this.failure="";this.shown=""}static{this.styles=[E,O,x`
      dialog {
        width: 100vw;
      }
      p {
        margin: 12px 0 0;
      }
      .picture {
        position: relative;
        overflow: hidden;
        direction: ltr;
        background: #000;
        min-height: 120px;
      }
      img {
        display: block;
        width: 100%;
        user-select: none;
      }
      .area {
        position: absolute;
        box-sizing: border-box;
        min-height: 0;
        padding: 0;
        border-radius: 0;
        touch-action: none;
        cursor: move;
        background: rgba(96, 96, 96, 0.85);
        border: 2px solid #fff;
      }
      .area.sent {
        background: transparent;
        border: 3px solid var(--primary-color);
        box-shadow: 0 0 0 4000px rgba(0, 0, 0, 0.6);
      }
      .area:hover:not(:disabled) {
        background-color: rgba(96, 96, 96, 0.85);
      }
      .area.sent:hover:not(:disabled) {
        background-color: transparent;
      }
      .area:focus-visible {
        outline: 3px solid #fff;
        outline-offset: -6px;
      }
      .handle {
        position: absolute;
        right: 0;
        bottom: 0;
        width: 28px;
        height: 28px;
        cursor: nwse-resize;
        background: linear-gradient(135deg, transparent 50%, #fff 50%);
      }
    `]}disconnectedCallback(){super.disconnectedCallback(),clearInterval(this.live)}async show(t){this.failure="",this.region=await this.hass?.callWS({type:"carsxe/cameras/region",entity_id:t}),this.areas=this.region?[this.region.crop,...this.region.leave_out]:[],clearInterval(this.live),this.live=setInterval(()=>{this.look()},Di),await this.look(),await this.open()}render(){let{hass:t,region:e}=this;return c`<dialog aria-labelledby="title" @close=${()=>clearInterval(this.live)}>
      <h2 id="title">${this.text("region_title")}</h2>
      <div
        class="picture"
        @pointermove=${this.moved}
        @pointerup=${()=>this.drag=void 0}
        @pointercancel=${()=>this.drag=void 0}
      >
        <img src=${this.shown} alt=${e?.source_entity_id??""} draggable="false" />
        ${this.areas.map((s,n)=>this.renderArea(s,n))}
      </div>
      <p id="help">${this.text("region_help")}</p>
      ${this.failure?c`<p class="failure" role="alert">${this.failure}</p>`:u}
      <div class="buttons">
        <button type="button" ?disabled=${this.areas.length>Li} @click=${this.leaveOut}>
          ${this.text("region_leave_out")}
        </button>
        <button type="button" @click=${()=>this.areas=[Je]}>${f(t,"reset")}</button>
        <button type="button" @click=${this.close}>${f(t,"cancel")}</button>
        <button type="button" class="main" @click=${this.save}>${f(t,"save")}</button>
      </div>
    </dialog>`}renderArea(t,e){let{left:s,top:n,width:o,height:a}=t,l=e===0?this.text("region_frame"):this.text("region_area",{number:`${e}`}),p=[s,n,o,a].map(v=>`${Math.round(v)} %`).join(", ");return c`<button
      type="button"
      class="area ${e===0?"sent":""}"
      aria-label="${l}: ${p}"
      aria-describedby="help"
      style="left:${s}%;top:${n}%;width:${o}%;height:${a}%"
      @pointerdown=${v=>this.pressed(v,e)}
      @keydown=${v=>this.typed(v,e)}
    >
      <span class="handle"></span>
    </button>`}async look(){let{source_entity_id:t="",rotation:e=0}=this.region??{},{entity_picture:s}=this.hass?.states[t]?.attributes??{};if(typeof s!="string")return;let n=`${s}${s.includes("?")?"&":"?"}t=${Date.now()}`;this.shown=e?await Oi(n,e):n}pressed(t,e){let s=this.areas[e];if(!s)return;let n=t.target;this.drag={index:e,resizes:n.className==="handle",x:t.clientX,y:t.clientY,before:s},this.picture.setPointerCapture(t.pointerId),t.currentTarget.focus({preventScroll:!0}),t.preventDefault()}moved(t){if(!this.drag)return;let{index:e,resizes:s,x:n,y:o,before:a}=this.drag,{width:l,height:p}=this.picture.getBoundingClientRect();this.change(e,a,s,(t.clientX-n)/l*100,(t.clientY-o)/p*100)}typed(t,e){let s=this.areas[e],n=Hi[t.key];s&&n?(t.preventDefault(),this.change(e,s,t.shiftKey,...n)):e>0&&(t.key==="Delete"||t.key==="Backspace")&&(this.areas=this.areas.filter((o,a)=>a!==e))}change(t,e,s,n,o){let{left:a,top:l,width:p,height:v}=e,h=$=>Math.round($*10)/10,y=($,k,ut)=>h(Math.min(Math.max($,k),ut)),b=s?{left:a,top:l,width:y(p+n,Kt,100-a),height:y(v+o,Kt,100-l)}:{left:y(a+n,0,100-p),top:y(l+o,0,100-v),width:p,height:v};this.areas=this.areas.map(($,k)=>k===t?b:$)}async leaveOut(){let{left:t,top:e,width:s,height:n}=this.areas[0]??Je,o={left:t,top:e,width:Math.max(s/4,Kt),height:Math.max(n/4,Kt)};this.areas=[...this.areas,o],await this.updateComplete,[...this.renderRoot.querySelectorAll(".area")].at(-1)?.focus()}async save(){let{hass:t,region:e}=this;if(!t||!e)return;let{config_entry_id:s,camera_id:n}=e,[o,...a]=this.areas;try{await t.callWS({type:"carsxe/cameras/save_region",config_entry_id:s,camera_id:n,crop:o,leave_out:a}),this.close();let l=`${this.text("region_title")}: ${f(t,"successfully_saved")}`;Z(t,this,l,s,n)}catch(l){this.failure=L(l)}}};d([g()],W.prototype,"region",2),d([g()],W.prototype,"areas",2),d([g()],W.prototype,"failure",2),d([g()],W.prototype,"shown",2),d([w(".picture")],W.prototype,"picture",2);async function Oi(r,i){let t=new Image;t.src=r,await t.decode();let{naturalWidth:e,naturalHeight:s}=t,n=document.createElement("canvas"),o=i%180!==0;n.width=o?s:e,n.height=o?e:s;let a=n.getContext("2d");return a?.translate(n.width/2,n.height/2),a?.rotate(i*Math.PI/180),a?.drawImage(t,-e/2,-s/2),n.toDataURL("image/jpeg")}var Xt="carsxe-trigger-log",ht=class extends T{constructor(){super(...arguments);this.entity="";this.feed=new H(this)}static{this.styles=[lt,ct,x`
      ul {
        max-height: 480px;
      }
    `]}setConfig(t){this.entity=String(t.entity)}getCardSize(){return 4}getGridOptions(){return{columns:"full",rows:"auto"}}willUpdate(t){this.hass&&(this.feed.subscribe(this.hass.connection,{type:"carsxe/triggers/subscribe",entity_id:this.entity}),t.has("hass")&&t.get("hass")?.language!==this.hass.language&&P(this.hass.language).then(()=>this.requestUpdate()))}render(){return c`<ha-card>${this.renderContent()}</ha-card>`}renderContent(){let{error:t,value:e}=this.feed;return t?c`<p class="note error" role="alert">${this.text("error_other",{error:t.message})}</p>`:e?.triggers.length?c`<ul role="list" tabindex="0" aria-label=${this.text("log_title")}>
      ${e.triggers.map(s=>this.renderRow(s))}
    </ul>`:c`<p class="note">${this.text(e?"log_empty":"loading")}</p>`}renderRow(t){let{at:e,captures:s,plates:n,reason:o,unpaid:a}=t,l=new Date(e);return c`<li>
      ${this.renderPicture(t)}
      <div>
        <div class="name">${o}</div>
        ${n.map(p=>c`<div>${this.plateText(p)}</div>`)}
        ${a?c`<div>${this.unpaidText(a)}</div>`:u}
        <div class="details">
          ${this.triggerName(t)} · ${this.text("log_captures",{count:`${s}`})} · ${this.costText(t)} ·
          <time datetime=${e} title=${this.hass?B(l,this.hass):""}
            >${dt(l,this.hass?.language??"en")}</time
          >
        </div>
      </div>
    </li>`}renderPicture({picture:t,recognitions:e}){let s=this.text(t?e?"log_sent":"log_not_sent":"no_picture");return c`<div class="thumbnail" role="img" aria-label=${s} title=${s}>
      ${t?c`<img src="data:image/jpeg;base64,${t}" alt="" />`:"–"}
    </div>`}triggerName({trigger:t}){let e=t&&this.hass?.states[t]?.attributes.friendly_name;return typeof e=="string"?e:t??this.text("log_scan")}costText({cost:t,recognitions:e}){if(!e)return this.text("log_free");let s=new Intl.NumberFormat(this.hass?.language,{style:"currency",currency:"USD"});return this.text("log_paid",{count:`${e}`,cost:s.format(t)})}plateText({plate:t,score:e,vehicle:s,status:n,announced:o}){let a=[s&&s!==t?`${s} (${t})`:t];e!==null&&a.push(this.text("score",{score:this.percent(e)}));let l=o?"announced":n==="ignored"?"ignored":"not_new";return`${a.join(", ")}: ${this.text(`log_${l}`)}`}unpaidText({objection:t,plate:e,score:s,width:n,height:o}){return this.text(`objection_${t}`,{plate:e??"",score:this.percent(s),width:`${n}`,height:`${o}`})}percent(t){return new Intl.NumberFormat(this.hass?.language,{style:"percent"}).format(t)}text(t,e){return _(this.hass?.language??"en",t,e)}};d([A({attribute:!1})],ht.prototype,"hass",2),d([g()],ht.prototype,"entity",2);var Ii=["sensor.status","sensor.last_plate","sensor.last_vehicle","sensor.last_detection"],Ui=["recognitions_today","estimated_cost_today","recognitions_this_month","estimated_cost","recognitions_saved"].map(r=>`sensor.${r}`),zi={hours:24,limit:at},Qe=4,Ni={type:`custom:${wt}`,grid_options:{columns:"full"}},ti=["entities","devices"],Yt=class extends HTMLElement{static{this.registryDependencies=ti}static async generate(i,t){await P(t.language);let e=_(t.language,"view_title"),s=_(t.language,"view_cameras"),n=_(t.language,"view_vehicles");return{title:e,views:[{title:e,path:"plates",strategy:{type:"custom:carsxe"}},{title:n,path:"vehicles",strategy:{type:"custom:carsxe",view:"vehicles"}},{title:s,path:"cameras",strategy:{type:"custom:carsxe",view:"cameras"}}]}}},Jt=class extends HTMLElement{static{this.registryDependencies=ti}static async generate({view:i},t){await P(t.language);let e=a=>_(t.language,a),s=ji(t),n=s.filter(({entities:a})=>a.has("image_processing.plate"));if(i==="cameras")return he(n.map(a=>Vi(a,e)));if(i==="vehicles")return he([{...pt(e("view_vehicles"),"mdi:car-multiple",[Ni]),column_span:2}]);let o=[];return n.length>0?o.push(pt(e("view_unknown"),"mdi:help-circle-outline",[Ze("unknown",zi)]),pt(e("view_all"),"mdi:format-list-bulleted",[Ze("any")])):o.push(pt(e("view_title"),"mdi:cctv",[Fi(e("view_empty"))])),o.push(...qi(s,e)),he(o)}};function he(r){let i={type:"grid",column_span:Qe,cards:[{type:`custom:${Bt}`}]};return{type:"sections",max_columns:Qe,dense_section_placement:!0,sections:[i,...r]}}function ji(r){let i=new Map;for(let t of Object.values(r.entities)){let e=Wi(t),s=r.devices[t.device_id??""];if(!e||!s)continue;let n=s.name_by_user||s.name||"",o=i.get(s.id)??{id:s.id,name:n,entities:new Map};o.entities.set(e,t.entity_id),i.set(s.id,o)}return[...i.values()].sort((t,e)=>t.name.localeCompare(e.name,r.language))}function Wi(r){if(!(r.platform!=="carsxe"||r.hidden||!r.translation_key))return`${r.entity_id.split(".")[0]}.${r.translation_key}`}function Vi({name:r,entities:i},t){let e=i.get("image.last_plate"),s=i.get("button.scan"),n=i.get("image_processing.plate");return pt(r,"mdi:cctv",[...e?[Gi(e)]:[],...ei(i,Ii),...s?[{type:"tile",entity:s,name:{type:"entity"},hide_state:!0,grid_options:{columns:"full"}}]:[],{type:`custom:${Gt}`,entity:n},{type:"heading",heading:t("log_title"),heading_style:"subtitle",icon:"mdi:history"},{type:`custom:${Xt}`,entity:n}])}function qi(r,i){let t=r.filter(({entities:e})=>e.has("sensor.recognitions_today"));return t.map(({name:e,entities:s})=>{let n=t.length>1?`${i("view_account")}: ${e}`:i("view_account");return pt(n,"mdi:cash-multiple",ei(s,Ui))})}function ei(r,i){return i.flatMap(t=>{let e=r.get(t);return e?[{type:"tile",entity:e,name:{type:"entity"},visibility:Bi(e)}]:[]})}function Bi(r){return[{condition:"state",entity:r,state_not:"unknown"}]}function Gi(r){return{type:"picture-entity",entity:r,show_name:!1,show_state:!1,grid_options:{columns:"full"}}}function Ze(r,i={}){return{type:`custom:${tt}`,which:r,limit:20,...i,grid_options:{columns:"full"}}}function Fi(r){return{type:"markdown",content:r,grid_options:{columns:"full"}}}function pt(r,i,t){return{type:"grid",cards:[{type:"heading",heading:r,icon:i},...t]}}var Ki=24*36e5,Xi="component.carsxe.config_subentries.vehicle.step.user",G=class extends C{constructor(){super(...arguments);this.failure="";this.label=t=>t;this.account=""}static{this.styles=[E,O,x`
      dialog {
        width: 440px;
      }
      .until {
        display: flex;
        gap: 8px;
      }
      .check {
        display: flex;
        gap: 8px;
        align-items: center;
        min-height: 36px;
      }
      input[type="checkbox"] {
        width: 20px;
        height: 20px;
      }
    `]}async show(t,e){this.account=t,this.vehicle=e,this.failure="";let s=await this.hass?.loadBackendTranslation?.("config_subentries","carsxe");this.label=n=>s?.(`${Xi}.${n}`)||n,await this.open(),this.form.reset(),this.fill("plate",e?.plate??""),this.fill("name",e?.name??""),this.fill("valid_from",pe(e?.valid_from)),this.fill("valid_until",pe(e?.valid_until)),this.field("ignore").checked=e?.ignore??!1,this.field(e?"name":"plate").focus()}render(){let{hass:t,vehicle:e}=this,s=(n,o,a="text")=>c`<label for=${n}>${this.label(o)}</label>
        <input id=${n} type=${a} autocomplete="off" maxlength="100" ?required=${a==="text"} />`;return c`<dialog aria-labelledby="title" @click=${this.clicked}>
      <form @submit=${this.submitted}>
        <h2 id="title">${e?`${f(t,"edit")}: ${e.name}`:this.text("vehicle_add")}</h2>
        ${s("plate","data.plate")} ${s("name","data.name")}
        ${s("valid_from","sections.advanced.data.valid_from","datetime-local")}
        <label for="valid_until">${this.label("sections.advanced.data.valid_until")}</label>
        <div class="until">
          <input id="valid_until" type="datetime-local" />
          <button type="button" title=${this.text("action_guest")} @click=${this.makeGuest}>
            ${this.text("action_guest")}
          </button>
        </div>
        <label class="check"
          ><input id="ignore" type="checkbox" />${this.label("sections.advanced.data.ignore")}</label
        >
        ${this.failure?c`<p class="failure" role="alert">${this.failure}</p>`:u}
        <div class="buttons">
          <button type="button" @click=${this.close}>${f(t,"cancel")}</button>
          <button type="submit" class="main">${f(t,"save")}</button>
        </div>
      </form>
    </dialog>`}field(t){return this.form.querySelector(`#${t}`)}fill(t,e){this.field(t).value=e}makeGuest(){this.fill("valid_until",pe(new Date(Date.now()+Ki).toISOString()))}async submitted(t){t.preventDefault();let{hass:e,vehicle:s}=this;if(!e)return;let n=this.field("name").value,o={plate:this.field("plate").value,name:n,valid_from:ii(this.field("valid_from").value),valid_until:ii(this.field("valid_until").value),ignore:this.field("ignore").checked},a=this.account;try{let{vehicle_id:l}=await e.callWS({type:"carsxe/vehicles/save",config_entry_id:a,vehicle:o,...s?{vehicle_id:s.vehicle_id}:{}});this.close(),Z(e,this,`${n}: ${f(e,"successfully_saved")}`,a,l)}catch(l){this.failure=L(l)}}};d([g()],G.prototype,"vehicle",2),d([g()],G.prototype,"failure",2),d([g()],G.prototype,"label",2),d([w("form")],G.prototype,"form",2);function pe(r){if(!r)return"";let i=new Date(r);return new Date(i.getTime()-i.getTimezoneOffset()*6e4).toISOString().slice(0,16)}function ii(r){return r?new Date(r).toISOString():null}var Yi=3e4,Ji=["known","ignored"],R=class extends T{constructor(){super(...arguments);this.search="";this.which="known";this.accounts=[];this.failure="";this.feed=new H(this)}static{this.styles=[E,Vt,lt,ct]}static getStubConfig(){return{}}setConfig(t){}getCardSize(){return 8}getGridOptions(){return{columns:12,min_columns:6,min_rows:2}}connectedCallback(){super.connectedCallback(),this.ticking=setInterval(()=>this.requestUpdate(),Yi)}disconnectedCallback(){super.disconnectedCallback(),clearInterval(this.ticking)}shouldUpdate(t){let e=t.get("hass");return t.size!==1||!t.has("hass")||!e||!this.hass?!0:["connection","language","locale","localize","services","user"].some(n=>e[n]!==this.hass?.[n])}willUpdate(t){this.hass&&(this.feed.subscribe(this.hass.connection,{type:"carsxe/vehicles/subscribe"}),t.has("hass")&&t.get("hass")?.language!==this.hass.language&&P(this.hass.language).then(()=>this.requestUpdate()),t.has("hass")&&!t.get("hass")&&D(this.hass)&&this.hass.callWS({type:"config_entries/get",domain:"carsxe"}).then(e=>this.accounts=e))}render(){let{error:t}=this.feed;return c`
      <ha-card>
        <div class="content">
          ${this.renderTools()}
          ${this.failure?c`<p class="note error" role="alert">${this.failure}</p>`:u}
          ${t&&!this.vehicles?c`<p class="note error" role="alert">
                ${this.text(t.notLoaded?"error_not_loaded":"error_other",{error:t.message})}
              </p>`:this.renderList()}
        </div>
      </ha-card>
      <carsxe-vehicle-dialog .hass=${this.hass}></carsxe-vehicle-dialog>
      <carsxe-zoom-dialog .hass=${this.hass}></carsxe-zoom-dialog>
    `}renderTools(){let{hass:t}=this,e=f(t,"search");return c`<div class="tools">
      <input
        type="search"
        aria-label=${e}
        placeholder=${e}
        autocomplete="off"
        @input=${s=>this.search=s.target.value}
      />
      <div class="filters" role="group" aria-label=${this.text("view_vehicles")}>
        ${Ji.map(s=>c`<button type="button" aria-pressed=${this.which===s} @click=${()=>this.which=s}>
              ${this.text(`which_${s}`)}
            </button>`)}
      </div>
      ${D(t)&&this.accounts.length>0?this.renderAdministration():u}
    </div>`}renderAdministration(){return c`<div class="filters">
      ${this.accounts.length>1?c`<select aria-label=${this.text("view_account")}>
            ${this.accounts.map(({entry_id:t,title:e})=>c`<option value=${t}>${e}</option>`)}
          </select>`:u}
      <button type="button" class="main" @click=${()=>this.form.show(this.account)}>${this.text("vehicle_add")}</button>
      <button type="button" @click=${()=>this.file.click()}>${this.text("csv_import")}</button>
      <button type="button" @click=${this.exportCsv}>${this.text("csv_export")}</button>
      <input type="file" accept=".csv,text/csv" hidden aria-label=${this.text("csv_import")} @change=${this.importCsv} />
    </div>`}renderList(){if(!this.vehicles)return c`<p class="note">${this.text("loading")}</p>`;let t=this.search.trim().toLowerCase(),e=t.replace(/[^\p{L}\p{N}]/gu,""),s=this.vehicles.filter(n=>n.ignore===(this.which==="ignored")&&(!t||n.name.toLowerCase().includes(t)||e!==""&&si(n).some(o=>o.toLowerCase().includes(e))));if(s.length===0){let n=this.vehicles.length===0;return c`<p class="note">${this.text(n?"view_no_vehicles":"empty_search")}</p>`}return c`<ul role="list" tabindex="0" aria-label=${this.text("view_vehicles")}>
      ${Ut(s,({vehicle_id:n})=>n,n=>this.renderRow(n))}
    </ul>`}renderRow(t){let{hass:e}=this,{name:s,last_seen:n,camera_name:o}=t,a=n?new Date(n):void 0;return c`<li class=${t.ignore?"ignored":"known"}>
      ${this.renderThumbnail(t)}
      <div>
        <div class="name"><bdi>${s}</bdi></div>
        <div class="details">
          ${si(t).map(l=>c`<bdi>${l}</bdi>&nbsp;· `)}
          ${a&&e?c`${o?c`<bdi>${o}</bdi>&nbsp;· `:u}<time
                  datetime=${a.toISOString()}
                  title=${B(a,e)}
                  ><bdi>${dt(a,e.language)}</bdi></time
                >`:this.text("vehicle_unseen")}
        </div>
        <div class="status">${this.statusOf(t)}</div>
      </div>
      ${D(e)?this.renderActions(t):u}
    </li>`}renderThumbnail({name:t,thumbnail:e,picture:s,plate:n}){if(!e||!s)return c`<div class="thumbnail" role="img" aria-label=${this.text("no_picture")}>–</div>`;let o=this.text("show_picture",{name:t});return c`<button
      type="button"
      class="thumbnail"
      aria-label=${o}
      title=${o}
      @click=${()=>this.picture.show(t,n,s)}
    >
      <img src=${e} alt="" loading="lazy" />
    </button>`}renderActions(t){let e=f(this.hass,"edit"),s=f(this.hass,"remove");return c`<div class="actions">
      <button
        type="button"
        aria-label="${e}: ${t.name}"
        @click=${()=>this.form.show(t.config_entry_id,t)}
      >
        ${e}
      </button>
      <button type="button" aria-label="${s}: ${t.name}" @click=${()=>this.removeVehicle(t)}>${s}</button>
    </div>`}statusOf({ignore:t,valid_from:e,valid_until:s}){let{hass:n}=this,o=Date.now();if(n&&s){let a=At(new Date(s),n);return this.text(Date.parse(s)>o?"status_guest":"vehicle_expired",{time:a})}return n&&e&&Date.parse(e)>o?this.text("vehicle_from",{time:At(new Date(e),n)}):this.text(t?"status_ignored":"status_known")}get vehicles(){return this.feed.value?.vehicles}get account(){return this.choice?.value??this.accounts[0]?.entry_id??""}async removeVehicle({config_entry_id:t,vehicle_id:e,name:s}){let{hass:n}=this;await this.attempt(async()=>{await n?.callWS({type:"carsxe/vehicles/remove",config_entry_id:t,vehicle_id:e}),n&&Z(n,this,`${s}: ${f(n,"successfully_deleted")}`,t,e)}),this.renderRoot.querySelector("ul")?.focus({preventScroll:!0})}async importCsv(){let t=this.file.files?.[0];await this.attempt(async()=>{let e=await t?.text()??"",s={type:"carsxe/vehicles/import",config_entry_id:this.account,csv:e},n=await this.hass?.callWS(s);xt(this,this.text("said_imported",{count:`${n?.count??0}`}))}),this.file.value=""}async exportCsv(){await this.attempt(async()=>{let t={type:"carsxe/vehicles/export",config_entry_id:this.account},e=await this.hass?.callWS(t),s=document.createElement("a");s.href=URL.createObjectURL(new Blob([e?.csv??""],{type:"text/csv"})),s.download="carsxe_vehicles.csv",s.click(),URL.revokeObjectURL(s.href)})}async attempt(t){this.failure="";try{await t()}catch(e){this.failure=L(e)}}text(t,e){return _(this.hass?.language??"en",t,e)}};d([A({attribute:!1})],R.prototype,"hass",2),d([g()],R.prototype,"search",2),d([g()],R.prototype,"which",2),d([g()],R.prototype,"accounts",2),d([g()],R.prototype,"failure",2),d([w("carsxe-vehicle-dialog")],R.prototype,"form",2),d([w("carsxe-zoom-dialog")],R.prototype,"picture",2),d([w("input[type=file]")],R.prototype,"file",2),d([w("select")],R.prototype,"choice",2);function si({plate:r,more_plates:i}){return[r,...i]}var Qi=8,Zi=60,I=class extends T{constructor(){super(...arguments);this.src="";this.alt="";this.scale=1;this.x=0;this.y=0;this.fingers=new Map;this.start={x:0,y:0}}static{this.styles=x`
    .frame {
      overflow: hidden;
      border-radius: 8px;
      background: #000;
      touch-action: pan-y;
      cursor: zoom-in;
    }
    .frame.zoomed {
      touch-action: none;
      cursor: grab;
    }
    img {
      display: block;
      width: 100%;
      max-height: calc(100vh - 240px);
      object-fit: contain;
      transform-origin: 0 0;
      user-select: none;
    }
  `}zoom(t,e){let{width:s,height:n}=this.frame.getBoundingClientRect(),{x:o,y:a}=e??{x:s/2,y:n/2},l=Math.min(Math.max(this.scale*t,1),Qi),p=l/this.scale;this.scale=l,this.moveTo(o-(o-this.x)*p,a-(a-this.y)*p)}willUpdate(t){t.has("src")&&(this.scale=1,this.x=this.y=0)}render(){return c`<div
      class="frame ${this.scale>1?"zoomed":""}"
      @wheel=${this.wheeled}
      @pointerdown=${this.pressed}
      @pointermove=${this.moved}
      @pointerup=${this.released}
      @pointercancel=${this.released}
      @dblclick=${t=>this.zoom(this.scale>1?0:2,this.pointOf(t))}
    >
      <img
        src=${this.src}
        alt=${this.alt}
        draggable="false"
        style="transform: translate(${this.x}px, ${this.y}px) scale(${this.scale})"
      />
    </div>`}moveTo(t,e){let{width:s,height:n}=this.frame.getBoundingClientRect();this.x=Math.min(0,Math.max(t,s*(1-this.scale))),this.y=Math.min(0,Math.max(e,n*(1-this.scale)))}pointOf({clientX:t,clientY:e}){let{left:s,top:n}=this.frame.getBoundingClientRect();return{x:t-s,y:e-n}}wheeled(t){t.preventDefault(),this.zoom(Math.exp(-t.deltaY/300),this.pointOf(t))}pressed(t){this.frame.setPointerCapture(t.pointerId),this.start=this.pointOf(t),this.fingers.set(t.pointerId,this.start)}moved(t){let e=this.fingers.get(t.pointerId);if(!e)return;let s=this.pointOf(t),n=[...this.fingers].find(([o])=>o!==t.pointerId)?.[1];if(this.fingers.set(t.pointerId,s),n){let o={x:(s.x+n.x)/2,y:(s.y+n.y)/2};this.zoom(ri(s,n)/Math.max(ri(e,n),1),o)}else this.scale>1&&this.moveTo(this.x+s.x-e.x,this.y+s.y-e.y)}released(t){let e=this.fingers.size===1,s=this.pointOf(t).x-this.start.x;this.fingers.delete(t.pointerId),e&&this.scale===1&&t.pointerType==="touch"&&Math.abs(s)>Zi&&this.dispatchEvent(new CustomEvent("carsxe-swipe",{detail:s<0?1:-1}))}};d([A()],I.prototype,"src",2),d([A()],I.prototype,"alt",2),d([g()],I.prototype,"scale",2),d([g()],I.prototype,"x",2),d([g()],I.prototype,"y",2),d([w(".frame")],I.prototype,"frame",2);function ri(r,i){return Math.hypot(r.x-i.x,r.y-i.y)}var st=class extends C{constructor(){super(...arguments);this.name="";this.plate="";this.picture=""}static{this.styles=[E,O,x`
      dialog {
        width: 100vw;
      }
    `]}async show(t,e,s){Object.assign(this,{name:t,plate:e,picture:s}),await this.open()}render(){return c`<dialog aria-labelledby="title" @click=${this.clicked}>
      <h2 id="title"><bdi>${this.name}</bdi></h2>
      <carsxe-zoom .src=${this.picture} .alt=${this.plate}></carsxe-zoom>
      <div class="buttons">
        <a class="button" href=${this.picture} download="${this.plate}.jpg">${f(this.hass,"download")}</a>
        <button type="button" @click=${this.close}>${f(this.hass,"close")}</button>
      </div>
    </dialog>`}};d([g()],st.prototype,"name",2),d([g()],st.prototype,"plate",2),d([g()],st.prototype,"picture",2);var ts={[tt]:S,[Bt]:Tt,[Gt]:it,[Xt]:ht,[wt]:R,"carsxe-name-dialog":et,"carsxe-picture-dialog":j,"carsxe-region-dialog":W,"carsxe-vehicle-dialog":G,"carsxe-zoom":I,"carsxe-zoom-dialog":st,"ll-strategy-dashboard-carsxe":Yt,"ll-strategy-view-carsxe":Jt};customElements.get(tt)||(Object.entries(ts).forEach(([r,i])=>customElements.define(r,i)),es());function es(){let r={type:tt,preview:!0,getEntitySuggestion:Ke},i={type:wt},t={type:"carsxe",strategyType:"dashboard"},e=window;(e.customCards??=[]).push(r,i),(e.customStrategies??=[]).push(t);let s=()=>{let n=ot();r.name=_(n,"card_name"),r.description=_(n,"card_description"),i.name=_(n,"vehicles_card_name"),t.name=_(n,"dashboard_name"),t.description=_(n,"dashboard_description")};s(),P(ot()).then(s)}
/*! Bundled license information:

@lit/reactive-element/css-tag.js:
  (**
   * @license
   * Copyright 2019 Google LLC
   * SPDX-License-Identifier: BSD-3-Clause
   *)

@lit/reactive-element/reactive-element.js:
lit-html/lit-html.js:
lit-element/lit-element.js:
@lit/reactive-element/decorators/custom-element.js:
@lit/reactive-element/decorators/property.js:
@lit/reactive-element/decorators/state.js:
@lit/reactive-element/decorators/event-options.js:
@lit/reactive-element/decorators/base.js:
@lit/reactive-element/decorators/query.js:
@lit/reactive-element/decorators/query-all.js:
@lit/reactive-element/decorators/query-async.js:
@lit/reactive-element/decorators/query-assigned-nodes.js:
lit-html/directive.js:
lit-html/directives/repeat.js:
  (**
   * @license
   * Copyright 2017 Google LLC
   * SPDX-License-Identifier: BSD-3-Clause
   *)

lit-html/is-server.js:
  (**
   * @license
   * Copyright 2022 Google LLC
   * SPDX-License-Identifier: BSD-3-Clause
   *)

@lit/reactive-element/decorators/query-assigned-elements.js:
  (**
   * @license
   * Copyright 2021 Google LLC
   * SPDX-License-Identifier: BSD-3-Clause
   *)

lit-html/directive-helpers.js:
  (**
   * @license
   * Copyright 2020 Google LLC
   * SPDX-License-Identifier: BSD-3-Clause
   *)
*/
