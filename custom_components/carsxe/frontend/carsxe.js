var Ze=Object.defineProperty;var ti=Object.getOwnPropertyDescriptor;var d=(n,i,t,e)=>{for(var s=e>1?void 0:e?ti(i,t):i,r=n.length-1,o;r>=0;r--)(o=n[r])&&(s=(e?o(i,t,s):o(s))||s);return e&&s&&Ze(i,t,s),s};var u=["cs","da","de","es","fi","fr","hu","it","ja","ko","nb","nl","pl","pt-BR","ro","sv","tr","uk","zh-Hans"];var wt=globalThis,At=wt.ShadowRoot&&(wt.ShadyCSS===void 0||wt.ShadyCSS.nativeShadow)&&"adoptedStyleSheets"in Document.prototype&&"replace"in CSSStyleSheet.prototype,Gt=Symbol(),ce=new WeakMap,dt=class{constructor(i,t,e){if(this._$cssResult$=!0,e!==Gt)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=i,this.t=t}get styleSheet(){let i=this.o,t=this.t;if(At&&i===void 0){let e=t!==void 0&&t.length===1;e&&(i=ce.get(t)),i===void 0&&((this.o=i=new CSSStyleSheet).replaceSync(this.cssText),e&&ce.set(t,i))}return i}toString(){return this.cssText}},de=n=>new dt(typeof n=="string"?n:n+"",void 0,Gt),x=(n,...i)=>{let t=n.length===1?n[0]:i.reduce((e,s,r)=>e+(o=>{if(o._$cssResult$===!0)return o.cssText;if(typeof o=="number")return o;throw Error("Value passed to 'css' function must be a 'css' function result: "+o+". Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.")})(s)+n[r+1],n[0]);return new dt(t,n,Gt)},he=(n,i)=>{if(At)n.adoptedStyleSheets=i.map(t=>t instanceof CSSStyleSheet?t:t.styleSheet);else for(let t of i){let e=document.createElement("style"),s=wt.litNonce;s!==void 0&&e.setAttribute("nonce",s),e.textContent=t.cssText,n.appendChild(e)}},Kt=At?n=>n:n=>n instanceof CSSStyleSheet?(i=>{let t="";for(let e of i.cssRules)t+=e.cssText;return de(t)})(n):n;var{is:ii,defineProperty:si,getOwnPropertyDescriptor:ni,getOwnPropertyNames:ri,getOwnPropertySymbols:oi,getPrototypeOf:ai}=Object,Tt=globalThis,pe=Tt.trustedTypes,li=pe?pe.emptyScript:"",ci=Tt.reactiveElementPolyfillSupport,ht=(n,i)=>n,pt={toAttribute(n,i){switch(i){case Boolean:n=n?li:null;break;case Object:case Array:n=n==null?n:JSON.stringify(n)}return n},fromAttribute(n,i){let t=n;switch(i){case Boolean:t=n!==null;break;case Number:t=n===null?null:Number(n);break;case Object:case Array:try{t=JSON.parse(n)}catch{t=null}}return t}},Et=(n,i)=>!ii(n,i),ue={attribute:!0,type:String,converter:pt,reflect:!1,useDefault:!1,hasChanged:Et};Symbol.metadata??=Symbol("metadata"),Tt.litPropertyMetadata??=new WeakMap;var L=class extends HTMLElement{static addInitializer(i){this._$Ei(),(this.l??=[]).push(i)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(i,t=ue){if(t.state&&(t.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(i)&&((t=Object.create(t)).wrapped=!0),this.elementProperties.set(i,t),!t.noAccessor){let e=Symbol(),s=this.getPropertyDescriptor(i,e,t);s!==void 0&&si(this.prototype,i,s)}}static getPropertyDescriptor(i,t,e){let{get:s,set:r}=ni(this.prototype,i)??{get(){return this[t]},set(o){this[t]=o}};return{get:s,set(o){let a=s?.call(this);r?.call(this,o),this.requestUpdate(i,a,e)},configurable:!0,enumerable:!0}}static getPropertyOptions(i){return this.elementProperties.get(i)??ue}static _$Ei(){if(this.hasOwnProperty(ht("elementProperties")))return;let i=ai(this);i.finalize(),i.l!==void 0&&(this.l=[...i.l]),this.elementProperties=new Map(i.elementProperties)}static finalize(){if(this.hasOwnProperty(ht("finalized")))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(ht("properties"))){let t=this.properties,e=[...ri(t),...oi(t)];for(let s of e)this.createProperty(s,t[s])}let i=this[Symbol.metadata];if(i!==null){let t=litPropertyMetadata.get(i);if(t!==void 0)for(let[e,s]of t)this.elementProperties.set(e,s)}this._$Eh=new Map;for(let[t,e]of this.elementProperties){let s=this._$Eu(t,e);s!==void 0&&this._$Eh.set(s,t)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(i){let t=[];if(Array.isArray(i)){let e=new Set(i.flat(1/0).reverse());for(let s of e)t.unshift(Kt(s))}else i!==void 0&&t.push(Kt(i));return t}static _$Eu(i,t){let e=t.attribute;return e===!1?void 0:typeof e=="string"?e:typeof i=="string"?i.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(i=>this.enableUpdating=i),this._$AL=new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(i=>i(this))}addController(i){(this._$EO??=new Set).add(i),this.renderRoot!==void 0&&this.isConnected&&i.hostConnected?.()}removeController(i){this._$EO?.delete(i)}_$E_(){let i=new Map,t=this.constructor.elementProperties;for(let e of t.keys())this.hasOwnProperty(e)&&(i.set(e,this[e]),delete this[e]);i.size>0&&(this._$Ep=i)}createRenderRoot(){let i=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return he(i,this.constructor.elementStyles),i}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(i=>i.hostConnected?.())}enableUpdating(i){}disconnectedCallback(){this._$EO?.forEach(i=>i.hostDisconnected?.())}attributeChangedCallback(i,t,e){this._$AK(i,e)}_$ET(i,t){let e=this.constructor.elementProperties.get(i),s=this.constructor._$Eu(i,e);if(s!==void 0&&e.reflect===!0){let r=(e.converter?.toAttribute!==void 0?e.converter:pt).toAttribute(t,e.type);this._$Em=i,r==null?this.removeAttribute(s):this.setAttribute(s,r),this._$Em=null}}_$AK(i,t){let e=this.constructor,s=e._$Eh.get(i);if(s!==void 0&&this._$Em!==s){let r=e.getPropertyOptions(s),o=typeof r.converter=="function"?{fromAttribute:r.converter}:r.converter?.fromAttribute!==void 0?r.converter:pt;this._$Em=s;let a=o.fromAttribute(t,r.type);this[s]=a??this._$Ej?.get(s)??a,this._$Em=null}}requestUpdate(i,t,e,s=!1,r){if(i!==void 0){let o=this.constructor;if(s===!1&&(r=this[i]),e??=o.getPropertyOptions(i),!((e.hasChanged??Et)(r,t)||e.useDefault&&e.reflect&&r===this._$Ej?.get(i)&&!this.hasAttribute(o._$Eu(i,e))))return;this.C(i,t,e)}this.isUpdatePending===!1&&(this._$ES=this._$EP())}C(i,t,{useDefault:e,reflect:s,wrapped:r},o){e&&!(this._$Ej??=new Map).has(i)&&(this._$Ej.set(i,o??t??this[i]),r!==!0||o!==void 0)||(this._$AL.has(i)||(this.hasUpdated||e||(t=void 0),this._$AL.set(i,t)),s===!0&&this._$Em!==i&&(this._$Eq??=new Set).add(i))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(t){Promise.reject(t)}let i=this.scheduleUpdate();return i!=null&&await i,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(let[s,r]of this._$Ep)this[s]=r;this._$Ep=void 0}let e=this.constructor.elementProperties;if(e.size>0)for(let[s,r]of e){let{wrapped:o}=r,a=this[s];o!==!0||this._$AL.has(s)||a===void 0||this.C(s,void 0,r,a)}}let i=!1,t=this._$AL;try{i=this.shouldUpdate(t),i?(this.willUpdate(t),this._$EO?.forEach(e=>e.hostUpdate?.()),this.update(t)):this._$EM()}catch(e){throw i=!1,this._$EM(),e}i&&this._$AE(t)}willUpdate(i){}_$AE(i){this._$EO?.forEach(t=>t.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(i)),this.updated(i)}_$EM(){this._$AL=new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(i){return!0}update(i){this._$Eq&&=this._$Eq.forEach(t=>this._$ET(t,this[t])),this._$EM()}updated(i){}firstUpdated(i){}};L.elementStyles=[],L.shadowRootOptions={mode:"open"},L[ht("elementProperties")]=new Map,L[ht("finalized")]=new Map,ci?.({ReactiveElement:L}),(Tt.reactiveElementVersions??=[]).push("2.1.2");var Yt=globalThis,me=n=>n,St=Yt.trustedTypes,ge=St?St.createPolicy("lit-html",{createHTML:n=>n}):void 0,Jt="$lit$",O=`lit$${Math.random().toFixed(9).slice(2)}$`,Qt="?"+O,di=`<${Qt}>`,K=document,mt=()=>K.createComment(""),gt=n=>n===null||typeof n!="object"&&typeof n!="function",Zt=Array.isArray,xe=n=>Zt(n)||typeof n?.[Symbol.iterator]=="function",Xt=`[ 	
\f\r]`,ut=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,fe=/-->/g,ve=/>/g,F=RegExp(`>|${Xt}(?:([^\\s"'>=/]+)(${Xt}*=${Xt}*(?:[^ 	
\f\r"'\`<>=]|("|')|))|$)`,"g"),ye=/'/g,_e=/"/g,$e=/^(?:script|style|textarea|title)$/i,te=n=>(i,...t)=>({_$litType$:n,strings:i,values:t}),c=te(1),ts=te(2),es=te(3),U=Symbol.for("lit-noChange"),p=Symbol.for("lit-nothing"),be=new WeakMap,G=K.createTreeWalker(K,129);function we(n,i){if(!Zt(n)||!n.hasOwnProperty("raw"))throw Error("invalid template strings array");return ge!==void 0?ge.createHTML(i):i}var Ae=(n,i)=>{let t=n.length-1,e=[],s,r=i===2?"<svg>":i===3?"<math>":"",o=ut;for(let a=0;a<t;a++){let l=n[a],m,b,h=-1,_=0;for(;_<l.length&&(o.lastIndex=_,b=o.exec(l),b!==null);)_=o.lastIndex,o===ut?b[1]==="!--"?o=fe:b[1]!==void 0?o=ve:b[2]!==void 0?($e.test(b[2])&&(s=RegExp("</"+b[2],"g")),o=F):b[3]!==void 0&&(o=F):o===F?b[0]===">"?(o=s??ut,h=-1):b[1]===void 0?h=-2:(h=o.lastIndex-b[2].length,m=b[1],o=b[3]===void 0?F:b[3]==='"'?_e:ye):o===_e||o===ye?o=F:o===fe||o===ve?o=ut:(o=F,s=void 0);let v=o===F&&n[a+1].startsWith("/>")?" ":"";r+=o===ut?l+di:h>=0?(e.push(m),l.slice(0,h)+Jt+l.slice(h)+O+v):l+O+(h===-2?a:v)}return[we(n,r+(n[t]||"<?>")+(i===2?"</svg>":i===3?"</math>":"")),e]},ft=class n{constructor({strings:i,_$litType$:t},e){let s;this.parts=[];let r=0,o=0,a=i.length-1,l=this.parts,[m,b]=Ae(i,t);if(this.el=n.createElement(m,e),G.currentNode=this.el.content,t===2||t===3){let h=this.el.content.firstChild;h.replaceWith(...h.childNodes)}for(;(s=G.nextNode())!==null&&l.length<a;){if(s.nodeType===1){if(s.hasAttributes())for(let h of s.getAttributeNames())if(h.endsWith(Jt)){let _=b[o++],v=s.getAttribute(h).split(O),w=/([.?@])?(.*)/.exec(_);l.push({type:1,index:r,name:w[2],strings:v,ctor:w[1]==="."?kt:w[1]==="?"?Rt:w[1]==="@"?Mt:Y}),s.removeAttribute(h)}else h.startsWith(O)&&(l.push({type:6,index:r}),s.removeAttribute(h));if($e.test(s.tagName)){let h=s.textContent.split(O),_=h.length-1;if(_>0){s.textContent=St?St.emptyScript:"";for(let v=0;v<_;v++)s.append(h[v],mt()),G.nextNode(),l.push({type:2,index:++r});s.append(h[_],mt())}}}else if(s.nodeType===8)if(s.data===Qt)l.push({type:2,index:r});else{let h=-1;for(;(h=s.data.indexOf(O,h+1))!==-1;)l.push({type:7,index:r}),h+=O.length-1}r++}}static createElement(i,t){let e=K.createElement("template");return e.innerHTML=i,e}};function X(n,i,t=n,e){if(i===U)return i;let s=e!==void 0?t._$Co?.[e]:t._$Cl,r=gt(i)?void 0:i._$litDirective$;return s?.constructor!==r&&(s?._$AO?.(!1),r===void 0?s=void 0:(s=new r(n),s._$AT(n,t,e)),e!==void 0?(t._$Co??=[])[e]=s:t._$Cl=s),s!==void 0&&(i=X(n,s._$AS(n,i.values),s,e)),i}var Ct=class{constructor(i,t){this._$AV=[],this._$AN=void 0,this._$AD=i,this._$AM=t}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(i){let{el:{content:t},parts:e}=this._$AD,s=(i?.creationScope??K).importNode(t,!0);G.currentNode=s;let r=G.nextNode(),o=0,a=0,l=e[0];for(;l!==void 0;){if(o===l.index){let m;l.type===2?m=new et(r,r.nextSibling,this,i):l.type===1?m=new l.ctor(r,l.name,l.strings,this,i):l.type===6&&(m=new Pt(r,this,i)),this._$AV.push(m),l=e[++a]}o!==l?.index&&(r=G.nextNode(),o++)}return G.currentNode=K,s}p(i){let t=0;for(let e of this._$AV)e!==void 0&&(e.strings!==void 0?(e._$AI(i,e,t),t+=e.strings.length-2):e._$AI(i[t])),t++}},et=class n{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(i,t,e,s){this.type=2,this._$AH=p,this._$AN=void 0,this._$AA=i,this._$AB=t,this._$AM=e,this.options=s,this._$Cv=s?.isConnected??!0}get parentNode(){let i=this._$AA.parentNode,t=this._$AM;return t!==void 0&&i?.nodeType===11&&(i=t.parentNode),i}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(i,t=this){i=X(this,i,t),gt(i)?i===p||i==null||i===""?(this._$AH!==p&&this._$AR(),this._$AH=p):i!==this._$AH&&i!==U&&this._(i):i._$litType$!==void 0?this.$(i):i.nodeType!==void 0?this.T(i):xe(i)?this.k(i):this._(i)}O(i){return this._$AA.parentNode.insertBefore(i,this._$AB)}T(i){this._$AH!==i&&(this._$AR(),this._$AH=this.O(i))}_(i){this._$AH!==p&&gt(this._$AH)?this._$AA.nextSibling.data=i:this.T(K.createTextNode(i)),this._$AH=i}$(i){let{values:t,_$litType$:e}=i,s=typeof e=="number"?this._$AC(i):(e.el===void 0&&(e.el=ft.createElement(we(e.h,e.h[0]),this.options)),e);if(this._$AH?._$AD===s)this._$AH.p(t);else{let r=new Ct(s,this),o=r.u(this.options);r.p(t),this.T(o),this._$AH=r}}_$AC(i){let t=be.get(i.strings);return t===void 0&&be.set(i.strings,t=new ft(i)),t}k(i){Zt(this._$AH)||(this._$AH=[],this._$AR());let t=this._$AH,e,s=0;for(let r of i)s===t.length?t.push(e=new n(this.O(mt()),this.O(mt()),this,this.options)):e=t[s],e._$AI(r),s++;s<t.length&&(this._$AR(e&&e._$AB.nextSibling,s),t.length=s)}_$AR(i=this._$AA.nextSibling,t){for(this._$AP?.(!1,!0,t);i!==this._$AB;){let e=me(i).nextSibling;me(i).remove(),i=e}}setConnected(i){this._$AM===void 0&&(this._$Cv=i,this._$AP?.(i))}},Y=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(i,t,e,s,r){this.type=1,this._$AH=p,this._$AN=void 0,this.element=i,this.name=t,this._$AM=s,this.options=r,e.length>2||e[0]!==""||e[1]!==""?(this._$AH=Array(e.length-1).fill(new String),this.strings=e):this._$AH=p}_$AI(i,t=this,e,s){let r=this.strings,o=!1;if(r===void 0)i=X(this,i,t,0),o=!gt(i)||i!==this._$AH&&i!==U,o&&(this._$AH=i);else{let a=i,l,m;for(i=r[0],l=0;l<r.length-1;l++)m=X(this,a[e+l],t,l),m===U&&(m=this._$AH[l]),o||=!gt(m)||m!==this._$AH[l],m===p?i=p:i!==p&&(i+=(m??"")+r[l+1]),this._$AH[l]=m}o&&!s&&this.j(i)}j(i){i===p?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,i??"")}},kt=class extends Y{constructor(){super(...arguments),this.type=3}j(i){this.element[this.name]=i===p?void 0:i}},Rt=class extends Y{constructor(){super(...arguments),this.type=4}j(i){this.element.toggleAttribute(this.name,!!i&&i!==p)}},Mt=class extends Y{constructor(i,t,e,s,r){super(i,t,e,s,r),this.type=5}_$AI(i,t=this){if((i=X(this,i,t,0)??p)===U)return;let e=this._$AH,s=i===p&&e!==p||i.capture!==e.capture||i.once!==e.once||i.passive!==e.passive,r=i!==p&&(e===p||s);s&&this.element.removeEventListener(this.name,this,e),r&&this.element.addEventListener(this.name,this,i),this._$AH=i}handleEvent(i){typeof this._$AH=="function"?this._$AH.call(this.options?.host??this.element,i):this._$AH.handleEvent(i)}},Pt=class{constructor(i,t,e){this.element=i,this.type=6,this._$AN=void 0,this._$AM=t,this.options=e}get _$AU(){return this._$AM._$AU}_$AI(i){X(this,i)}},Te={M:Jt,P:O,A:Qt,C:1,L:Ae,R:Ct,D:xe,V:X,I:et,H:Y,N:Rt,U:Mt,B:kt,F:Pt},hi=Yt.litHtmlPolyfillSupport;hi?.(ft,et),(Yt.litHtmlVersions??=[]).push("3.3.3");var Ee=(n,i,t)=>{let e=t?.renderBefore??i,s=e._$litPart$;if(s===void 0){let r=t?.renderBefore??null;e._$litPart$=s=new et(i.insertBefore(mt(),r),r,void 0,t??{})}return s._$AI(n),s};var ee=globalThis,A=class extends L{constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){let i=super.createRenderRoot();return this.renderOptions.renderBefore??=i.firstChild,i}update(i){let t=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(i),this._$Do=Ee(t,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return U}};A._$litElement$=!0,A.finalized=!0,ee.litElementHydrateSupport?.({LitElement:A});var pi=ee.litElementPolyfillSupport;pi?.({LitElement:A});(ee.litElementVersions??=[]).push("4.2.2");var ui={attribute:!0,type:String,converter:pt,reflect:!1,hasChanged:Et},mi=(n=ui,i,t)=>{let{kind:e,metadata:s}=t,r=globalThis.litPropertyMetadata.get(s);if(r===void 0&&globalThis.litPropertyMetadata.set(s,r=new Map),e==="setter"&&((n=Object.create(n)).wrapped=!0),r.set(t.name,n),e==="accessor"){let{name:o}=t;return{set(a){let l=i.get.call(this);i.set.call(this,a),this.requestUpdate(o,l,n,!0,a)},init(a){return a!==void 0&&this.C(o,void 0,n,a),a}}}if(e==="setter"){let{name:o}=t;return function(a){let l=this[o];i.call(this,a),this.requestUpdate(o,l,n,!0,a)}}throw Error("Unsupported decorator location: "+e)};function $(n){return(i,t)=>typeof t=="object"?mi(n,i,t):((e,s,r)=>{let o=s.hasOwnProperty(r);return s.constructor.createProperty(r,e),o?Object.getOwnPropertyDescriptor(s,r):void 0})(n,i,t)}function g(n){return $({...n,state:!0,attribute:!1})}var J=(n,i,t)=>(t.configurable=!0,t.enumerable=!0,Reflect.decorate&&typeof i!="object"&&Object.defineProperty(n,i,t),t);function T(n,i){return(t,e,s)=>{let r=o=>o.renderRoot?.querySelector(n)??null;if(i){let{get:o,set:a}=typeof e=="object"?t:s??(()=>{let l=Symbol();return{get(){return this[l]},set(m){this[l]=m}}})();return J(t,e,{get(){let l=o.call(this);return l===void 0&&(l=r(this),(l!==null||this.hasUpdated)&&a.call(this,l)),l}})}return J(t,e,{get(){return r(this)}})}}var Se={ATTRIBUTE:1,CHILD:2,PROPERTY:3,BOOLEAN_ATTRIBUTE:4,EVENT:5,ELEMENT:6},Ce=n=>(...i)=>({_$litDirective$:n,values:i}),Dt=class{constructor(i){}get _$AU(){return this._$AM._$AU}_$AT(i,t,e){this._$Ct=i,this._$AM=t,this._$Ci=e}_$AS(i,t){return this.update(i,t)}update(i,t){return this.render(...t)}};var{I:gi}=Te,ke=n=>n;var Re=()=>document.createComment(""),it=(n,i,t)=>{let e=n._$AA.parentNode,s=i===void 0?n._$AB:i._$AA;if(t===void 0){let r=e.insertBefore(Re(),s),o=e.insertBefore(Re(),s);t=new gi(r,o,n,n.options)}else{let r=t._$AB.nextSibling,o=t._$AM,a=o!==n;if(a){let l;t._$AQ?.(n),t._$AM=n,t._$AP!==void 0&&(l=n._$AU)!==o._$AU&&t._$AP(l)}if(r!==s||a){let l=t._$AA;for(;l!==r;){let m=ke(l).nextSibling;ke(e).insertBefore(l,s),l=m}}}return t},z=(n,i,t=n)=>(n._$AI(i,t),n),fi={},Me=(n,i=fi)=>n._$AH=i,Pe=n=>n._$AH,Ht=n=>{n._$AR(),n._$AA.remove()};var De=(n,i,t)=>{let e=new Map;for(let s=i;s<=t;s++)e.set(n[s],s);return e},Lt=Ce(class extends Dt{constructor(n){if(super(n),n.type!==Se.CHILD)throw Error("repeat() can only be used in text expressions")}dt(n,i,t){let e;t===void 0?t=i:i!==void 0&&(e=i);let s=[],r=[],o=0;for(let a of n)s[o]=e?e(a,o):o,r[o]=t(a,o),o++;return{values:r,keys:s}}render(n,i,t){return this.dt(n,i,t).values}update(n,[i,t,e]){let s=Pe(n),{values:r,keys:o}=this.dt(i,t,e);if(!Array.isArray(s))return this.ut=o,r;let a=this.ut??=[],l=[],m,b,h=0,_=s.length-1,v=0,w=r.length-1;for(;h<=_&&v<=w;)if(s[h]===null)h++;else if(s[_]===null)_--;else if(a[h]===o[v])l[v]=z(s[h],r[v]),h++,v++;else if(a[_]===o[w])l[w]=z(s[_],r[w]),_--,w--;else if(a[h]===o[w])l[w]=z(s[h],r[w]),it(n,l[w+1],s[h]),h++,w--;else if(a[_]===o[v])l[v]=z(s[_],r[v]),it(n,s[h],s[_]),_--,v++;else if(m===void 0&&(m=De(o,v,w),b=De(a,h,_)),m.has(a[h]))if(m.has(a[_])){let H=b.get(o[v]),Ft=H!==void 0?s[H]:null;if(Ft===null){let le=it(n,s[h]);z(le,r[v]),l[v]=le}else l[v]=z(Ft,r[v]),it(n,s[h],Ft),s[H]=null;v++}else Ht(s[_]),_--;else Ht(s[h]),h++;for(;v<=w;){let H=it(n,l[w+1]);z(H,r[v]),l[v++]=H}for(;h<=_;){let H=s[h++];H!==null&&Ht(H)}return this.ut=o,Me(n,l),U}});var vt=["any","known","unknown","ignored"];function He(n,i){let t=new Map;for(let e of n){let r=`${e.vehicle_id??e.plate} ${e.status} ${i(new Date(e.detected_at))}`,o=t.get(r);o?o.detections.push(e):t.set(r,{id:e.id,detections:[e]})}return[...t.values()]}function R({vehicle:n,plate:i}){return n??i}function f(n,i){return n?.localize?.(`ui.common.${i}`)||i.replaceAll("_"," ")}function yt(n,i,t){let e={message:i,...t?{action:t,duration:1e4,dismissable:!0}:{}};n.dispatchEvent(new CustomEvent("hass-notification",{detail:e,bubbles:!0,composed:!0}))}function N(n){let i=n?.message;return typeof i=="string"?i:String(n)}var ie={card_name:"CarsXE plates",card_description:"The plates that your cameras have seen, with pictures and buttons for unknown ones.",vehicles_card_name:"CarsXE vehicles",dashboard_name:"License plates",dashboard_description:"CarsXE's cameras, known vehicles, unknown plates and costs.",list_label:"Detected plates",loading:"Loading…",empty_any:"No plate has been seen yet.",empty_known:"No known vehicle has been seen yet.",empty_unknown:"No unknown plate has been seen.",empty_ignored:"No ignored vehicle has been seen.",empty_search:"Nothing found.",empty_recent:"Nothing to show from the last {hours} h.",error_not_loaded:"The CarsXE integration isn't running. Check it under Settings > Devices & services.",error_other:"The plates can't be shown: {error}",error_action:"{plate} wasn't changed: {error}",status_known:"Known",status_unknown:"Unknown",status_ignored:"Ignored",status_guest:"Guest until {time}",action_add:"Add",action_add_label:"Add {plate}",action_guest:"Guest",action_guest_label:"Let {plate} be a guest for 24 hours",action_ignore:"Ignore",action_ignore_label:"Ignore {plate}",action_not_this:"Not this one",action_unignore:"Stop ignoring",said_new:"New: {name}, {camera}, {status}",said_added:"{plate} was added.",said_guest:"{plate} is a guest for 24 hours.",said_ignored:"{plate} is ignored from now on.",waiting:"{count} new",show_picture:"Show the picture of {name}",no_picture:"No picture",picture_label:"{name}, {camera}, {time}",score:"{score} sure",also_read:"Also read as: {plates}",zoom_in:"Zoom in",zoom_out:"Zoom out",add_title:"Add {plate}",add_name:"Name",add_name_help:"What you call this vehicle.",which_any:"All",which_known:"Known",which_unknown:"Unknown",which_ignored:"Ignored",form_title:"Title",form_entities:"Cameras",form_entities_help:"Empty: all cameras.",form_which:"Plates",form_limit:"How many",form_hours:"Not older than",form_hours_help:"Empty: however old.",form_actions:"Buttons",form_actions_help:"Add, guest, ignore, rename and remove, for administrators only.",config_title:"The title must be a text.",config_entities:"The cameras (entities) must be a list of entity ids.",config_which:"The plates (which) must be any, known, unknown or ignored.",config_limit:"How many (limit) must be a whole number from 1 to 100.",config_hours:"Not older than (hours) must be a whole number from 1 to 8760.",config_actions:"The buttons (actions) must be true or false.",view_title:"Plates",view_unknown:"Unknown plates of the last 24 hours",view_all:"All plates",view_vehicles:"Known vehicles",view_no_vehicles:"No vehicle is known yet.",vehicle_add:"Add vehicle",vehicle_unseen:"Not seen yet",vehicle_from:"Valid from {time}",vehicle_expired:"Expired {time}",csv_import:"Import CSV",csv_export:"Export CSV",said_imported:"Vehicles imported: {count}",view_account:"Calls and costs",view_empty:"There is no CarsXE camera yet. Add an account under Settings > Devices & services, and a camera on its page.",view_cameras:"Cameras",problems_link:"Open repairs",log_title:"Recent triggers",log_empty:"Nothing has triggered this camera yet.",log_scan:"Manual scan",log_captures:"Pictures taken: {count}",log_free:"Nothing paid",log_paid:"Paid: {count} (about {cost})",log_sent:"The picture that was sent",log_not_sent:"A picture that wasn't sent",log_announced:"announced",log_ignored:"ignored",log_not_new:"announced earlier",objection_read:"Not sent: {plate} was read before and is still there.",objection_cut_off:"Not sent: the plate is cut off by the edge of the picture.",objection_too_small:"Not sent: the plate is too small to read ({width} px wide with letters {height} px high; at least 38 and 6 are needed).",objection_unclear:"Not sent: it hardly looks like a plate ({score}).",objection_not_called:"Not sent: a plate that could be read, but no call was made."};var se=new Map([["en",ie]]),Ot=new Map;function st(){return document.documentElement.lang||"en"}function y(n,i,t={}){return(se.get(Le(n))?.[i]??ie[i]).replace(/\{(\w+)\}/g,(s,r)=>t[r]??s)}async function M(n){let i=Le(n);se.has(i)||(Ot.has(i)||Ot.set(i,yi(i)),await Ot.get(i))}function Le(n){let[i=""]=n.split("-");return[n,i].find(t=>u.includes(t))??"en"}async function yi(n){try{let i=await fetch(new URL(`translations/${n}.json`,import.meta.url));i.ok&&se.set(n,await i.json())}catch{}Ot.delete(n)}var _i={unknown:["add","guest","ignore"],known:["rename","remove","not_this"],ignored:["unignore","remove"]},bi=24;function j(n){return n?.user?.is_admin===!0&&n.services.carsxe?.add_vehicle!==void 0}function Ut({status:n,match:i}){return _i[n].filter(t=>t!=="not_this"||i!=="exact")}function It(n,i,t){if(i==="rename"||i==="remove"){let s=f(n,i);return[s,`${s}: ${R(t)}`]}let e=y(n.language,`action_${i}`);return i==="not_this"||i==="unignore"?[e,`${e}: ${R(t)}`]:[e,y(n.language,`action_${i}_label`,{plate:t.plate})]}async function Oe(n,i,t,e,s=t.plate){let r=await xi(n,t,e,s),o={plate:t.plate};return _t(n,i,{add:()=>y(n.language,"said_added",o),guest:()=>y(n.language,"said_guest",o),ignore:()=>y(n.language,"said_ignored",o),rename:()=>`${s}: ${f(n,"successfully_saved")}`,unignore:()=>`${R(t)}: ${f(n,"successfully_saved")}`,not_this:()=>`${t.plate}: ${f(n,"successfully_saved")}`,remove:()=>`${R(t)}: ${f(n,"successfully_deleted")}`}[e](),t.config_entry_id,r.id),r.detection}function _t(n,i,t,e,s){let r=()=>{n.callWS({type:"carsxe/undo",config_entry_id:e,subentry_id:s}).catch(o=>yt(i,o.message??""))};yt(i,t,{text:f(n,"undo"),action:r})}async function xi(n,i,t,e){let{plate:s,vehicle_id:r,config_entry_id:o}=i,a=async _=>{let v={type:"carsxe/vehicles/save",config_entry_id:o,vehicle:_,...r?{vehicle_id:r}:{}};return(await n.callWS(v)).vehicle_id},l={status:"unknown",match:null,vehicle:null,vehicle_id:null,valid_until:null};switch(t){case"rename":return{id:await a({name:e}),detection:{vehicle:e}};case"unignore":return{id:await a({ignore:!1}),detection:{status:"known"}};case"not_this":return{id:await a({add_not_plate:s}),detection:l};case"remove":return await n.callWS({type:"carsxe/vehicles/remove",config_entry_id:o,vehicle_id:r}),{id:r??"",detection:l}}let m=t==="guest"?new Date(Date.now()+bi*36e5).toISOString():null,b=await a({plate:s,name:e,...m?{valid_until:m}:{},...t==="ignore"?{ignore:!0}:{}});return{id:b,detection:{status:t==="ignore"?"ignored":"known",match:"exact",vehicle:e,vehicle_id:b,valid_until:m}}}var Q="carsxe-card",bt="carsxe-vehicles-card",nt=100,Ne=8760,je=10;function ne(n){let{type:i,title:t,entities:e=[],which:s="any",limit:r=je,hours:o,actions:a=!0}=n,l=m=>{throw new Error(y(st(),m))};return t!==void 0&&typeof t!="string"&&l("config_title"),(!Array.isArray(e)||!e.every(m=>typeof m=="string"))&&l("config_entities"),vt.includes(s)||l("config_which"),Ue(r,nt)||l("config_limit"),o!==void 0&&!Ue(o,Ne)&&l("config_hours"),typeof a!="boolean"&&l("config_actions"),{type:i,...t?{title:t}:{},entities:e,which:s,limit:r,...o?{hours:o}:{},actions:a}}function Ue(n,i){return Number.isInteger(n)&&n>=1&&n<=i}var Ie={entities:"form_entities_help",hours:"form_hours_help",actions:"form_actions_help"},ze={title:"form_title",entities:"form_entities",which:"form_which",limit:"form_limit",hours:"form_hours",actions:"form_actions"};function Ve(){let n=t=>y(st(),t),i=vt.map(t=>({value:t,label:n(`which_${t}`)}));return{schema:[{name:"title",selector:{text:{}}},{name:"entities",selector:{entity:{multiple:!0,filter:[{integration:"carsxe",domain:"image_processing"}]}}},{name:"",type:"grid",schema:[{name:"which",default:"any",selector:{select:{mode:"dropdown",options:i}}},{name:"limit",default:je,selector:{number:{min:1,max:nt,step:1,mode:"box"}}},{name:"hours",selector:{number:{min:1,max:Ne,step:1,mode:"box",unit_of_measurement:"h"}}}]},{name:"actions",default:!0,selector:{boolean:{}}}],computeLabel:({name:t})=>ze[t]?n(ze[t]):t,computeHelper:({name:t})=>Ie[t]?n(Ie[t]):void 0,assertConfig:t=>{ne(t)}}}function qe(n,i){let{platform:t,device_id:e}=n.entities[i]??{},s=Object.values(n.entities).find(r=>r.device_id===e&&r.entity_id.startsWith("image_processing."));return t!=="carsxe"||!e||!s?null:{config:{type:`custom:${Q}`,entities:[s.entity_id]}}}var $i=5e3,P=class{constructor(i,t=()=>{}){this.host=i;this.changed=t;this.attempt=0;this.answered=!1;this.restart=()=>{this.stop(),this.start()};i.addController(this)}hostConnected(){this.start()}hostDisconnected(){this.stop()}subscribe(i,t){i===this.connection&&JSON.stringify(t)===JSON.stringify(this.message)||(this.stop(),this.connection=i,this.message=t,this.answered=!1,this.start())}start(){this.connection&&this.message&&this.host.isConnected&&(this.connection.addEventListener("ready",this.restart),this.listen(this.connection,this.message,++this.attempt))}stop(){this.attempt++,clearTimeout(this.retry),this.connection?.removeEventListener("ready",this.restart),this.unsubscribe?.().catch(()=>{}),this.unsubscribe=void 0}async listen(i,t,e){try{let s=await i.subscribeMessage(r=>e===this.attempt&&this.receive(r),{...t},{resubscribe:!1});e===this.attempt?this.unsubscribe=s:await s()}catch(s){e===this.attempt&&this.fail(s)}}receive(i){let t=this.answered?this.value:void 0;this.answered=!0,this.value=i,this.error=void 0,this.changed(t,i),this.host.requestUpdate()}fail(i){let t=i?.code;this.error={notLoaded:t==="unknown_command",message:N(i)},this.retry=setTimeout(this.restart,$i),this.host.requestUpdate()}};var zt=class extends P{constructor(i,t){super(i,(e,s)=>t(e?.detections,s.detections))}get detections(){return this.value?.detections}follow(i,{entities:t,which:e,limit:s,search:r}){this.subscribe(i,{type:"carsxe/detections/subscribe",which:e,limit:s,search:r,...t.length>0?{entity_ids:t}:{}})}};var C=x`
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
`,Nt=x`
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
`,rt=x`
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
`,ot=x`
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
`;var wi=[["day",86400],["hour",3600],["minute",60]];function at(n,i,t=Date.now()){let e=Math.min(0,Math.round((n.getTime()-t)/1e3)),[s,r]=wi.find(([,a])=>-e>=a)??["second",1];return new Intl.RelativeTimeFormat(i,{numeric:"auto"}).format(s==="second"?0:Math.trunc(e/r),s)}function q(n,i){return re(n,i,{dateStyle:"medium",timeStyle:"medium"})}function xt(n,i,t=new Date){let e=V(n,i)===V(t,i);return re(n,i,{timeStyle:"short",...e?{}:{dateStyle:"short"}})}function V(n,i){return new Intl.DateTimeFormat("en-CA",{dateStyle:"short",...Be(i)}).format(n)}function We(n,i,t=new Date){let e=Math.round((Date.parse(V(n,i))-Date.parse(V(t,i)))/864e5);return e>0||e<-1?re(n,i,{dateStyle:"medium"}):new Intl.RelativeTimeFormat(i.language,{numeric:"auto"}).format(e,"day")}function re(n,i,t){let{language:e,time_format:s}=i.locale;return new Intl.DateTimeFormat(s==="system"?void 0:e,{...t,...s==="12"||s==="24"?{hour12:s==="12"}:{},...Be(i)}).format(n)}function Be(n){return n.locale.time_zone==="server"?{timeZone:n.config.time_zone}:{}}var Ai=3e4,Ti=300,Ei=36e5,E=class extends A{constructor(){super(...arguments);this.search="";this.said="";this.busy=new Set;this.inUse=!1;this.feed=new zt(this,(t,e)=>this.announce(t,e));this.waiting=0}static{this.styles=[C,Nt,rt,ot]}static getConfigForm(){return Ve()}static getStubConfig(){return{which:"any",limit:10}}setConfig(t){this.config=ne(t),this.which=this.config.which}getCardSize(){return 1+Math.min(this.config?.limit??1,10)}getGridOptions(){return{columns:12,min_columns:6,min_rows:2}}connectedCallback(){super.connectedCallback(),this.ticking=setInterval(()=>this.requestUpdate(),Ai)}disconnectedCallback(){super.disconnectedCallback(),clearInterval(this.ticking),clearTimeout(this.typing)}shouldUpdate(t){let e=t.get("hass");return t.size!==1||!t.has("hass")||!e||!this.hass?!0:["connection","language","locale","localize","services","user"].some(r=>e[r]!==this.hass?.[r])}willUpdate(t){if(!this.hass||!this.config)return;let{entities:e,which:s}=this.config;this.feed.follow(this.hass.connection,{entities:e,which:this.which??s,search:this.search,limit:nt}),this.arrange(this.hass),t.has("hass")&&t.get("hass")?.language!==this.hass.language&&M(this.hass.language).then(()=>this.requestUpdate())}arrange(t){let e=this.recent(),s=e&&He(e,a=>V(a,t)).slice(0,this.config?.limit);if(this.waiting=0,!s||!this.groups||!this.inUse){this.groups=s;return}let r=new Map(s.flatMap(a=>a.detections.map(({id:l})=>[l,a]))),o=new Set;this.groups=this.groups.flatMap(a=>{let l=r.get(a.id);return l&&o.has(l)?[]:(l&&o.add(l),[{...l??a,id:a.id}])}),this.waiting=s.filter(a=>!o.has(a)).length}render(){let t=this.config?.title;return c`
      <ha-card>
        <div class="content">
          ${t?c`<h2>${t}</h2>`:p} ${this.renderTools()} ${this.renderContent()}
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
    `}renderTools(){if(this.config?.which!=="any")return p;let t=f(this.hass,"search");return c`<div class="tools">
      <input type="search" aria-label=${t} placeholder=${t} autocomplete="off" @input=${this.searched} />
      <div class="filters" role="group" aria-label=${this.text("form_which")}>
        ${vt.map(e=>c`<button type="button" aria-pressed=${this.which===e} @click=${()=>this.which=e}>
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
      ${this.waiting?this.renderWaiting():p}
      ${Lt(this.groups,({id:e})=>e,e=>this.renderRow(e))}
    </ul>`:c`<p class="note">${this.text("loading")}</p>`}renderWaiting(){return c`<li class="waiting">
      <button type="button" @click=${()=>{this.inUse=!1}}>${this.text("waiting",{count:`${this.waiting}`})}</button>
    </li>`}recent(){let{hours:t=1/0}=this.config??{},e=Date.now()-t*Ei;return this.feed.detections?.filter(({detected_at:s})=>new Date(s).getTime()>e)}emptyText(){let{hours:t}=this.config??{};return this.search?this.text("empty_search"):t?this.text("empty_recent",{hours:`${t}`}):this.text(`empty_${this.which??"any"}`)}renderRow({id:t,detections:e}){let[s]=e,{plate:r,vehicle:o,score:a,status:l}=s,m=[...new Set(e.map(({camera_name:h})=>h))],b=[o&&o!==r?r:void 0,...m];return c`<li id="row-${t}" class=${l} tabindex="-1">
      ${this.renderThumbnail(s)}
      <div>
        <div class="name"><bdi>${R(s)}</bdi></div>
        <div class="details">
          ${b.filter(Boolean).map(h=>c`<bdi>${h}</bdi>&nbsp;· `)}
          ${a===null?p:c`<bdi>${this.scoreText(a)}</bdi>&nbsp;· `}
          ${this.renderTime(e)}
        </div>
        <div class="status">${this.statusText(s)}</div>
      </div>
      ${this.renderActions(t,s)}
      ${this.failed?.id===t?c`<p class="failure" role="alert">${this.failed.message}</p>`:p}
    </li>`}renderTime(t){if(!this.hass)return p;let e=new Date(t[0].detected_at),s=c`<bdi>${t.length} × ${We(e,this.hass)}</bdi>&nbsp;· `;return c`${t.length>1?s:p}<time
        datetime=${e.toISOString()}
        title=${q(e,this.hass)}
        ><bdi>${at(e,this.hass.language)}</bdi></time
      >`}renderThumbnail(t){let{thumbnail:e}=t;if(!e)return c`<div class="thumbnail" role="img" aria-label=${this.text("no_picture")}>–</div>`;let s=this.text("show_picture",{name:R(t)});return c`<button
      type="button"
      class="thumbnail"
      aria-label=${s}
      title=${s}
      @click=${()=>this.picture.show(t)}
    >
      <img src=${e} alt="" loading="lazy" />
    </button>`}renderActions(t,e){let{hass:s}=this;return!this.config?.actions||!j(s)?p:c`<div class="actions" aria-busy=${this.busy.has(t)}>
      ${Ut(e).map(r=>{let[o,a]=It(s,r,e);return c`<button
          type="button"
          class=${r}
          aria-label=${a}
          title=${a}
          ?disabled=${this.busy.has(t)}
          @click=${()=>this.act(t,e,r)}
        >
          ${o}
        </button>`})}
    </div>`}used(t){let e=t.currentTarget,s=t instanceof FocusEvent&&t.type==="focusout"?t.relatedTarget:void 0,r=t.type==="focusout"?e.contains(s):e.matches(":focus-within");this.inUse=r||e.matches(":hover")}searched(t){clearTimeout(this.typing);let{value:e}=t.target;this.typing=setTimeout(()=>this.search=e.trim(),Ti)}pressed(t){let{action:e,detection:s}=t.detail,r=this.groups?.find(({detections:o})=>o.some(({id:a})=>a===s.id));this.act(r?.id??s.id,s,e)}async act(t,e,s){let{hass:r}=this;if(!r)return;let{plate:o}=e,a=await this.nameFor(r,e,s);if(a!==void 0){this.failed=void 0,this.inUse=!0,this.busy=new Set([...this.busy,t]);try{this.patch(t,await Oe(r,this,e,s,a))}catch(l){this.failed={id:t,message:this.text("error_action",{plate:o,error:N(l)})}}this.busy=new Set([...this.busy].filter(l=>l!==t)),await this.updateComplete,this.keepFocus(t)}}async nameFor(t,e,s){let{plate:r,vehicle:o}=e;return s==="add"?this.naming.ask(this.text("add_title",{plate:r}),this.text("action_add")):s==="rename"?this.naming.ask(`${f(t,"rename")}: ${o}`,f(t,"save"),o??""):r}patch(t,e){let s=r=>({...r,...e});this.groups=this.groups?.map(r=>{let[o,...a]=r.detections;return r.id===t?{id:t,detections:[s(o),...a.map(s)]}:r})}keepFocus(t){if(this.renderRoot.querySelector("carsxe-picture-dialog")?.matches(":focus-within"))return;(this.renderRoot.querySelector(`#row-${CSS.escape(t)}`)??this.renderRoot.querySelector("ul"))?.focus({preventScroll:!0})}announce(t,e){let[s]=e,r=t?.[0];!t||!s||s.id===r?.id||r&&s.detected_at<r.detected_at||(this.said=this.text("said_new",{name:R(s),camera:s.camera_name,status:this.text(`status_${s.status}`)}))}statusText({status:t,valid_until:e}){return t==="known"&&e&&this.hass?this.text("status_guest",{time:xt(new Date(e),this.hass)}):this.text(`status_${t}`)}scoreText(t){let e=new Intl.NumberFormat(this.hass?.language,{style:"percent"});return this.text("score",{score:e.format(t)})}text(t,e){return y(this.hass?.language??"en",t,e)}};d([$({attribute:!1})],E.prototype,"hass",2),d([g()],E.prototype,"config",2),d([g()],E.prototype,"which",2),d([g()],E.prototype,"search",2),d([g()],E.prototype,"said",2),d([g()],E.prototype,"busy",2),d([g()],E.prototype,"failed",2),d([g()],E.prototype,"inUse",2),d([T("carsxe-picture-dialog")],E.prototype,"picture",2),d([T("carsxe-name-dialog")],E.prototype,"naming",2);var k=class extends A{async open(){await this.updateComplete,this.dialog.open||this.dialog.showModal()}close(){this.dialog.close()}clicked(i){i.target===this.dialog&&this.close()}text(i,t){return y(this.hass?.language??"en",i,t)}};d([$({attribute:!1})],k.prototype,"hass",2),d([T("dialog")],k.prototype,"dialog",2);var W=x`
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
`;var Z=class extends k{constructor(){super(...arguments);this.heading="";this.button="";this.answer=()=>{}}static{this.styles=[C,W,x`
      dialog {
        width: 400px;
      }
      p {
        margin: 4px 0 0;
        font-size: 0.875rem;
        color: var(--secondary-text-color);
      }
    `]}async ask(t,e,s=""){return this.heading=t,this.button=e,await this.open(),this.input.value=s,this.input.select(),new Promise(r=>this.answer=r)}render(){return c`<dialog aria-labelledby="title" @close=${()=>this.answer(void 0)} @click=${this.clicked}>
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
    </dialog>`}submitted(t){t.preventDefault(),this.answer(this.input.value.trim()),this.close()}};d([g()],Z.prototype,"heading",2),d([g()],Z.prototype,"button",2),d([T("input")],Z.prototype,"input",2);var jt=1.5,I=class extends k{constructor(){super(...arguments);this.detections=[];this.actions=!1;this.failure=""}static{this.styles=[C,W,x`
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
      ${this.shown&&this.hass?this.renderPicture(this.shown,this.hass):p}
    </dialog>`}renderPicture(t,e){let s=R(t),r=q(new Date(t.detected_at),e),o=this.text("picture_label",{name:s,camera:t.camera_name,time:r});return c`
      <h2 id="title"><bdi>${s}</bdi></h2>
      <carsxe-zoom
        .src=${t.picture??t.thumbnail??""}
        .alt=${o}
        @carsxe-swipe=${a=>this.step(a.detail)}
      ></carsxe-zoom>
      ${this.renderTools(t,e)}
      <p>
        <bdi>${t.plate}</bdi> · <bdi>${t.camera_name}</bdi> ·
        ${t.score===null?p:c`${this.scoreText(t.score)} · `}<bdi>${r}</bdi>
      </p>
      ${t.candidates.length>0?c`<p>${this.text("also_read",{plates:t.candidates.join(", ")})}</p>`:p}
      ${this.failure?c`<p class="failure" role="alert">${this.failure}</p>`:p}
      <div class="buttons">
        ${this.actions&&j(e)?Ut(t).map(a=>this.renderAction(a,t)):p}
        <button type="button" class="end" @click=${this.close}>${f(e,"close")}</button>
      </div>
    `}renderTools(t,e){let s=this.place,r=`${t.plate}_${V(new Date(t.detected_at),e)}.jpg`;return c`<div class="tools">
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
        @click=${()=>this.picture.zoom(1/jt)}
      >
        −
      </button>
      <button
        type="button"
        aria-label=${this.text("zoom_in")}
        title=${this.text("zoom_in")}
        @click=${()=>this.picture.zoom(jt)}
      >
        +
      </button>
      ${t.picture?c`<a class="button" href=${t.picture} download=${r}>${f(e,"download")}</a>`:p}
    </div>`}renderAction(t,e){let[s,r]=It(this.hass,t,e);return c`<button type="button" aria-label=${r} title=${r} @click=${()=>this.dispatchEvent(new CustomEvent("carsxe-action",{detail:{action:t,detection:e}}))}>${s}</button>`}get place(){return this.detections.findIndex(({id:t})=>t===this.shown?.id)}step(t){this.shown=this.detections[this.place+t]??this.shown}typed(t){let e=getComputedStyle(this).direction==="rtl"?-1:1,s={ArrowRight:()=>this.step(e),ArrowLeft:()=>this.step(-e),"+":()=>this.picture.zoom(jt),"-":()=>this.picture.zoom(1/jt)};s[t.key]&&(t.preventDefault(),s[t.key]?.())}scoreText(t){let e=new Intl.NumberFormat(this.hass?.language,{style:"percent"});return this.text("score",{score:e.format(t)})}};d([$({attribute:!1})],I.prototype,"detections",2),d([$({type:Boolean})],I.prototype,"actions",2),d([$()],I.prototype,"failure",2),d([g()],I.prototype,"shown",2),d([T("carsxe-zoom")],I.prototype,"picture",2);var Vt="carsxe-problems",$t=class extends A{constructor(){super(...arguments);this.connectedWhileHidden=!0;this.feed=new P(this)}static{this.styles=x`
    ha-alert {
      display: block;
    }
    ha-alert + ha-alert {
      margin-top: 8px;
    }
    a {
      color: var(--primary-color);
    }
  `}setConfig(){this.hidden=!0}getCardSize(){return 1}getGridOptions(){return{columns:"full",rows:"auto"}}willUpdate(){this.hass&&this.feed.subscribe(this.hass.connection,{type:"carsxe/problems/subscribe"})}render(){let t=this.hass?.user?.is_admin?c` <a href="/config/repairs">${this.linkText()}</a>`:p;return(this.feed.value?.problems??[]).map(e=>c`<ha-alert alert-type="error" role="alert">${e}${t}</ha-alert>`)}updated(t){let e=!this.feed.value?.problems.length;e!==this.hidden&&(this.hidden=e,this.dispatchEvent(new CustomEvent("card-visibility-changed",{detail:{value:!e},bubbles:!0,composed:!0})))}linkText(){return y(this.hass?.language??"en","problems_link")}};d([$({attribute:!1})],$t.prototype,"hass",2);var qt="carsxe-trigger-log",lt=class extends A{constructor(){super(...arguments);this.entity="";this.feed=new P(this)}static{this.styles=[rt,ot,x`
      ul {
        max-height: 480px;
      }
    `]}setConfig(t){this.entity=String(t.entity)}getCardSize(){return 4}getGridOptions(){return{columns:"full",rows:"auto"}}willUpdate(t){this.hass&&(this.feed.subscribe(this.hass.connection,{type:"carsxe/triggers/subscribe",entity_id:this.entity}),t.has("hass")&&t.get("hass")?.language!==this.hass.language&&M(this.hass.language).then(()=>this.requestUpdate()))}render(){return c`<ha-card>${this.renderContent()}</ha-card>`}renderContent(){let{error:t,value:e}=this.feed;return t?c`<p class="note error" role="alert">${this.text("error_other",{error:t.message})}</p>`:e?.triggers.length?c`<ul role="list" tabindex="0" aria-label=${this.text("log_title")}>
      ${e.triggers.map(s=>this.renderRow(s))}
    </ul>`:c`<p class="note">${this.text(e?"log_empty":"loading")}</p>`}renderRow(t){let{at:e,captures:s,plates:r,reason:o,unpaid:a}=t,l=new Date(e);return c`<li>
      ${this.renderPicture(t)}
      <div>
        <div class="name">${o}</div>
        ${r.map(m=>c`<div>${this.plateText(m)}</div>`)}
        ${a?c`<div>${this.unpaidText(a)}</div>`:p}
        <div class="details">
          ${this.triggerName(t)} · ${this.text("log_captures",{count:`${s}`})} · ${this.costText(t)} ·
          <time datetime=${e} title=${this.hass?q(l,this.hass):""}
            >${at(l,this.hass?.language??"en")}</time
          >
        </div>
      </div>
    </li>`}renderPicture({picture:t,recognitions:e}){let s=this.text(t?e?"log_sent":"log_not_sent":"no_picture");return c`<div class="thumbnail" role="img" aria-label=${s} title=${s}>
      ${t?c`<img src="data:image/jpeg;base64,${t}" alt="" />`:"–"}
    </div>`}triggerName({trigger:t}){let e=t&&this.hass?.states[t]?.attributes.friendly_name;return typeof e=="string"?e:t??this.text("log_scan")}costText({cost:t,recognitions:e}){if(!e)return this.text("log_free");let s=new Intl.NumberFormat(this.hass?.language,{style:"currency",currency:"USD"});return this.text("log_paid",{count:`${e}`,cost:s.format(t)})}plateText({plate:t,score:e,vehicle:s,status:r,announced:o}){let a=[s&&s!==t?`${s} (${t})`:t];e!==null&&a.push(this.text("score",{score:this.percent(e)}));let l=o?"announced":r==="ignored"?"ignored":"not_new";return`${a.join(", ")}: ${this.text(`log_${l}`)}`}unpaidText({objection:t,plate:e,score:s,width:r,height:o}){return this.text(`objection_${t}`,{plate:e??"",score:this.percent(s),width:`${r}`,height:`${o}`})}percent(t){return new Intl.NumberFormat(this.hass?.language,{style:"percent"}).format(t)}text(t,e){return y(this.hass?.language??"en",t,e)}};d([$({attribute:!1})],lt.prototype,"hass",2),d([g()],lt.prototype,"entity",2);var Si=["sensor.status","sensor.last_plate","sensor.last_vehicle","sensor.last_detection"],Ci=["recognitions_today","estimated_cost_today","recognitions_this_month","estimated_cost","recognitions_saved"].map(n=>`sensor.${n}`),ki={hours:24,limit:nt},Fe=4,Ri={type:`custom:${bt}`,grid_options:{columns:"full"}},Ke=["entities","devices"],Wt=class extends HTMLElement{static{this.registryDependencies=Ke}static async generate(i,t){await M(t.language);let e=y(t.language,"view_title"),s=y(t.language,"view_cameras"),r=y(t.language,"view_vehicles");return{title:e,views:[{title:e,path:"plates",strategy:{type:"custom:carsxe"}},{title:r,path:"vehicles",strategy:{type:"custom:carsxe",view:"vehicles"}},{title:s,path:"cameras",strategy:{type:"custom:carsxe",view:"cameras"}}]}}},Bt=class extends HTMLElement{static{this.registryDependencies=Ke}static async generate({view:i},t){await M(t.language);let e=a=>y(t.language,a),s=Mi(t),r=s.filter(({entities:a})=>a.has("image_processing.plate"));if(i==="cameras")return oe(r.map(a=>Di(a,e)));if(i==="vehicles")return oe([{...ct(e("view_vehicles"),"mdi:car-multiple",[Ri]),column_span:2}]);let o=[];return r.length>0?o.push(ct(e("view_unknown"),"mdi:help-circle-outline",[Ge("unknown",ki)]),ct(e("view_all"),"mdi:format-list-bulleted",[Ge("any")])):o.push(ct(e("view_title"),"mdi:cctv",[Ui(e("view_empty"))])),o.push(...Hi(s,e)),oe(o)}};function oe(n){let i={type:"grid",column_span:Fe,cards:[{type:`custom:${Vt}`}]};return{type:"sections",max_columns:Fe,dense_section_placement:!0,sections:[i,...n]}}function Mi(n){let i=new Map;for(let t of Object.values(n.entities)){let e=Pi(t),s=n.devices[t.device_id??""];if(!e||!s)continue;let r=s.name_by_user||s.name||"",o=i.get(s.id)??{id:s.id,name:r,entities:new Map};o.entities.set(e,t.entity_id),i.set(s.id,o)}return[...i.values()].sort((t,e)=>t.name.localeCompare(e.name,n.language))}function Pi(n){if(!(n.platform!=="carsxe"||n.hidden||!n.translation_key))return`${n.entity_id.split(".")[0]}.${n.translation_key}`}function Di({name:n,entities:i},t){let e=i.get("image.last_plate"),s=i.get("button.scan"),r=i.get("image_processing.plate");return ct(n,"mdi:cctv",[...e?[Oi(e)]:[],...Xe(i,Si),...s?[{type:"tile",entity:s,name:{type:"entity"},hide_state:!0,grid_options:{columns:"full"}}]:[],{type:"heading",heading:t("log_title"),heading_style:"subtitle",icon:"mdi:history"},{type:`custom:${qt}`,entity:r}])}function Hi(n,i){let t=n.filter(({entities:e})=>e.has("sensor.recognitions_today"));return t.map(({name:e,entities:s})=>{let r=t.length>1?`${i("view_account")}: ${e}`:i("view_account");return ct(r,"mdi:cash-multiple",Xe(s,Ci))})}function Xe(n,i){return i.flatMap(t=>{let e=n.get(t);return e?[{type:"tile",entity:e,name:{type:"entity"},visibility:Li(e)}]:[]})}function Li(n){return[{condition:"state",entity:n,state_not:"unknown"}]}function Oi(n){return{type:"picture-entity",entity:n,show_name:!1,show_state:!1,grid_options:{columns:"full"}}}function Ge(n,i={}){return{type:`custom:${Q}`,which:n,limit:20,...i,grid_options:{columns:"full"}}}function Ui(n){return{type:"markdown",content:n,grid_options:{columns:"full"}}}function ct(n,i,t){return{type:"grid",cards:[{type:"heading",heading:n,icon:i},...t]}}var Ii=24*36e5,zi="component.carsxe.config_subentries.vehicle.step.user",B=class extends k{constructor(){super(...arguments);this.failure="";this.label=t=>t;this.account=""}static{this.styles=[C,W,x`
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
    `]}async show(t,e){this.account=t,this.vehicle=e,this.failure="";let s=await this.hass?.loadBackendTranslation?.("config_subentries","carsxe");this.label=r=>s?.(`${zi}.${r}`)||r,await this.open(),this.form.reset(),this.fill("plate",e?.plate??""),this.fill("name",e?.name??""),this.fill("valid_from",ae(e?.valid_from)),this.fill("valid_until",ae(e?.valid_until)),this.field("ignore").checked=e?.ignore??!1,this.field(e?"name":"plate").focus()}render(){let{hass:t,vehicle:e}=this,s=(r,o,a="text")=>c`<label for=${r}>${this.label(o)}</label>
        <input id=${r} type=${a} autocomplete="off" maxlength="100" ?required=${a==="text"} />`;return c`<dialog aria-labelledby="title" @click=${this.clicked}>
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
        ${this.failure?c`<p class="failure" role="alert">${this.failure}</p>`:p}
        <div class="buttons">
          <button type="button" @click=${this.close}>${f(t,"cancel")}</button>
          <button type="submit" class="main">${f(t,"save")}</button>
        </div>
      </form>
    </dialog>`}field(t){return this.form.querySelector(`#${t}`)}fill(t,e){this.field(t).value=e}makeGuest(){this.fill("valid_until",ae(new Date(Date.now()+Ii).toISOString()))}async submitted(t){t.preventDefault();let{hass:e,vehicle:s}=this;if(!e)return;let r=this.field("name").value,o={plate:this.field("plate").value,name:r,valid_from:Ye(this.field("valid_from").value),valid_until:Ye(this.field("valid_until").value),ignore:this.field("ignore").checked},a=this.account;try{let{vehicle_id:l}=await e.callWS({type:"carsxe/vehicles/save",config_entry_id:a,vehicle:o,...s?{vehicle_id:s.vehicle_id}:{}});this.close(),_t(e,this,`${r}: ${f(e,"successfully_saved")}`,a,l)}catch(l){this.failure=N(l)}}};d([g()],B.prototype,"vehicle",2),d([g()],B.prototype,"failure",2),d([g()],B.prototype,"label",2),d([T("form")],B.prototype,"form",2);function ae(n){if(!n)return"";let i=new Date(n);return new Date(i.getTime()-i.getTimezoneOffset()*6e4).toISOString().slice(0,16)}function Ye(n){return n?new Date(n).toISOString():null}var Ni=3e4,ji=["known","ignored"],S=class extends A{constructor(){super(...arguments);this.search="";this.which="known";this.accounts=[];this.failure="";this.feed=new P(this)}static{this.styles=[C,Nt,rt,ot]}static getStubConfig(){return{}}setConfig(t){}getCardSize(){return 8}getGridOptions(){return{columns:12,min_columns:6,min_rows:2}}connectedCallback(){super.connectedCallback(),this.ticking=setInterval(()=>this.requestUpdate(),Ni)}disconnectedCallback(){super.disconnectedCallback(),clearInterval(this.ticking)}shouldUpdate(t){let e=t.get("hass");return t.size!==1||!t.has("hass")||!e||!this.hass?!0:["connection","language","locale","localize","services","user"].some(r=>e[r]!==this.hass?.[r])}willUpdate(t){this.hass&&(this.feed.subscribe(this.hass.connection,{type:"carsxe/vehicles/subscribe"}),t.has("hass")&&t.get("hass")?.language!==this.hass.language&&M(this.hass.language).then(()=>this.requestUpdate()),t.has("hass")&&!t.get("hass")&&j(this.hass)&&this.hass.callWS({type:"config_entries/get",domain:"carsxe"}).then(e=>this.accounts=e))}render(){let{error:t}=this.feed;return c`
      <ha-card>
        <div class="content">
          ${this.renderTools()}
          ${this.failure?c`<p class="note error" role="alert">${this.failure}</p>`:p}
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
        ${ji.map(s=>c`<button type="button" aria-pressed=${this.which===s} @click=${()=>this.which=s}>
              ${this.text(`which_${s}`)}
            </button>`)}
      </div>
      ${j(t)&&this.accounts.length>0?this.renderAdministration():p}
    </div>`}renderAdministration(){return c`<div class="filters">
      ${this.accounts.length>1?c`<select aria-label=${this.text("view_account")}>
            ${this.accounts.map(({entry_id:t,title:e})=>c`<option value=${t}>${e}</option>`)}
          </select>`:p}
      <button type="button" class="main" @click=${()=>this.form.show(this.account)}>${this.text("vehicle_add")}</button>
      <button type="button" @click=${()=>this.file.click()}>${this.text("csv_import")}</button>
      <button type="button" @click=${this.exportCsv}>${this.text("csv_export")}</button>
      <input type="file" accept=".csv,text/csv" hidden aria-label=${this.text("csv_import")} @change=${this.importCsv} />
    </div>`}renderList(){if(!this.vehicles)return c`<p class="note">${this.text("loading")}</p>`;let t=this.search.trim().toLowerCase(),e=t.replace(/[^\p{L}\p{N}]/gu,""),s=this.vehicles.filter(r=>r.ignore===(this.which==="ignored")&&(!t||r.name.toLowerCase().includes(t)||e!==""&&Je(r).some(o=>o.toLowerCase().includes(e))));if(s.length===0){let r=this.vehicles.length===0;return c`<p class="note">${this.text(r?"view_no_vehicles":"empty_search")}</p>`}return c`<ul role="list" tabindex="0" aria-label=${this.text("view_vehicles")}>
      ${Lt(s,({vehicle_id:r})=>r,r=>this.renderRow(r))}
    </ul>`}renderRow(t){let{hass:e}=this,{name:s,last_seen:r,camera_name:o}=t,a=r?new Date(r):void 0;return c`<li class=${t.ignore?"ignored":"known"}>
      ${this.renderThumbnail(t)}
      <div>
        <div class="name"><bdi>${s}</bdi></div>
        <div class="details">
          ${Je(t).map(l=>c`<bdi>${l}</bdi>&nbsp;· `)}
          ${a&&e?c`${o?c`<bdi>${o}</bdi>&nbsp;· `:p}<time
                  datetime=${a.toISOString()}
                  title=${q(a,e)}
                  ><bdi>${at(a,e.language)}</bdi></time
                >`:this.text("vehicle_unseen")}
        </div>
        <div class="status">${this.statusOf(t)}</div>
      </div>
      ${j(e)?this.renderActions(t):p}
    </li>`}renderThumbnail({name:t,thumbnail:e,picture:s,plate:r}){if(!e||!s)return c`<div class="thumbnail" role="img" aria-label=${this.text("no_picture")}>–</div>`;let o=this.text("show_picture",{name:t});return c`<button
      type="button"
      class="thumbnail"
      aria-label=${o}
      title=${o}
      @click=${()=>this.picture.show(t,r,s)}
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
    </div>`}statusOf({ignore:t,valid_from:e,valid_until:s}){let{hass:r}=this,o=Date.now();if(r&&s){let a=xt(new Date(s),r);return this.text(Date.parse(s)>o?"status_guest":"vehicle_expired",{time:a})}return r&&e&&Date.parse(e)>o?this.text("vehicle_from",{time:xt(new Date(e),r)}):this.text(t?"status_ignored":"status_known")}get vehicles(){return this.feed.value?.vehicles}get account(){return this.choice?.value??this.accounts[0]?.entry_id??""}async removeVehicle({config_entry_id:t,vehicle_id:e,name:s}){let{hass:r}=this;await this.attempt(async()=>{await r?.callWS({type:"carsxe/vehicles/remove",config_entry_id:t,vehicle_id:e}),r&&_t(r,this,`${s}: ${f(r,"successfully_deleted")}`,t,e)}),this.renderRoot.querySelector("ul")?.focus({preventScroll:!0})}async importCsv(){let t=this.file.files?.[0];await this.attempt(async()=>{let e=await t?.text()??"",s={type:"carsxe/vehicles/import",config_entry_id:this.account,csv:e},r=await this.hass?.callWS(s);yt(this,this.text("said_imported",{count:`${r?.count??0}`}))}),this.file.value=""}async exportCsv(){await this.attempt(async()=>{let t={type:"carsxe/vehicles/export",config_entry_id:this.account},e=await this.hass?.callWS(t),s=document.createElement("a");s.href=URL.createObjectURL(new Blob([e?.csv??""],{type:"text/csv"})),s.download="carsxe_vehicles.csv",s.click(),URL.revokeObjectURL(s.href)})}async attempt(t){this.failure="";try{await t()}catch(e){this.failure=N(e)}}text(t,e){return y(this.hass?.language??"en",t,e)}};d([$({attribute:!1})],S.prototype,"hass",2),d([g()],S.prototype,"search",2),d([g()],S.prototype,"which",2),d([g()],S.prototype,"accounts",2),d([g()],S.prototype,"failure",2),d([T("carsxe-vehicle-dialog")],S.prototype,"form",2),d([T("carsxe-zoom-dialog")],S.prototype,"picture",2),d([T("input[type=file]")],S.prototype,"file",2),d([T("select")],S.prototype,"choice",2);function Je({plate:n,more_plates:i}){return[n,...i]}var Vi=8,qi=60,D=class extends A{constructor(){super(...arguments);this.src="";this.alt="";this.scale=1;this.x=0;this.y=0;this.fingers=new Map;this.start={x:0,y:0}}static{this.styles=x`
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
  `}zoom(t,e){let{width:s,height:r}=this.frame.getBoundingClientRect(),{x:o,y:a}=e??{x:s/2,y:r/2},l=Math.min(Math.max(this.scale*t,1),Vi),m=l/this.scale;this.scale=l,this.moveTo(o-(o-this.x)*m,a-(a-this.y)*m)}willUpdate(t){t.has("src")&&(this.scale=1,this.x=this.y=0)}render(){return c`<div
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
    </div>`}moveTo(t,e){let{width:s,height:r}=this.frame.getBoundingClientRect();this.x=Math.min(0,Math.max(t,s*(1-this.scale))),this.y=Math.min(0,Math.max(e,r*(1-this.scale)))}pointOf({clientX:t,clientY:e}){let{left:s,top:r}=this.frame.getBoundingClientRect();return{x:t-s,y:e-r}}wheeled(t){t.preventDefault(),this.zoom(Math.exp(-t.deltaY/300),this.pointOf(t))}pressed(t){this.frame.setPointerCapture(t.pointerId),this.start=this.pointOf(t),this.fingers.set(t.pointerId,this.start)}moved(t){let e=this.fingers.get(t.pointerId);if(!e)return;let s=this.pointOf(t),r=[...this.fingers].find(([o])=>o!==t.pointerId)?.[1];if(this.fingers.set(t.pointerId,s),r){let o={x:(s.x+r.x)/2,y:(s.y+r.y)/2};this.zoom(Qe(s,r)/Math.max(Qe(e,r),1),o)}else this.scale>1&&this.moveTo(this.x+s.x-e.x,this.y+s.y-e.y)}released(t){let e=this.fingers.size===1,s=this.pointOf(t).x-this.start.x;this.fingers.delete(t.pointerId),e&&this.scale===1&&t.pointerType==="touch"&&Math.abs(s)>qi&&this.dispatchEvent(new CustomEvent("carsxe-swipe",{detail:s<0?1:-1}))}};d([$()],D.prototype,"src",2),d([$()],D.prototype,"alt",2),d([g()],D.prototype,"scale",2),d([g()],D.prototype,"x",2),d([g()],D.prototype,"y",2),d([T(".frame")],D.prototype,"frame",2);function Qe(n,i){return Math.hypot(n.x-i.x,n.y-i.y)}var tt=class extends k{constructor(){super(...arguments);this.name="";this.plate="";this.picture=""}static{this.styles=[C,W,x`
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
    </dialog>`}};d([g()],tt.prototype,"name",2),d([g()],tt.prototype,"plate",2),d([g()],tt.prototype,"picture",2);var Wi={[Q]:E,[Vt]:$t,[qt]:lt,[bt]:S,"carsxe-name-dialog":Z,"carsxe-picture-dialog":I,"carsxe-vehicle-dialog":B,"carsxe-zoom":D,"carsxe-zoom-dialog":tt,"ll-strategy-dashboard-carsxe":Wt,"ll-strategy-view-carsxe":Bt};customElements.get(Q)||(Object.entries(Wi).forEach(([n,i])=>customElements.define(n,i)),Bi());function Bi(){let n={type:Q,preview:!0,getEntitySuggestion:qe},i={type:bt},t={type:"carsxe",strategyType:"dashboard"},e=window;(e.customCards??=[]).push(n,i),(e.customStrategies??=[]).push(t);let s=()=>{let r=st();n.name=y(r,"card_name"),n.description=y(r,"card_description"),i.name=y(r,"vehicles_card_name"),t.name=y(r,"dashboard_name"),t.description=y(r,"dashboard_description")};s(),M(st()).then(s)}
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
