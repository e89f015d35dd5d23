var ze=Object.defineProperty;var Ie=Object.getOwnPropertyDescriptor;var m=(n,e,t,i)=>{for(var s=i>1?void 0:i?Ie(e,t):e,r=n.length-1,o;r>=0;r--)(o=n[r])&&(s=(i?o(e,t,s):o(s))||s);return i&&s&&ze(e,t,s),s};var h=["cs","da","de","es","fi","fr","hu","it","ja","ko","nb","nl","pl","pt-BR","ro","sv","tr","uk","zh-Hans"];var ot=globalThis,at=ot.ShadowRoot&&(ot.ShadyCSS===void 0||ot.ShadyCSS.nativeShadow)&&"adoptedStyleSheets"in Document.prototype&&"replace"in CSSStyleSheet.prototype,Rt=Symbol(),Ft=new WeakMap,Q=class{constructor(e,t,i){if(this._$cssResult$=!0,i!==Rt)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=e,this.t=t}get styleSheet(){let e=this.o,t=this.t;if(at&&e===void 0){let i=t!==void 0&&t.length===1;i&&(e=Ft.get(t)),e===void 0&&((this.o=e=new CSSStyleSheet).replaceSync(this.cssText),i&&Ft.set(t,e))}return e}toString(){return this.cssText}},Kt=n=>new Q(typeof n=="string"?n:n+"",void 0,Rt),$=(n,...e)=>{let t=n.length===1?n[0]:e.reduce((i,s,r)=>i+(o=>{if(o._$cssResult$===!0)return o.cssText;if(typeof o=="number")return o;throw Error("Value passed to 'css' function must be a 'css' function result: "+o+". Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.")})(s)+n[r+1],n[0]);return new Q(t,n,Rt)},Vt=(n,e)=>{if(at)n.adoptedStyleSheets=e.map(t=>t instanceof CSSStyleSheet?t:t.styleSheet);else for(let t of e){let i=document.createElement("style"),s=ot.litNonce;s!==void 0&&i.setAttribute("nonce",s),i.textContent=t.cssText,n.appendChild(i)}},Dt=at?n=>n:n=>n instanceof CSSStyleSheet?(e=>{let t="";for(let i of e.cssRules)t+=i.cssText;return Kt(t)})(n):n;var{is:qe,defineProperty:Be,getOwnPropertyDescriptor:We,getOwnPropertyNames:Fe,getOwnPropertySymbols:Ke,getPrototypeOf:Ve}=Object,ct=globalThis,Gt=ct.trustedTypes,Ge=Gt?Gt.emptyScript:"",Xe=ct.reactiveElementPolyfillSupport,Z=(n,e)=>n,tt={toAttribute(n,e){switch(e){case Boolean:n=n?Ge:null;break;case Object:case Array:n=n==null?n:JSON.stringify(n)}return n},fromAttribute(n,e){let t=n;switch(e){case Boolean:t=n!==null;break;case Number:t=n===null?null:Number(n);break;case Object:case Array:try{t=JSON.parse(n)}catch{t=null}}return t}},lt=(n,e)=>!qe(n,e),Xt={attribute:!0,type:String,converter:tt,reflect:!1,useDefault:!1,hasChanged:lt};Symbol.metadata??=Symbol("metadata"),ct.litPropertyMetadata??=new WeakMap;var R=class extends HTMLElement{static addInitializer(e){this._$Ei(),(this.l??=[]).push(e)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(e,t=Xt){if(t.state&&(t.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(e)&&((t=Object.create(t)).wrapped=!0),this.elementProperties.set(e,t),!t.noAccessor){let i=Symbol(),s=this.getPropertyDescriptor(e,i,t);s!==void 0&&Be(this.prototype,e,s)}}static getPropertyDescriptor(e,t,i){let{get:s,set:r}=We(this.prototype,e)??{get(){return this[t]},set(o){this[t]=o}};return{get:s,set(o){let c=s?.call(this);r?.call(this,o),this.requestUpdate(e,c,i)},configurable:!0,enumerable:!0}}static getPropertyOptions(e){return this.elementProperties.get(e)??Xt}static _$Ei(){if(this.hasOwnProperty(Z("elementProperties")))return;let e=Ve(this);e.finalize(),e.l!==void 0&&(this.l=[...e.l]),this.elementProperties=new Map(e.elementProperties)}static finalize(){if(this.hasOwnProperty(Z("finalized")))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(Z("properties"))){let t=this.properties,i=[...Fe(t),...Ke(t)];for(let s of i)this.createProperty(s,t[s])}let e=this[Symbol.metadata];if(e!==null){let t=litPropertyMetadata.get(e);if(t!==void 0)for(let[i,s]of t)this.elementProperties.set(i,s)}this._$Eh=new Map;for(let[t,i]of this.elementProperties){let s=this._$Eu(t,i);s!==void 0&&this._$Eh.set(s,t)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(e){let t=[];if(Array.isArray(e)){let i=new Set(e.flat(1/0).reverse());for(let s of i)t.unshift(Dt(s))}else e!==void 0&&t.push(Dt(e));return t}static _$Eu(e,t){let i=t.attribute;return i===!1?void 0:typeof i=="string"?i:typeof e=="string"?e.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(e=>this.enableUpdating=e),this._$AL=new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(e=>e(this))}addController(e){(this._$EO??=new Set).add(e),this.renderRoot!==void 0&&this.isConnected&&e.hostConnected?.()}removeController(e){this._$EO?.delete(e)}_$E_(){let e=new Map,t=this.constructor.elementProperties;for(let i of t.keys())this.hasOwnProperty(i)&&(e.set(i,this[i]),delete this[i]);e.size>0&&(this._$Ep=e)}createRenderRoot(){let e=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return Vt(e,this.constructor.elementStyles),e}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(e=>e.hostConnected?.())}enableUpdating(e){}disconnectedCallback(){this._$EO?.forEach(e=>e.hostDisconnected?.())}attributeChangedCallback(e,t,i){this._$AK(e,i)}_$ET(e,t){let i=this.constructor.elementProperties.get(e),s=this.constructor._$Eu(e,i);if(s!==void 0&&i.reflect===!0){let r=(i.converter?.toAttribute!==void 0?i.converter:tt).toAttribute(t,i.type);this._$Em=e,r==null?this.removeAttribute(s):this.setAttribute(s,r),this._$Em=null}}_$AK(e,t){let i=this.constructor,s=i._$Eh.get(e);if(s!==void 0&&this._$Em!==s){let r=i.getPropertyOptions(s),o=typeof r.converter=="function"?{fromAttribute:r.converter}:r.converter?.fromAttribute!==void 0?r.converter:tt;this._$Em=s;let c=o.fromAttribute(t,r.type);this[s]=c??this._$Ej?.get(s)??c,this._$Em=null}}requestUpdate(e,t,i,s=!1,r){if(e!==void 0){let o=this.constructor;if(s===!1&&(r=this[e]),i??=o.getPropertyOptions(e),!((i.hasChanged??lt)(r,t)||i.useDefault&&i.reflect&&r===this._$Ej?.get(e)&&!this.hasAttribute(o._$Eu(e,i))))return;this.C(e,t,i)}this.isUpdatePending===!1&&(this._$ES=this._$EP())}C(e,t,{useDefault:i,reflect:s,wrapped:r},o){i&&!(this._$Ej??=new Map).has(e)&&(this._$Ej.set(e,o??t??this[e]),r!==!0||o!==void 0)||(this._$AL.has(e)||(this.hasUpdated||i||(t=void 0),this._$AL.set(e,t)),s===!0&&this._$Em!==e&&(this._$Eq??=new Set).add(e))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(t){Promise.reject(t)}let e=this.scheduleUpdate();return e!=null&&await e,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(let[s,r]of this._$Ep)this[s]=r;this._$Ep=void 0}let i=this.constructor.elementProperties;if(i.size>0)for(let[s,r]of i){let{wrapped:o}=r,c=this[s];o!==!0||this._$AL.has(s)||c===void 0||this.C(s,void 0,r,c)}}let e=!1,t=this._$AL;try{e=this.shouldUpdate(t),e?(this.willUpdate(t),this._$EO?.forEach(i=>i.hostUpdate?.()),this.update(t)):this._$EM()}catch(i){throw e=!1,this._$EM(),i}e&&this._$AE(t)}willUpdate(e){}_$AE(e){this._$EO?.forEach(t=>t.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(e)),this.updated(e)}_$EM(){this._$AL=new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(e){return!0}update(e){this._$Eq&&=this._$Eq.forEach(t=>this._$ET(t,this[t])),this._$EM()}updated(e){}firstUpdated(e){}};R.elementStyles=[],R.shadowRootOptions={mode:"open"},R[Z("elementProperties")]=new Map,R[Z("finalized")]=new Map,Xe?.({ReactiveElement:R}),(ct.reactiveElementVersions??=[]).push("2.1.2");var Mt=globalThis,Yt=n=>n,dt=Mt.trustedTypes,Jt=dt?dt.createPolicy("lit-html",{createHTML:n=>n}):void 0,Ht="$lit$",D=`lit$${Math.random().toFixed(9).slice(2)}$`,Ot="?"+D,Ye=`<${Ot}>`,z=document,it=()=>z.createComment(""),st=n=>n===null||typeof n!="object"&&typeof n!="function",Ut=Array.isArray,se=n=>Ut(n)||typeof n?.[Symbol.iterator]=="function",Pt=`[ 	
\f\r]`,et=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,Qt=/-->/g,Zt=/>/g,L=RegExp(`>|${Pt}(?:([^\\s"'>=/]+)(${Pt}*=${Pt}*(?:[^ 	
\f\r"'\`<>=]|("|')|))|$)`,"g"),te=/'/g,ee=/"/g,ne=/^(?:script|style|textarea|title)$/i,Lt=n=>(e,...t)=>({_$litType$:n,strings:e,values:t}),u=Lt(1),Oi=Lt(2),Ui=Lt(3),P=Symbol.for("lit-noChange"),p=Symbol.for("lit-nothing"),ie=new WeakMap,N=z.createTreeWalker(z,129);function re(n,e){if(!Ut(n)||!n.hasOwnProperty("raw"))throw Error("invalid template strings array");return Jt!==void 0?Jt.createHTML(e):e}var oe=(n,e)=>{let t=n.length-1,i=[],s,r=e===2?"<svg>":e===3?"<math>":"",o=et;for(let c=0;c<t;c++){let a=n[c],d,y,l=-1,f=0;for(;f<a.length&&(o.lastIndex=f,y=o.exec(a),y!==null);)f=o.lastIndex,o===et?y[1]==="!--"?o=Qt:y[1]!==void 0?o=Zt:y[2]!==void 0?(ne.test(y[2])&&(s=RegExp("</"+y[2],"g")),o=L):y[3]!==void 0&&(o=L):o===L?y[0]===">"?(o=s??et,l=-1):y[1]===void 0?l=-2:(l=o.lastIndex-y[2].length,d=y[1],o=y[3]===void 0?L:y[3]==='"'?ee:te):o===ee||o===te?o=L:o===Qt||o===Zt?o=et:(o=L,s=void 0);let g=o===L&&n[c+1].startsWith("/>")?" ":"";r+=o===et?a+Ye:l>=0?(i.push(d),a.slice(0,l)+Ht+a.slice(l)+D+g):a+D+(l===-2?c:g)}return[re(n,r+(n[t]||"<?>")+(e===2?"</svg>":e===3?"</math>":"")),i]},nt=class n{constructor({strings:e,_$litType$:t},i){let s;this.parts=[];let r=0,o=0,c=e.length-1,a=this.parts,[d,y]=oe(e,t);if(this.el=n.createElement(d,i),N.currentNode=this.el.content,t===2||t===3){let l=this.el.content.firstChild;l.replaceWith(...l.childNodes)}for(;(s=N.nextNode())!==null&&a.length<c;){if(s.nodeType===1){if(s.hasAttributes())for(let l of s.getAttributeNames())if(l.endsWith(Ht)){let f=y[o++],g=s.getAttribute(l).split(D),_=/([.?@])?(.*)/.exec(f);a.push({type:1,index:r,name:_[2],strings:g,ctor:_[1]==="."?pt:_[1]==="?"?ut:_[1]==="@"?mt:j}),s.removeAttribute(l)}else l.startsWith(D)&&(a.push({type:6,index:r}),s.removeAttribute(l));if(ne.test(s.tagName)){let l=s.textContent.split(D),f=l.length-1;if(f>0){s.textContent=dt?dt.emptyScript:"";for(let g=0;g<f;g++)s.append(l[g],it()),N.nextNode(),a.push({type:2,index:++r});s.append(l[f],it())}}}else if(s.nodeType===8)if(s.data===Ot)a.push({type:2,index:r});else{let l=-1;for(;(l=s.data.indexOf(D,l+1))!==-1;)a.push({type:7,index:r}),l+=D.length-1}r++}}static createElement(e,t){let i=z.createElement("template");return i.innerHTML=e,i}};function I(n,e,t=n,i){if(e===P)return e;let s=i!==void 0?t._$Co?.[i]:t._$Cl,r=st(e)?void 0:e._$litDirective$;return s?.constructor!==r&&(s?._$AO?.(!1),r===void 0?s=void 0:(s=new r(n),s._$AT(n,t,i)),i!==void 0?(t._$Co??=[])[i]=s:t._$Cl=s),s!==void 0&&(e=I(n,s._$AS(n,e.values),s,i)),e}var ht=class{constructor(e,t){this._$AV=[],this._$AN=void 0,this._$AD=e,this._$AM=t}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(e){let{el:{content:t},parts:i}=this._$AD,s=(e?.creationScope??z).importNode(t,!0);N.currentNode=s;let r=N.nextNode(),o=0,c=0,a=i[0];for(;a!==void 0;){if(o===a.index){let d;a.type===2?d=new K(r,r.nextSibling,this,e):a.type===1?d=new a.ctor(r,a.name,a.strings,this,e):a.type===6&&(d=new gt(r,this,e)),this._$AV.push(d),a=i[++c]}o!==a?.index&&(r=N.nextNode(),o++)}return N.currentNode=z,s}p(e){let t=0;for(let i of this._$AV)i!==void 0&&(i.strings!==void 0?(i._$AI(e,i,t),t+=i.strings.length-2):i._$AI(e[t])),t++}},K=class n{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(e,t,i,s){this.type=2,this._$AH=p,this._$AN=void 0,this._$AA=e,this._$AB=t,this._$AM=i,this.options=s,this._$Cv=s?.isConnected??!0}get parentNode(){let e=this._$AA.parentNode,t=this._$AM;return t!==void 0&&e?.nodeType===11&&(e=t.parentNode),e}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(e,t=this){e=I(this,e,t),st(e)?e===p||e==null||e===""?(this._$AH!==p&&this._$AR(),this._$AH=p):e!==this._$AH&&e!==P&&this._(e):e._$litType$!==void 0?this.$(e):e.nodeType!==void 0?this.T(e):se(e)?this.k(e):this._(e)}O(e){return this._$AA.parentNode.insertBefore(e,this._$AB)}T(e){this._$AH!==e&&(this._$AR(),this._$AH=this.O(e))}_(e){this._$AH!==p&&st(this._$AH)?this._$AA.nextSibling.data=e:this.T(z.createTextNode(e)),this._$AH=e}$(e){let{values:t,_$litType$:i}=e,s=typeof i=="number"?this._$AC(e):(i.el===void 0&&(i.el=nt.createElement(re(i.h,i.h[0]),this.options)),i);if(this._$AH?._$AD===s)this._$AH.p(t);else{let r=new ht(s,this),o=r.u(this.options);r.p(t),this.T(o),this._$AH=r}}_$AC(e){let t=ie.get(e.strings);return t===void 0&&ie.set(e.strings,t=new nt(e)),t}k(e){Ut(this._$AH)||(this._$AH=[],this._$AR());let t=this._$AH,i,s=0;for(let r of e)s===t.length?t.push(i=new n(this.O(it()),this.O(it()),this,this.options)):i=t[s],i._$AI(r),s++;s<t.length&&(this._$AR(i&&i._$AB.nextSibling,s),t.length=s)}_$AR(e=this._$AA.nextSibling,t){for(this._$AP?.(!1,!0,t);e!==this._$AB;){let i=Yt(e).nextSibling;Yt(e).remove(),e=i}}setConnected(e){this._$AM===void 0&&(this._$Cv=e,this._$AP?.(e))}},j=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(e,t,i,s,r){this.type=1,this._$AH=p,this._$AN=void 0,this.element=e,this.name=t,this._$AM=s,this.options=r,i.length>2||i[0]!==""||i[1]!==""?(this._$AH=Array(i.length-1).fill(new String),this.strings=i):this._$AH=p}_$AI(e,t=this,i,s){let r=this.strings,o=!1;if(r===void 0)e=I(this,e,t,0),o=!st(e)||e!==this._$AH&&e!==P,o&&(this._$AH=e);else{let c=e,a,d;for(e=r[0],a=0;a<r.length-1;a++)d=I(this,c[i+a],t,a),d===P&&(d=this._$AH[a]),o||=!st(d)||d!==this._$AH[a],d===p?e=p:e!==p&&(e+=(d??"")+r[a+1]),this._$AH[a]=d}o&&!s&&this.j(e)}j(e){e===p?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,e??"")}},pt=class extends j{constructor(){super(...arguments),this.type=3}j(e){this.element[this.name]=e===p?void 0:e}},ut=class extends j{constructor(){super(...arguments),this.type=4}j(e){this.element.toggleAttribute(this.name,!!e&&e!==p)}},mt=class extends j{constructor(e,t,i,s,r){super(e,t,i,s,r),this.type=5}_$AI(e,t=this){if((e=I(this,e,t,0)??p)===P)return;let i=this._$AH,s=e===p&&i!==p||e.capture!==i.capture||e.once!==i.once||e.passive!==i.passive,r=e!==p&&(i===p||s);s&&this.element.removeEventListener(this.name,this,i),r&&this.element.addEventListener(this.name,this,e),this._$AH=e}handleEvent(e){typeof this._$AH=="function"?this._$AH.call(this.options?.host??this.element,e):this._$AH.handleEvent(e)}},gt=class{constructor(e,t,i){this.element=e,this.type=6,this._$AN=void 0,this._$AM=t,this.options=i}get _$AU(){return this._$AM._$AU}_$AI(e){I(this,e)}},ae={M:Ht,P:D,A:Ot,C:1,L:oe,R:ht,D:se,V:I,I:K,H:j,N:ut,U:mt,B:pt,F:gt},Je=Mt.litHtmlPolyfillSupport;Je?.(nt,K),(Mt.litHtmlVersions??=[]).push("3.3.3");var ce=(n,e,t)=>{let i=t?.renderBefore??e,s=i._$litPart$;if(s===void 0){let r=t?.renderBefore??null;i._$litPart$=s=new K(e.insertBefore(it(),r),r,void 0,t??{})}return s._$AI(n),s};var Nt=globalThis,T=class extends R{constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){let e=super.createRenderRoot();return this.renderOptions.renderBefore??=e.firstChild,e}update(e){let t=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(e),this._$Do=ce(t,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return P}};T._$litElement$=!0,T.finalized=!0,Nt.litElementHydrateSupport?.({LitElement:T});var Qe=Nt.litElementPolyfillSupport;Qe?.({LitElement:T});(Nt.litElementVersions??=[]).push("4.2.2");var Ze={attribute:!0,type:String,converter:tt,reflect:!1,hasChanged:lt},ti=(n=Ze,e,t)=>{let{kind:i,metadata:s}=t,r=globalThis.litPropertyMetadata.get(s);if(r===void 0&&globalThis.litPropertyMetadata.set(s,r=new Map),i==="setter"&&((n=Object.create(n)).wrapped=!0),r.set(t.name,n),i==="accessor"){let{name:o}=t;return{set(c){let a=e.get.call(this);e.set.call(this,c),this.requestUpdate(o,a,n,!0,c)},init(c){return c!==void 0&&this.C(o,void 0,n,c),c}}}if(i==="setter"){let{name:o}=t;return function(c){let a=this[o];e.call(this,c),this.requestUpdate(o,a,n,!0,c)}}throw Error("Unsupported decorator location: "+i)};function A(n){return(e,t)=>typeof t=="object"?ti(n,e,t):((i,s,r)=>{let o=s.hasOwnProperty(r);return s.constructor.createProperty(r,i),o?Object.getOwnPropertyDescriptor(s,r):void 0})(n,e,t)}function x(n){return A({...n,state:!0,attribute:!1})}var q=(n,e,t)=>(t.configurable=!0,t.enumerable=!0,Reflect.decorate&&typeof e!="object"&&Object.defineProperty(n,e,t),t);function E(n,e){return(t,i,s)=>{let r=o=>o.renderRoot?.querySelector(n)??null;if(e){let{get:o,set:c}=typeof i=="object"?t:s??(()=>{let a=Symbol();return{get(){return this[a]},set(d){this[a]=d}}})();return q(t,i,{get(){let a=o.call(this);return a===void 0&&(a=r(this),(a!==null||this.hasUpdated)&&c.call(this,a)),a}})}return q(t,i,{get(){return r(this)}})}}var le={ATTRIBUTE:1,CHILD:2,PROPERTY:3,BOOLEAN_ATTRIBUTE:4,EVENT:5,ELEMENT:6},de=n=>(...e)=>({_$litDirective$:n,values:e}),ft=class{constructor(e){}get _$AU(){return this._$AM._$AU}_$AT(e,t,i){this._$Ct=e,this._$AM=t,this._$Ci=i}_$AS(e,t){return this.update(e,t)}update(e,t){return this.render(...t)}};var{I:ei}=ae,he=n=>n;var pe=()=>document.createComment(""),V=(n,e,t)=>{let i=n._$AA.parentNode,s=e===void 0?n._$AB:e._$AA;if(t===void 0){let r=i.insertBefore(pe(),s),o=i.insertBefore(pe(),s);t=new ei(r,o,n,n.options)}else{let r=t._$AB.nextSibling,o=t._$AM,c=o!==n;if(c){let a;t._$AQ?.(n),t._$AM=n,t._$AP!==void 0&&(a=n._$AU)!==o._$AU&&t._$AP(a)}if(r!==s||c){let a=t._$AA;for(;a!==r;){let d=he(a).nextSibling;he(i).insertBefore(a,s),a=d}}}return t},H=(n,e,t=n)=>(n._$AI(e,t),n),ii={},ue=(n,e=ii)=>n._$AH=e,me=n=>n._$AH,yt=n=>{n._$AR(),n._$AA.remove()};var ge=(n,e,t)=>{let i=new Map;for(let s=e;s<=t;s++)i.set(n[s],s);return i},fe=de(class extends ft{constructor(n){if(super(n),n.type!==le.CHILD)throw Error("repeat() can only be used in text expressions")}dt(n,e,t){let i;t===void 0?t=e:e!==void 0&&(i=e);let s=[],r=[],o=0;for(let c of n)s[o]=i?i(c,o):o,r[o]=t(c,o),o++;return{values:r,keys:s}}render(n,e,t){return this.dt(n,e,t).values}update(n,[e,t,i]){let s=me(n),{values:r,keys:o}=this.dt(e,t,i);if(!Array.isArray(s))return this.ut=o,r;let c=this.ut??=[],a=[],d,y,l=0,f=s.length-1,g=0,_=r.length-1;for(;l<=f&&g<=_;)if(s[l]===null)l++;else if(s[f]===null)f--;else if(c[l]===o[g])a[g]=H(s[l],r[g]),l++,g++;else if(c[f]===o[_])a[_]=H(s[f],r[_]),f--,_--;else if(c[l]===o[_])a[_]=H(s[l],r[_]),V(n,a[_+1],s[l]),l++,_--;else if(c[f]===o[g])a[g]=H(s[f],r[g]),V(n,s[l],s[f]),f--,g++;else if(d===void 0&&(d=ge(o,g,_),y=ge(c,l,f)),d.has(c[l]))if(d.has(c[f])){let k=y.get(o[g]),kt=k!==void 0?s[k]:null;if(kt===null){let Wt=V(n,s[l]);H(Wt,r[g]),a[g]=Wt}else a[g]=H(kt,r[g]),V(n,s[l],kt),s[k]=null;g++}else yt(s[f]),f--;else yt(s[l]),l++;for(;g<=_;){let k=V(n,a[_+1]);H(k,r[g]),a[g++]=k}for(;l<=f;){let k=s[l++];k!==null&&yt(k)}return this.ut=o,ue(n,a),P}});var rt=["any","known","unknown","ignored"];function ye(n,e){let t=new Map;for(let i of n){let r=`${i.vehicle_id??i.plate} ${i.status} ${e(new Date(i.detected_at))}`,o=t.get(r);o?o.detections.push(i):t.set(r,{id:i.id,detections:[i]})}return[...t.values()]}function S({vehicle:n,plate:e}){return n??e}function b(n,e){return n?.localize?.(`ui.common.${e}`)||e.replaceAll("_"," ")}function zt(n,e,t){let i={message:e,...t?{action:t,duration:1e4,dismissable:!0}:{}};n.dispatchEvent(new CustomEvent("hass-notification",{detail:i,bubbles:!0,composed:!0}))}function vt(n){let e=n?.message;return typeof e=="string"?e:String(n)}var It={card_name:"CarsXE plates",card_description:"The plates that your cameras have seen, with pictures and buttons for unknown ones.",dashboard_name:"License plates",dashboard_description:"CarsXE's cameras, known vehicles, unknown plates and costs.",list_label:"Detected plates",loading:"Loading…",empty_any:"No plate has been seen yet.",empty_known:"No known vehicle has been seen yet.",empty_unknown:"No unknown plate has been seen.",empty_ignored:"No ignored vehicle has been seen.",empty_search:"Nothing found.",empty_recent:"Nothing to show from the last {hours} h.",error_not_loaded:"The CarsXE integration isn't running. Check it under Settings > Devices & services.",error_other:"The plates can't be shown: {error}",error_action:"{plate} wasn't changed: {error}",status_known:"Known",status_unknown:"Unknown",status_ignored:"Ignored",status_guest:"Guest until {time}",action_add:"Add",action_add_label:"Add {plate}",action_guest:"Guest",action_guest_label:"Let {plate} be a guest for 24 hours",action_ignore:"Ignore",action_ignore_label:"Ignore {plate}",action_not_this:"Not this one",action_unignore:"Stop ignoring",said_new:"New: {name}, {camera}, {status}",said_added:"{plate} was added.",said_guest:"{plate} is a guest for 24 hours.",said_ignored:"{plate} is ignored from now on.",waiting:"{count} new",show_picture:"Show the picture of {name}",no_picture:"No picture",picture_label:"{name}, {camera}, {time}",score:"{score} sure",also_read:"Also read as: {plates}",zoom_in:"Zoom in",zoom_out:"Zoom out",add_title:"Add {plate}",add_name:"Name",add_name_help:"What you call this vehicle.",which_any:"All",which_known:"Known",which_unknown:"Unknown",which_ignored:"Ignored",form_title:"Title",form_entities:"Cameras",form_entities_help:"Empty: all cameras.",form_which:"Plates",form_limit:"How many",form_hours:"Not older than",form_hours_help:"Empty: however old.",form_actions:"Buttons",form_actions_help:"Add, guest, ignore, rename and remove, for administrators only.",config_title:"The title must be a text.",config_entities:"The cameras (entities) must be a list of entity ids.",config_which:"The plates (which) must be any, known, unknown or ignored.",config_limit:"How many (limit) must be a whole number from 1 to 100.",config_hours:"Not older than (hours) must be a whole number from 1 to 8760.",config_actions:"The buttons (actions) must be true or false.",view_title:"Plates",view_unknown:"Unknown plates of the last 24 hours",view_all:"All plates",view_vehicles:"Known vehicles",view_no_vehicles:"No vehicle is known yet. Add one on the account's page, or with the button of an unknown plate.",view_account:"Calls and costs",view_empty:"There is no CarsXE camera yet. Add an account under Settings > Devices & services, and a camera on its page."};var jt=new Map([["en",It]]),_t=new Map;function G(){return document.documentElement.lang||"en"}function v(n,e,t={}){return(jt.get(ve(n))?.[e]??It[e]).replace(/\{(\w+)\}/g,(s,r)=>t[r]??s)}async function B(n){let e=ve(n);jt.has(e)||(_t.has(e)||_t.set(e,ni(e)),await _t.get(e))}function ve(n){let[e=""]=n.split("-");return[n,e].find(t=>h.includes(t))??"en"}async function ni(n){try{let e=await fetch(new URL(`translations/${n}.json`,import.meta.url));e.ok&&jt.set(n,await e.json())}catch{}_t.delete(n)}var ri={unknown:["add","guest","ignore"],known:["rename","remove","not_this"],ignored:["unignore","remove"]},oi=24;function bt(n){return n?.user?.is_admin===!0&&n.services.carsxe?.add_vehicle!==void 0}function xt({status:n,match:e}){return ri[n].filter(t=>t!=="not_this"||e!=="exact")}function $t(n,e,t){if(e==="rename"||e==="remove"){let s=b(n,e);return[s,`${s}: ${S(t)}`]}let i=v(n.language,`action_${e}`);return e==="not_this"||e==="unignore"?[i,`${i}: ${S(t)}`]:[i,v(n.language,`action_${e}_label`,{plate:t.plate})]}async function _e(n,e,t,i,s=t.plate){let r=await ci(n,t,i,s),o={plate:t.plate};return ai(n,e,{add:()=>v(n.language,"said_added",o),guest:()=>v(n.language,"said_guest",o),ignore:()=>v(n.language,"said_ignored",o),rename:()=>`${s}: ${b(n,"successfully_saved")}`,unignore:()=>`${S(t)}: ${b(n,"successfully_saved")}`,not_this:()=>`${t.plate}: ${b(n,"successfully_saved")}`,remove:()=>`${S(t)}: ${b(n,"successfully_deleted")}`}[i](),t.config_entry_id,r.id),r.detection}function ai(n,e,t,i,s){let r=()=>{n.callWS({type:"carsxe/undo",config_entry_id:i,subentry_id:s}).catch(o=>zt(e,o.message??""))};zt(e,t,{text:b(n,"undo"),action:r})}async function ci(n,e,t,i){let{plate:s,vehicle_id:r,config_entry_id:o}=e,c=async f=>{let g={type:"carsxe/vehicles/save",config_entry_id:o,vehicle:f,...r?{vehicle_id:r}:{}};return(await n.callWS(g)).vehicle_id},a={status:"unknown",match:null,vehicle:null,vehicle_id:null,valid_until:null};switch(t){case"rename":return{id:await c({name:i}),detection:{vehicle:i}};case"unignore":return{id:await c({ignore:!1}),detection:{status:"known"}};case"not_this":return{id:await c({add_not_plate:s}),detection:a};case"remove":return await n.callWS({type:"carsxe/vehicles/remove",config_entry_id:o,vehicle_id:r}),{id:r??"",detection:a}}let d=t==="guest"?new Date(Date.now()+oi*36e5).toISOString():null,y=await c({plate:s,name:i,...d?{valid_until:d}:{},...t==="ignore"?{ignore:!0}:{}});return{id:y,detection:{status:t==="ignore"?"ignored":"known",match:"exact",vehicle:i,vehicle_id:y,valid_until:d}}}var W="carsxe-card",X=100,we=8760,Ae=10;function qt(n){let{type:e,title:t,entities:i=[],which:s="any",limit:r=Ae,hours:o,actions:c=!0}=n,a=d=>{throw new Error(v(G(),d))};return t!==void 0&&typeof t!="string"&&a("config_title"),(!Array.isArray(i)||!i.every(d=>typeof d=="string"))&&a("config_entities"),rt.includes(s)||a("config_which"),be(r,X)||a("config_limit"),o!==void 0&&!be(o,we)&&a("config_hours"),typeof c!="boolean"&&a("config_actions"),{type:e,...t?{title:t}:{},entities:i,which:s,limit:r,...o?{hours:o}:{},actions:c}}function be(n,e){return Number.isInteger(n)&&n>=1&&n<=e}var xe={entities:"form_entities_help",hours:"form_hours_help",actions:"form_actions_help"},$e={title:"form_title",entities:"form_entities",which:"form_which",limit:"form_limit",hours:"form_hours",actions:"form_actions"};function Te(){let n=t=>v(G(),t),e=rt.map(t=>({value:t,label:n(`which_${t}`)}));return{schema:[{name:"title",selector:{text:{}}},{name:"entities",selector:{entity:{multiple:!0,filter:[{integration:"carsxe",domain:"image_processing"}]}}},{name:"",type:"grid",schema:[{name:"which",default:"any",selector:{select:{mode:"dropdown",options:e}}},{name:"limit",default:Ae,selector:{number:{min:1,max:X,step:1,mode:"box"}}},{name:"hours",selector:{number:{min:1,max:we,step:1,mode:"box",unit_of_measurement:"h"}}}]},{name:"actions",default:!0,selector:{boolean:{}}}],computeLabel:({name:t})=>$e[t]?n($e[t]):t,computeHelper:({name:t})=>xe[t]?n(xe[t]):void 0,assertConfig:t=>{qt(t)}}}function Ee(n,e){let{platform:t,device_id:i}=n.entities[e]??{},s=Object.values(n.entities).find(r=>r.device_id===i&&r.entity_id.startsWith("image_processing."));return t!=="carsxe"||!i||!s?null:{config:{type:`custom:${W}`,entities:[s.entity_id]}}}var li=5e3,wt=class{constructor(e,t){this.host=e;this.changed=t;this.attempt=0;this.answered=!1;this.restart=()=>{this.stop(),this.start()};e.addController(this)}hostConnected(){this.start()}hostDisconnected(){this.stop()}follow(e,t){e===this.connection&&JSON.stringify(t)===JSON.stringify(this.filter)||(this.stop(),this.connection=e,this.filter=t,this.answered=!1,this.start())}start(){this.connection&&this.filter&&this.host.isConnected&&(this.connection.addEventListener("ready",this.restart),this.subscribe(this.connection,this.filter,++this.attempt))}stop(){this.attempt++,clearTimeout(this.retry),this.connection?.removeEventListener("ready",this.restart),this.unsubscribe?.().catch(()=>{}),this.unsubscribe=void 0}async subscribe(e,t,i){let{entities:s,which:r,limit:o,search:c}=t;try{let a=await e.subscribeMessage(({detections:d})=>i===this.attempt&&this.receive(d),{type:"carsxe/detections/subscribe",which:r,limit:o,search:c,...s.length>0?{entity_ids:s}:{}},{resubscribe:!1});i===this.attempt?this.unsubscribe=a:await a()}catch(a){i===this.attempt&&this.fail(a)}}receive(e){let t=this.answered?this.detections:void 0;this.answered=!0,this.detections=e,this.error=void 0,this.changed(t,e),this.host.requestUpdate()}fail(e){let t=e?.code;this.error={notLoaded:t==="unknown_command",message:vt(e)},this.retry=setTimeout(this.restart,li),this.host.requestUpdate()}};var Y=$`
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
`,Se=$`
  .tools {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    padding: 12px 16px 4px;
  }
  .tools input[type="search"] {
    flex: 1 1 140px;
    min-width: 0;
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
`,Ce=$`
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
`,ke=$`
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
`;var di=[["day",86400],["hour",3600],["minute",60]];function Re(n,e,t=Date.now()){let i=Math.min(0,Math.round((n.getTime()-t)/1e3)),[s,r]=di.find(([,c])=>-i>=c)??["second",1];return new Intl.RelativeTimeFormat(e,{numeric:"auto"}).format(s==="second"?0:Math.trunc(i/r),s)}function At(n,e){return Bt(n,e,{dateStyle:"medium",timeStyle:"medium"})}function De(n,e,t=new Date){let i=O(n,e)===O(t,e);return Bt(n,e,{timeStyle:"short",...i?{}:{dateStyle:"short"}})}function O(n,e){return new Intl.DateTimeFormat("en-CA",{dateStyle:"short",...Me(e)}).format(n)}function Pe(n,e,t=new Date){let i=Math.round((Date.parse(O(n,e))-Date.parse(O(t,e)))/864e5);return i>0||i<-1?Bt(n,e,{dateStyle:"medium"}):new Intl.RelativeTimeFormat(e.language,{numeric:"auto"}).format(i,"day")}function Bt(n,e,t){let{language:i,time_format:s}=e.locale;return new Intl.DateTimeFormat(s==="system"?void 0:i,{...t,...s==="12"||s==="24"?{hour12:s==="12"}:{},...Me(e)}).format(n)}function Me(n){return n.locale.time_zone==="server"?{timeZone:n.config.time_zone}:{}}var hi=3e4,pi=300,ui=36e5,w=class extends T{constructor(){super(...arguments);this.search="";this.said="";this.busy=new Set;this.inUse=!1;this.feed=new wt(this,(t,i)=>this.announce(t,i));this.waiting=0}static{this.styles=[Y,Se,Ce,ke]}static getConfigForm(){return Te()}static getStubConfig(){return{which:"any",limit:10}}setConfig(t){this.config=qt(t),this.which=this.config.which}getCardSize(){return 1+Math.min(this.config?.limit??1,10)}getGridOptions(){return{columns:12,min_columns:6,min_rows:2}}connectedCallback(){super.connectedCallback(),this.ticking=setInterval(()=>this.requestUpdate(),hi)}disconnectedCallback(){super.disconnectedCallback(),clearInterval(this.ticking),clearTimeout(this.typing)}shouldUpdate(t){let i=t.get("hass");return t.size!==1||!t.has("hass")||!i||!this.hass?!0:["connection","language","locale","localize","services","user"].some(r=>i[r]!==this.hass?.[r])}willUpdate(t){if(!this.hass||!this.config)return;let{entities:i,which:s}=this.config;this.feed.follow(this.hass.connection,{entities:i,which:this.which??s,search:this.search,limit:X}),this.arrange(this.hass),t.has("hass")&&t.get("hass")?.language!==this.hass.language&&B(this.hass.language).then(()=>this.requestUpdate())}arrange(t){let i=this.recent(),s=i&&ye(i,c=>O(c,t)).slice(0,this.config?.limit);if(this.waiting=0,!s||!this.groups||!this.inUse){this.groups=s;return}let r=new Map(s.flatMap(c=>c.detections.map(({id:a})=>[a,c]))),o=new Set;this.groups=this.groups.flatMap(c=>{let a=r.get(c.id);return a&&o.has(a)?[]:(a&&o.add(a),[{...a??c,id:c.id}])}),this.waiting=s.filter(c=>!o.has(c)).length}render(){let t=this.config?.title;return u`
      <ha-card>
        <div class="content">
          ${t?u`<h2>${t}</h2>`:p} ${this.renderTools()} ${this.renderContent()}
          <div class="said" role="status" aria-live="polite">${this.said}</div>
        </div>
      </ha-card>
      <carsxe-picture-dialog
        .hass=${this.hass}
        .detections=${(this.groups??[]).flatMap(({detections:i})=>i)}
        .actions=${this.config?.actions??!1}
        .failure=${this.failed?.message??""}
        @carsxe-action=${this.pressed}
      ></carsxe-picture-dialog>
      <carsxe-name-dialog .hass=${this.hass}></carsxe-name-dialog>
    `}renderTools(){if(this.config?.which!=="any")return p;let t=b(this.hass,"search");return u`<div class="tools">
      <input type="search" aria-label=${t} placeholder=${t} autocomplete="off" @input=${this.searched} />
      <div class="filters" role="group" aria-label=${this.text("form_which")}>
        ${rt.map(i=>u`<button type="button" aria-pressed=${this.which===i} @click=${()=>this.which=i}>
              ${this.text(`which_${i}`)}
            </button>`)}
      </div>
    </div>`}renderContent(){let{error:t}=this.feed;if(t&&(t.notLoaded||!this.groups)){let i=this.text(t.notLoaded?"error_not_loaded":"error_other",{error:t.message});return u`<p class="note error" role="alert">${i}</p>`}return this.groups?this.groups.length===0?u`<p class="note">${this.emptyText()}</p>`:u`<ul
      role="list"
      tabindex="0"
      aria-label=${this.config?.title??this.text("list_label")}
      @pointerenter=${this.used}
      @pointerleave=${this.used}
      @focusin=${this.used}
      @focusout=${this.used}
    >
      ${this.waiting?this.renderWaiting():p}
      ${fe(this.groups,({id:i})=>i,i=>this.renderRow(i))}
    </ul>`:u`<p class="note">${this.text("loading")}</p>`}renderWaiting(){return u`<li class="waiting">
      <button type="button" @click=${()=>{this.inUse=!1}}>${this.text("waiting",{count:`${this.waiting}`})}</button>
    </li>`}recent(){let{hours:t=1/0}=this.config??{},i=Date.now()-t*ui;return this.feed.detections?.filter(({detected_at:s})=>new Date(s).getTime()>i)}emptyText(){let{hours:t}=this.config??{};return this.search?this.text("empty_search"):t?this.text("empty_recent",{hours:`${t}`}):this.text(`empty_${this.which??"any"}`)}renderRow({id:t,detections:i}){let[s]=i,{plate:r,vehicle:o,score:c,status:a}=s,d=[...new Set(i.map(({camera_name:l})=>l))],y=[o&&o!==r?r:void 0,...d];return u`<li id="row-${t}" class=${a} tabindex="-1">
      ${this.renderThumbnail(s)}
      <div>
        <div class="name"><bdi>${S(s)}</bdi></div>
        <div class="details">
          ${y.filter(Boolean).map(l=>u`<bdi>${l}</bdi>&nbsp;· `)}
          ${c===null?p:u`<bdi>${this.scoreText(c)}</bdi>&nbsp;· `}
          ${this.renderTime(i)}
        </div>
        <div class="status">${this.statusText(s)}</div>
      </div>
      ${this.renderActions(t,s)}
      ${this.failed?.id===t?u`<p class="failure" role="alert">${this.failed.message}</p>`:p}
    </li>`}renderTime(t){if(!this.hass)return p;let i=new Date(t[0].detected_at),s=u`<bdi>${t.length} × ${Pe(i,this.hass)}</bdi>&nbsp;· `;return u`${t.length>1?s:p}<time
        datetime=${i.toISOString()}
        title=${At(i,this.hass)}
        ><bdi>${Re(i,this.hass.language)}</bdi></time
      >`}renderThumbnail(t){let{thumbnail:i}=t;if(!i)return u`<div class="thumbnail" role="img" aria-label=${this.text("no_picture")}>–</div>`;let s=this.text("show_picture",{name:S(t)});return u`<button
      type="button"
      class="thumbnail"
      aria-label=${s}
      title=${s}
      @click=${()=>this.picture.show(t)}
    >
      <img src=${i} alt="" loading="lazy" />
    </button>`}renderActions(t,i){let{hass:s}=this;return!this.config?.actions||!bt(s)?p:u`<div class="actions" aria-busy=${this.busy.has(t)}>
      ${xt(i).map(r=>{let[o,c]=$t(s,r,i);return u`<button
          type="button"
          class=${r}
          aria-label=${c}
          title=${c}
          ?disabled=${this.busy.has(t)}
          @click=${()=>this.act(t,i,r)}
        >
          ${o}
        </button>`})}
    </div>`}used(t){let i=t.currentTarget,s=t instanceof FocusEvent&&t.type==="focusout"?t.relatedTarget:void 0,r=t.type==="focusout"?i.contains(s):i.matches(":focus-within");this.inUse=r||i.matches(":hover")}searched(t){clearTimeout(this.typing);let{value:i}=t.target;this.typing=setTimeout(()=>this.search=i.trim(),pi)}pressed(t){let{action:i,detection:s}=t.detail,r=this.groups?.find(({detections:o})=>o.some(({id:c})=>c===s.id));this.act(r?.id??s.id,s,i)}async act(t,i,s){let{hass:r}=this;if(!r)return;let{plate:o}=i,c=await this.nameFor(r,i,s);if(c!==void 0){this.failed=void 0,this.inUse=!0,this.busy=new Set([...this.busy,t]);try{this.patch(t,await _e(r,this,i,s,c))}catch(a){this.failed={id:t,message:this.text("error_action",{plate:o,error:vt(a)})}}this.busy=new Set([...this.busy].filter(a=>a!==t)),await this.updateComplete,this.keepFocus(t)}}async nameFor(t,i,s){let{plate:r,vehicle:o}=i;return s==="add"?this.naming.ask(this.text("add_title",{plate:r}),this.text("action_add")):s==="rename"?this.naming.ask(`${b(t,"rename")}: ${o}`,b(t,"save"),o??""):r}patch(t,i){let s=r=>({...r,...i});this.groups=this.groups?.map(r=>{let[o,...c]=r.detections;return r.id===t?{id:t,detections:[s(o),...c.map(s)]}:r})}keepFocus(t){if(this.renderRoot.querySelector("carsxe-picture-dialog")?.matches(":focus-within"))return;(this.renderRoot.querySelector(`#row-${CSS.escape(t)}`)??this.renderRoot.querySelector("ul"))?.focus({preventScroll:!0})}announce(t,i){let[s]=i,r=t?.[0];!t||!s||s.id===r?.id||r&&s.detected_at<r.detected_at||(this.said=this.text("said_new",{name:S(s),camera:s.camera_name,status:this.text(`status_${s.status}`)}))}statusText({status:t,valid_until:i}){return t==="known"&&i&&this.hass?this.text("status_guest",{time:De(new Date(i),this.hass)}):this.text(`status_${t}`)}scoreText(t){let i=new Intl.NumberFormat(this.hass?.language,{style:"percent"});return this.text("score",{score:i.format(t)})}text(t,i){return v(this.hass?.language??"en",t,i)}};m([A({attribute:!1})],w.prototype,"hass",2),m([x()],w.prototype,"config",2),m([x()],w.prototype,"which",2),m([x()],w.prototype,"search",2),m([x()],w.prototype,"said",2),m([x()],w.prototype,"busy",2),m([x()],w.prototype,"failed",2),m([x()],w.prototype,"inUse",2),m([E("carsxe-picture-dialog")],w.prototype,"picture",2),m([E("carsxe-name-dialog")],w.prototype,"naming",2);var U=class extends T{async open(){await this.updateComplete,this.dialog.open||this.dialog.showModal()}close(){this.dialog.close()}clicked(e){e.target===this.dialog&&this.close()}text(e,t){return v(this.hass?.language??"en",e,t)}};m([A({attribute:!1})],U.prototype,"hass",2),m([E("dialog")],U.prototype,"dialog",2);var Tt=$`
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
`;var F=class extends U{constructor(){super(...arguments);this.heading="";this.button="";this.answer=()=>{}}static{this.styles=[Y,Tt,$`
      dialog {
        width: 400px;
      }
      p {
        margin: 4px 0 0;
        font-size: 0.875rem;
        color: var(--secondary-text-color);
      }
    `]}async ask(t,i,s=""){return this.heading=t,this.button=i,await this.open(),this.input.value=s,this.input.select(),new Promise(r=>this.answer=r)}render(){return u`<dialog aria-labelledby="title" @close=${()=>this.answer(void 0)} @click=${this.clicked}>
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
          <button type="button" @click=${this.close}>${b(this.hass,"cancel")}</button>
          <button type="submit" class="main">${this.button}</button>
        </div>
      </form>
    </dialog>`}submitted(t){t.preventDefault(),this.answer(this.input.value.trim()),this.close()}};m([x()],F.prototype,"heading",2),m([x()],F.prototype,"button",2),m([E("input")],F.prototype,"input",2);var Et=1.5,M=class extends U{constructor(){super(...arguments);this.detections=[];this.actions=!1;this.failure=""}static{this.styles=[Y,Tt,$`
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
    `]}async show(t){this.shown=t,await this.open()}willUpdate(){this.shown=this.detections.find(({id:t})=>t===this.shown?.id)??this.shown}render(){return u`<dialog
      aria-labelledby="title"
      @close=${()=>this.shown=void 0}
      @click=${this.clicked}
      @keydown=${this.typed}
    >
      ${this.shown&&this.hass?this.renderPicture(this.shown,this.hass):p}
    </dialog>`}renderPicture(t,i){let s=S(t),r=At(new Date(t.detected_at),i),o=this.text("picture_label",{name:s,camera:t.camera_name,time:r});return u`
      <h2 id="title"><bdi>${s}</bdi></h2>
      <carsxe-zoom
        .src=${t.picture??t.thumbnail??""}
        .alt=${o}
        @carsxe-swipe=${c=>this.step(c.detail)}
      ></carsxe-zoom>
      ${this.renderTools(t,i)}
      <p>
        <bdi>${t.plate}</bdi> · <bdi>${t.camera_name}</bdi> ·
        ${t.score===null?p:u`${this.scoreText(t.score)} · `}<bdi>${r}</bdi>
      </p>
      ${t.candidates.length>0?u`<p>${this.text("also_read",{plates:t.candidates.join(", ")})}</p>`:p}
      ${this.failure?u`<p class="failure" role="alert">${this.failure}</p>`:p}
      <div class="buttons">
        ${this.actions&&bt(i)?xt(t).map(c=>this.renderAction(c,t)):p}
        <button type="button" class="end" @click=${this.close}>${b(i,"close")}</button>
      </div>
    `}renderTools(t,i){let s=this.place,r=`${t.plate}_${O(new Date(t.detected_at),i)}.jpg`;return u`<div class="tools">
      <button type="button" ?disabled=${s<=0} @click=${()=>this.step(-1)}>${b(i,"previous")}</button>
      <span aria-live="polite">${s+1} / ${this.detections.length}</span>
      <button type="button" ?disabled=${s>=this.detections.length-1} @click=${()=>this.step(1)}>
        ${b(i,"next")}
      </button>
      <button
        type="button"
        class="end"
        aria-label=${this.text("zoom_out")}
        title=${this.text("zoom_out")}
        @click=${()=>this.picture.zoom(1/Et)}
      >
        −
      </button>
      <button
        type="button"
        aria-label=${this.text("zoom_in")}
        title=${this.text("zoom_in")}
        @click=${()=>this.picture.zoom(Et)}
      >
        +
      </button>
      ${t.picture?u`<a class="button" href=${t.picture} download=${r}>${b(i,"download")}</a>`:p}
    </div>`}renderAction(t,i){let[s,r]=$t(this.hass,t,i);return u`<button type="button" aria-label=${r} title=${r} @click=${()=>this.dispatchEvent(new CustomEvent("carsxe-action",{detail:{action:t,detection:i}}))}>${s}</button>`}get place(){return this.detections.findIndex(({id:t})=>t===this.shown?.id)}step(t){this.shown=this.detections[this.place+t]??this.shown}typed(t){let i=getComputedStyle(this).direction==="rtl"?-1:1,s={ArrowRight:()=>this.step(i),ArrowLeft:()=>this.step(-i),"+":()=>this.picture.zoom(Et),"-":()=>this.picture.zoom(1/Et)};s[t.key]&&(t.preventDefault(),s[t.key]?.())}scoreText(t){let i=new Intl.NumberFormat(this.hass?.language,{style:"percent"});return this.text("score",{score:i.format(t)})}};m([A({attribute:!1})],M.prototype,"detections",2),m([A({type:Boolean})],M.prototype,"actions",2),m([A()],M.prototype,"failure",2),m([x()],M.prototype,"shown",2),m([E("carsxe-zoom")],M.prototype,"picture",2);var mi=["sensor.last_plate","sensor.last_vehicle","sensor.last_plate_score","sensor.last_detection"],gi=["recognitions_today","estimated_cost_today","recognitions_this_month","estimated_cost","recognitions_saved"].map(n=>`sensor.${n}`),fi={hours:24,limit:X},Oe=["entities","devices"],St=class extends HTMLElement{static{this.registryDependencies=Oe}static async generate(e,t){await B(t.language);let i=v(t.language,"view_title");return{title:i,views:[{title:i,path:"plates",strategy:{type:"custom:carsxe"}}]}}},Ct=class extends HTMLElement{static{this.registryDependencies=Oe}static async generate(e,t){await B(t.language);let i=c=>v(t.language,c),s=yi(t),o=s.filter(({entities:c})=>c.has("image_processing.plate")).map(_i);return o.length>0?o.push(J(i("view_unknown"),"mdi:help-circle-outline",[He("unknown",fi)]),J(i("view_all"),"mdi:format-list-bulleted",[He("any")])):o.push(J(i("view_title"),"mdi:cctv",[Le(i("view_empty"))])),o.push(bi(s,i),...xi(s,i)),{type:"sections",max_columns:4,dense_section_placement:!0,sections:o}}};function yi(n){let e=new Map;for(let t of Object.values(n.entities)){let i=vi(t),s=n.devices[t.device_id??""];if(!i||!s)continue;let r=s.name_by_user||s.name||"",o=e.get(s.id)??{id:s.id,name:r,entities:new Map};o.entities.set(i,t.entity_id),e.set(s.id,o)}return[...e.values()].sort((t,i)=>t.name.localeCompare(i.name,n.language))}function vi(n){if(!(n.platform!=="carsxe"||n.hidden||!n.translation_key))return`${n.entity_id.split(".")[0]}.${n.translation_key}`}function _i({name:n,entities:e}){let t=e.get("image.last_plate"),i=e.get("button.scan");return J(n,"mdi:cctv",[...t?[$i(t)]:[],...Ue(e,mi),...i?[{type:"tile",entity:i,name:{type:"entity"},grid_options:{columns:"full"}}]:[]])}function bi(n,e){let t=n.flatMap(({entities:i})=>{let s=i.get("sensor.last_seen");return s?[{type:"tile",entity:s,name:{type:"device"}}]:[]});return J(e("view_vehicles"),"mdi:car-multiple",t.length>0?t:[Le(e("view_no_vehicles"))])}function xi(n,e){let t=n.filter(({entities:i})=>i.has("sensor.recognitions_today"));return t.map(({name:i,entities:s})=>{let r=t.length>1?`${e("view_account")}: ${i}`:e("view_account");return J(r,"mdi:cash-multiple",Ue(s,gi))})}function Ue(n,e){return e.flatMap(t=>{let i=n.get(t);return i?[{type:"tile",entity:i,name:{type:"entity"}}]:[]})}function $i(n){return{type:"picture-entity",entity:n,show_name:!1,show_state:!1,grid_options:{columns:"full"}}}function He(n,e={}){return{type:`custom:${W}`,which:n,limit:20,...e,grid_options:{columns:"full"}}}function Le(n){return{type:"markdown",content:n,grid_options:{columns:"full"}}}function J(n,e,t){return{type:"grid",cards:[{type:"heading",heading:n,icon:e},...t]}}var wi=8,Ai=60,C=class extends T{constructor(){super(...arguments);this.src="";this.alt="";this.scale=1;this.x=0;this.y=0;this.fingers=new Map;this.start={x:0,y:0}}static{this.styles=$`
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
  `}zoom(t,i){let{width:s,height:r}=this.frame.getBoundingClientRect(),{x:o,y:c}=i??{x:s/2,y:r/2},a=Math.min(Math.max(this.scale*t,1),wi),d=a/this.scale;this.scale=a,this.moveTo(o-(o-this.x)*d,c-(c-this.y)*d)}willUpdate(t){t.has("src")&&(this.scale=1,this.x=this.y=0)}render(){return u`<div
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
    </div>`}moveTo(t,i){let{width:s,height:r}=this.frame.getBoundingClientRect();this.x=Math.min(0,Math.max(t,s*(1-this.scale))),this.y=Math.min(0,Math.max(i,r*(1-this.scale)))}pointOf({clientX:t,clientY:i}){let{left:s,top:r}=this.frame.getBoundingClientRect();return{x:t-s,y:i-r}}wheeled(t){t.preventDefault(),this.zoom(Math.exp(-t.deltaY/300),this.pointOf(t))}pressed(t){this.frame.setPointerCapture(t.pointerId),this.start=this.pointOf(t),this.fingers.set(t.pointerId,this.start)}moved(t){let i=this.fingers.get(t.pointerId);if(!i)return;let s=this.pointOf(t),r=[...this.fingers].find(([o])=>o!==t.pointerId)?.[1];if(this.fingers.set(t.pointerId,s),r){let o={x:(s.x+r.x)/2,y:(s.y+r.y)/2};this.zoom(Ne(s,r)/Math.max(Ne(i,r),1),o)}else this.scale>1&&this.moveTo(this.x+s.x-i.x,this.y+s.y-i.y)}released(t){let i=this.fingers.size===1,s=this.pointOf(t).x-this.start.x;this.fingers.delete(t.pointerId),i&&this.scale===1&&t.pointerType==="touch"&&Math.abs(s)>Ai&&this.dispatchEvent(new CustomEvent("carsxe-swipe",{detail:s<0?1:-1}))}};m([A()],C.prototype,"src",2),m([A()],C.prototype,"alt",2),m([x()],C.prototype,"scale",2),m([x()],C.prototype,"x",2),m([x()],C.prototype,"y",2),m([E(".frame")],C.prototype,"frame",2);function Ne(n,e){return Math.hypot(n.x-e.x,n.y-e.y)}var Ti={[W]:w,"carsxe-name-dialog":F,"carsxe-picture-dialog":M,"carsxe-zoom":C,"ll-strategy-dashboard-carsxe":St,"ll-strategy-view-carsxe":Ct};customElements.get(W)||(Object.entries(Ti).forEach(([n,e])=>customElements.define(n,e)),Ei());function Ei(){let n={type:W,preview:!0,getEntitySuggestion:Ee},e={type:"carsxe",strategyType:"dashboard"},t=window;(t.customCards??=[]).push(n),(t.customStrategies??=[]).push(e);let i=()=>{let s=G();n.name=v(s,"card_name"),n.description=v(s,"card_description"),e.name=v(s,"dashboard_name"),e.description=v(s,"dashboard_description")};i(),B(G()).then(i)}
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
