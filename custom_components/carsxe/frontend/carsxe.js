var Ge=Object.defineProperty;var Ke=Object.getOwnPropertyDescriptor;var m=(n,e,t,i)=>{for(var s=i>1?void 0:i?Ke(e,t):e,r=n.length-1,o;r>=0;r--)(o=n[r])&&(s=(i?o(e,t,s):o(s))||s);return i&&s&&Ge(e,t,s),s};var p=["cs","da","de","es","fi","fr","hu","it","ja","ko","nb","nl","pl","pt-BR","ro","sv","tr","uk","zh-Hans"];var dt=globalThis,ht=dt.ShadowRoot&&(dt.ShadyCSS===void 0||dt.ShadyCSS.nativeShadow)&&"adoptedStyleSheets"in Document.prototype&&"replace"in CSSStyleSheet.prototype,Nt=Symbol(),Zt=new WeakMap,et=class{constructor(e,t,i){if(this._$cssResult$=!0,i!==Nt)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=e,this.t=t}get styleSheet(){let e=this.o,t=this.t;if(ht&&e===void 0){let i=t!==void 0&&t.length===1;i&&(e=Zt.get(t)),e===void 0&&((this.o=e=new CSSStyleSheet).replaceSync(this.cssText),i&&Zt.set(t,e))}return e}toString(){return this.cssText}},te=n=>new et(typeof n=="string"?n:n+"",void 0,Nt),x=(n,...e)=>{let t=n.length===1?n[0]:e.reduce((i,s,r)=>i+(o=>{if(o._$cssResult$===!0)return o.cssText;if(typeof o=="number")return o;throw Error("Value passed to 'css' function must be a 'css' function result: "+o+". Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.")})(s)+n[r+1],n[0]);return new et(t,n,Nt)},ee=(n,e)=>{if(ht)n.adoptedStyleSheets=e.map(t=>t instanceof CSSStyleSheet?t:t.styleSheet);else for(let t of e){let i=document.createElement("style"),s=dt.litNonce;s!==void 0&&i.setAttribute("nonce",s),i.textContent=t.cssText,n.appendChild(i)}},zt=ht?n=>n:n=>n instanceof CSSStyleSheet?(e=>{let t="";for(let i of e.cssRules)t+=i.cssText;return te(t)})(n):n;var{is:Xe,defineProperty:Ye,getOwnPropertyDescriptor:Je,getOwnPropertyNames:Qe,getOwnPropertySymbols:Ze,getPrototypeOf:ti}=Object,pt=globalThis,ie=pt.trustedTypes,ei=ie?ie.emptyScript:"",ii=pt.reactiveElementPolyfillSupport,it=(n,e)=>n,st={toAttribute(n,e){switch(e){case Boolean:n=n?ei:null;break;case Object:case Array:n=n==null?n:JSON.stringify(n)}return n},fromAttribute(n,e){let t=n;switch(e){case Boolean:t=n!==null;break;case Number:t=n===null?null:Number(n);break;case Object:case Array:try{t=JSON.parse(n)}catch{t=null}}return t}},ut=(n,e)=>!Xe(n,e),se={attribute:!0,type:String,converter:st,reflect:!1,useDefault:!1,hasChanged:ut};Symbol.metadata??=Symbol("metadata"),pt.litPropertyMetadata??=new WeakMap;var R=class extends HTMLElement{static addInitializer(e){this._$Ei(),(this.l??=[]).push(e)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(e,t=se){if(t.state&&(t.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(e)&&((t=Object.create(t)).wrapped=!0),this.elementProperties.set(e,t),!t.noAccessor){let i=Symbol(),s=this.getPropertyDescriptor(e,i,t);s!==void 0&&Ye(this.prototype,e,s)}}static getPropertyDescriptor(e,t,i){let{get:s,set:r}=Je(this.prototype,e)??{get(){return this[t]},set(o){this[t]=o}};return{get:s,set(o){let a=s?.call(this);r?.call(this,o),this.requestUpdate(e,a,i)},configurable:!0,enumerable:!0}}static getPropertyOptions(e){return this.elementProperties.get(e)??se}static _$Ei(){if(this.hasOwnProperty(it("elementProperties")))return;let e=ti(this);e.finalize(),e.l!==void 0&&(this.l=[...e.l]),this.elementProperties=new Map(e.elementProperties)}static finalize(){if(this.hasOwnProperty(it("finalized")))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(it("properties"))){let t=this.properties,i=[...Qe(t),...Ze(t)];for(let s of i)this.createProperty(s,t[s])}let e=this[Symbol.metadata];if(e!==null){let t=litPropertyMetadata.get(e);if(t!==void 0)for(let[i,s]of t)this.elementProperties.set(i,s)}this._$Eh=new Map;for(let[t,i]of this.elementProperties){let s=this._$Eu(t,i);s!==void 0&&this._$Eh.set(s,t)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(e){let t=[];if(Array.isArray(e)){let i=new Set(e.flat(1/0).reverse());for(let s of i)t.unshift(zt(s))}else e!==void 0&&t.push(zt(e));return t}static _$Eu(e,t){let i=t.attribute;return i===!1?void 0:typeof i=="string"?i:typeof e=="string"?e.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(e=>this.enableUpdating=e),this._$AL=new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(e=>e(this))}addController(e){(this._$EO??=new Set).add(e),this.renderRoot!==void 0&&this.isConnected&&e.hostConnected?.()}removeController(e){this._$EO?.delete(e)}_$E_(){let e=new Map,t=this.constructor.elementProperties;for(let i of t.keys())this.hasOwnProperty(i)&&(e.set(i,this[i]),delete this[i]);e.size>0&&(this._$Ep=e)}createRenderRoot(){let e=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return ee(e,this.constructor.elementStyles),e}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(e=>e.hostConnected?.())}enableUpdating(e){}disconnectedCallback(){this._$EO?.forEach(e=>e.hostDisconnected?.())}attributeChangedCallback(e,t,i){this._$AK(e,i)}_$ET(e,t){let i=this.constructor.elementProperties.get(e),s=this.constructor._$Eu(e,i);if(s!==void 0&&i.reflect===!0){let r=(i.converter?.toAttribute!==void 0?i.converter:st).toAttribute(t,i.type);this._$Em=e,r==null?this.removeAttribute(s):this.setAttribute(s,r),this._$Em=null}}_$AK(e,t){let i=this.constructor,s=i._$Eh.get(e);if(s!==void 0&&this._$Em!==s){let r=i.getPropertyOptions(s),o=typeof r.converter=="function"?{fromAttribute:r.converter}:r.converter?.fromAttribute!==void 0?r.converter:st;this._$Em=s;let a=o.fromAttribute(t,r.type);this[s]=a??this._$Ej?.get(s)??a,this._$Em=null}}requestUpdate(e,t,i,s=!1,r){if(e!==void 0){let o=this.constructor;if(s===!1&&(r=this[e]),i??=o.getPropertyOptions(e),!((i.hasChanged??ut)(r,t)||i.useDefault&&i.reflect&&r===this._$Ej?.get(e)&&!this.hasAttribute(o._$Eu(e,i))))return;this.C(e,t,i)}this.isUpdatePending===!1&&(this._$ES=this._$EP())}C(e,t,{useDefault:i,reflect:s,wrapped:r},o){i&&!(this._$Ej??=new Map).has(e)&&(this._$Ej.set(e,o??t??this[e]),r!==!0||o!==void 0)||(this._$AL.has(e)||(this.hasUpdated||i||(t=void 0),this._$AL.set(e,t)),s===!0&&this._$Em!==e&&(this._$Eq??=new Set).add(e))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(t){Promise.reject(t)}let e=this.scheduleUpdate();return e!=null&&await e,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(let[s,r]of this._$Ep)this[s]=r;this._$Ep=void 0}let i=this.constructor.elementProperties;if(i.size>0)for(let[s,r]of i){let{wrapped:o}=r,a=this[s];o!==!0||this._$AL.has(s)||a===void 0||this.C(s,void 0,r,a)}}let e=!1,t=this._$AL;try{e=this.shouldUpdate(t),e?(this.willUpdate(t),this._$EO?.forEach(i=>i.hostUpdate?.()),this.update(t)):this._$EM()}catch(i){throw e=!1,this._$EM(),i}e&&this._$AE(t)}willUpdate(e){}_$AE(e){this._$EO?.forEach(t=>t.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(e)),this.updated(e)}_$EM(){this._$AL=new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(e){return!0}update(e){this._$Eq&&=this._$Eq.forEach(t=>this._$ET(t,this[t])),this._$EM()}updated(e){}firstUpdated(e){}};R.elementStyles=[],R.shadowRootOptions={mode:"open"},R[it("elementProperties")]=new Map,R[it("finalized")]=new Map,ii?.({ReactiveElement:R}),(pt.reactiveElementVersions??=[]).push("2.1.2");var jt=globalThis,ne=n=>n,mt=jt.trustedTypes,re=mt?mt.createPolicy("lit-html",{createHTML:n=>n}):void 0,Bt="$lit$",P=`lit$${Math.random().toFixed(9).slice(2)}$`,qt="?"+P,si=`<${qt}>`,j=document,rt=()=>j.createComment(""),ot=n=>n===null||typeof n!="object"&&typeof n!="function",Wt=Array.isArray,he=n=>Wt(n)||typeof n?.[Symbol.iterator]=="function",It=`[ 	
\f\r]`,nt=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,oe=/-->/g,ae=/>/g,z=RegExp(`>|${It}(?:([^\\s"'>=/]+)(${It}*=${It}*(?:[^ 	
\f\r"'\`<>=]|("|')|))|$)`,"g"),ce=/'/g,le=/"/g,pe=/^(?:script|style|textarea|title)$/i,Ft=n=>(e,...t)=>({_$litType$:n,strings:e,values:t}),d=Ft(1),qi=Ft(2),Wi=Ft(3),M=Symbol.for("lit-noChange"),u=Symbol.for("lit-nothing"),de=new WeakMap,I=j.createTreeWalker(j,129);function ue(n,e){if(!Wt(n)||!n.hasOwnProperty("raw"))throw Error("invalid template strings array");return re!==void 0?re.createHTML(e):e}var me=(n,e)=>{let t=n.length-1,i=[],s,r=e===2?"<svg>":e===3?"<math>":"",o=nt;for(let a=0;a<t;a++){let c=n[a],h,v,l=-1,f=0;for(;f<c.length&&(o.lastIndex=f,v=o.exec(c),v!==null);)f=o.lastIndex,o===nt?v[1]==="!--"?o=oe:v[1]!==void 0?o=ae:v[2]!==void 0?(pe.test(v[2])&&(s=RegExp("</"+v[2],"g")),o=z):v[3]!==void 0&&(o=z):o===z?v[0]===">"?(o=s??nt,l=-1):v[1]===void 0?l=-2:(l=o.lastIndex-v[2].length,h=v[1],o=v[3]===void 0?z:v[3]==='"'?le:ce):o===le||o===ce?o=z:o===oe||o===ae?o=nt:(o=z,s=void 0);let g=o===z&&n[a+1].startsWith("/>")?" ":"";r+=o===nt?c+si:l>=0?(i.push(h),c.slice(0,l)+Bt+c.slice(l)+P+g):c+P+(l===-2?a:g)}return[ue(n,r+(n[t]||"<?>")+(e===2?"</svg>":e===3?"</math>":"")),i]},at=class n{constructor({strings:e,_$litType$:t},i){let s;this.parts=[];let r=0,o=0,a=e.length-1,c=this.parts,[h,v]=me(e,t);if(this.el=n.createElement(h,i),I.currentNode=this.el.content,t===2||t===3){let l=this.el.content.firstChild;l.replaceWith(...l.childNodes)}for(;(s=I.nextNode())!==null&&c.length<a;){if(s.nodeType===1){if(s.hasAttributes())for(let l of s.getAttributeNames())if(l.endsWith(Bt)){let f=v[o++],g=s.getAttribute(l).split(P),b=/([.?@])?(.*)/.exec(f);c.push({type:1,index:r,name:b[2],strings:g,ctor:b[1]==="."?ft:b[1]==="?"?yt:b[1]==="@"?vt:q}),s.removeAttribute(l)}else l.startsWith(P)&&(c.push({type:6,index:r}),s.removeAttribute(l));if(pe.test(s.tagName)){let l=s.textContent.split(P),f=l.length-1;if(f>0){s.textContent=mt?mt.emptyScript:"";for(let g=0;g<f;g++)s.append(l[g],rt()),I.nextNode(),c.push({type:2,index:++r});s.append(l[f],rt())}}}else if(s.nodeType===8)if(s.data===qt)c.push({type:2,index:r});else{let l=-1;for(;(l=s.data.indexOf(P,l+1))!==-1;)c.push({type:7,index:r}),l+=P.length-1}r++}}static createElement(e,t){let i=j.createElement("template");return i.innerHTML=e,i}};function B(n,e,t=n,i){if(e===M)return e;let s=i!==void 0?t._$Co?.[i]:t._$Cl,r=ot(e)?void 0:e._$litDirective$;return s?.constructor!==r&&(s?._$AO?.(!1),r===void 0?s=void 0:(s=new r(n),s._$AT(n,t,i)),i!==void 0?(t._$Co??=[])[i]=s:t._$Cl=s),s!==void 0&&(e=B(n,s._$AS(n,e.values),s,i)),e}var gt=class{constructor(e,t){this._$AV=[],this._$AN=void 0,this._$AD=e,this._$AM=t}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(e){let{el:{content:t},parts:i}=this._$AD,s=(e?.creationScope??j).importNode(t,!0);I.currentNode=s;let r=I.nextNode(),o=0,a=0,c=i[0];for(;c!==void 0;){if(o===c.index){let h;c.type===2?h=new K(r,r.nextSibling,this,e):c.type===1?h=new c.ctor(r,c.name,c.strings,this,e):c.type===6&&(h=new _t(r,this,e)),this._$AV.push(h),c=i[++a]}o!==c?.index&&(r=I.nextNode(),o++)}return I.currentNode=j,s}p(e){let t=0;for(let i of this._$AV)i!==void 0&&(i.strings!==void 0?(i._$AI(e,i,t),t+=i.strings.length-2):i._$AI(e[t])),t++}},K=class n{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(e,t,i,s){this.type=2,this._$AH=u,this._$AN=void 0,this._$AA=e,this._$AB=t,this._$AM=i,this.options=s,this._$Cv=s?.isConnected??!0}get parentNode(){let e=this._$AA.parentNode,t=this._$AM;return t!==void 0&&e?.nodeType===11&&(e=t.parentNode),e}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(e,t=this){e=B(this,e,t),ot(e)?e===u||e==null||e===""?(this._$AH!==u&&this._$AR(),this._$AH=u):e!==this._$AH&&e!==M&&this._(e):e._$litType$!==void 0?this.$(e):e.nodeType!==void 0?this.T(e):he(e)?this.k(e):this._(e)}O(e){return this._$AA.parentNode.insertBefore(e,this._$AB)}T(e){this._$AH!==e&&(this._$AR(),this._$AH=this.O(e))}_(e){this._$AH!==u&&ot(this._$AH)?this._$AA.nextSibling.data=e:this.T(j.createTextNode(e)),this._$AH=e}$(e){let{values:t,_$litType$:i}=e,s=typeof i=="number"?this._$AC(e):(i.el===void 0&&(i.el=at.createElement(ue(i.h,i.h[0]),this.options)),i);if(this._$AH?._$AD===s)this._$AH.p(t);else{let r=new gt(s,this),o=r.u(this.options);r.p(t),this.T(o),this._$AH=r}}_$AC(e){let t=de.get(e.strings);return t===void 0&&de.set(e.strings,t=new at(e)),t}k(e){Wt(this._$AH)||(this._$AH=[],this._$AR());let t=this._$AH,i,s=0;for(let r of e)s===t.length?t.push(i=new n(this.O(rt()),this.O(rt()),this,this.options)):i=t[s],i._$AI(r),s++;s<t.length&&(this._$AR(i&&i._$AB.nextSibling,s),t.length=s)}_$AR(e=this._$AA.nextSibling,t){for(this._$AP?.(!1,!0,t);e!==this._$AB;){let i=ne(e).nextSibling;ne(e).remove(),e=i}}setConnected(e){this._$AM===void 0&&(this._$Cv=e,this._$AP?.(e))}},q=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(e,t,i,s,r){this.type=1,this._$AH=u,this._$AN=void 0,this.element=e,this.name=t,this._$AM=s,this.options=r,i.length>2||i[0]!==""||i[1]!==""?(this._$AH=Array(i.length-1).fill(new String),this.strings=i):this._$AH=u}_$AI(e,t=this,i,s){let r=this.strings,o=!1;if(r===void 0)e=B(this,e,t,0),o=!ot(e)||e!==this._$AH&&e!==M,o&&(this._$AH=e);else{let a=e,c,h;for(e=r[0],c=0;c<r.length-1;c++)h=B(this,a[i+c],t,c),h===M&&(h=this._$AH[c]),o||=!ot(h)||h!==this._$AH[c],h===u?e=u:e!==u&&(e+=(h??"")+r[c+1]),this._$AH[c]=h}o&&!s&&this.j(e)}j(e){e===u?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,e??"")}},ft=class extends q{constructor(){super(...arguments),this.type=3}j(e){this.element[this.name]=e===u?void 0:e}},yt=class extends q{constructor(){super(...arguments),this.type=4}j(e){this.element.toggleAttribute(this.name,!!e&&e!==u)}},vt=class extends q{constructor(e,t,i,s,r){super(e,t,i,s,r),this.type=5}_$AI(e,t=this){if((e=B(this,e,t,0)??u)===M)return;let i=this._$AH,s=e===u&&i!==u||e.capture!==i.capture||e.once!==i.once||e.passive!==i.passive,r=e!==u&&(i===u||s);s&&this.element.removeEventListener(this.name,this,i),r&&this.element.addEventListener(this.name,this,e),this._$AH=e}handleEvent(e){typeof this._$AH=="function"?this._$AH.call(this.options?.host??this.element,e):this._$AH.handleEvent(e)}},_t=class{constructor(e,t,i){this.element=e,this.type=6,this._$AN=void 0,this._$AM=t,this.options=i}get _$AU(){return this._$AM._$AU}_$AI(e){B(this,e)}},ge={M:Bt,P,A:qt,C:1,L:me,R:gt,D:he,V:B,I:K,H:q,N:yt,U:vt,B:ft,F:_t},ni=jt.litHtmlPolyfillSupport;ni?.(at,K),(jt.litHtmlVersions??=[]).push("3.3.3");var fe=(n,e,t)=>{let i=t?.renderBefore??e,s=i._$litPart$;if(s===void 0){let r=t?.renderBefore??null;i._$litPart$=s=new K(e.insertBefore(rt(),r),r,void 0,t??{})}return s._$AI(n),s};var Gt=globalThis,A=class extends R{constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){let e=super.createRenderRoot();return this.renderOptions.renderBefore??=e.firstChild,e}update(e){let t=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(e),this._$Do=fe(t,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return M}};A._$litElement$=!0,A.finalized=!0,Gt.litElementHydrateSupport?.({LitElement:A});var ri=Gt.litElementPolyfillSupport;ri?.({LitElement:A});(Gt.litElementVersions??=[]).push("4.2.2");var oi={attribute:!0,type:String,converter:st,reflect:!1,hasChanged:ut},ai=(n=oi,e,t)=>{let{kind:i,metadata:s}=t,r=globalThis.litPropertyMetadata.get(s);if(r===void 0&&globalThis.litPropertyMetadata.set(s,r=new Map),i==="setter"&&((n=Object.create(n)).wrapped=!0),r.set(t.name,n),i==="accessor"){let{name:o}=t;return{set(a){let c=e.get.call(this);e.set.call(this,a),this.requestUpdate(o,c,n,!0,a)},init(a){return a!==void 0&&this.C(o,void 0,n,a),a}}}if(i==="setter"){let{name:o}=t;return function(a){let c=this[o];e.call(this,a),this.requestUpdate(o,c,n,!0,a)}}throw Error("Unsupported decorator location: "+i)};function w(n){return(e,t)=>typeof t=="object"?ai(n,e,t):((i,s,r)=>{let o=s.hasOwnProperty(r);return s.constructor.createProperty(r,i),o?Object.getOwnPropertyDescriptor(s,r):void 0})(n,e,t)}function _(n){return w({...n,state:!0,attribute:!1})}var W=(n,e,t)=>(t.configurable=!0,t.enumerable=!0,Reflect.decorate&&typeof e!="object"&&Object.defineProperty(n,e,t),t);function E(n,e){return(t,i,s)=>{let r=o=>o.renderRoot?.querySelector(n)??null;if(e){let{get:o,set:a}=typeof i=="object"?t:s??(()=>{let c=Symbol();return{get(){return this[c]},set(h){this[c]=h}}})();return W(t,i,{get(){let c=o.call(this);return c===void 0&&(c=r(this),(c!==null||this.hasUpdated)&&a.call(this,c)),c}})}return W(t,i,{get(){return r(this)}})}}var ye={ATTRIBUTE:1,CHILD:2,PROPERTY:3,BOOLEAN_ATTRIBUTE:4,EVENT:5,ELEMENT:6},ve=n=>(...e)=>({_$litDirective$:n,values:e}),bt=class{constructor(e){}get _$AU(){return this._$AM._$AU}_$AT(e,t,i){this._$Ct=e,this._$AM=t,this._$Ci=i}_$AS(e,t){return this.update(e,t)}update(e,t){return this.render(...t)}};var{I:ci}=ge,_e=n=>n;var be=()=>document.createComment(""),V=(n,e,t)=>{let i=n._$AA.parentNode,s=e===void 0?n._$AB:e._$AA;if(t===void 0){let r=i.insertBefore(be(),s),o=i.insertBefore(be(),s);t=new ci(r,o,n,n.options)}else{let r=t._$AB.nextSibling,o=t._$AM,a=o!==n;if(a){let c;t._$AQ?.(n),t._$AM=n,t._$AP!==void 0&&(c=n._$AU)!==o._$AU&&t._$AP(c)}if(r!==s||a){let c=t._$AA;for(;c!==r;){let h=_e(c).nextSibling;_e(i).insertBefore(c,s),c=h}}}return t},O=(n,e,t=n)=>(n._$AI(e,t),n),li={},xe=(n,e=li)=>n._$AH=e,$e=n=>n._$AH,xt=n=>{n._$AR(),n._$AA.remove()};var we=(n,e,t)=>{let i=new Map;for(let s=e;s<=t;s++)i.set(n[s],s);return i},Ae=ve(class extends bt{constructor(n){if(super(n),n.type!==ye.CHILD)throw Error("repeat() can only be used in text expressions")}dt(n,e,t){let i;t===void 0?t=e:e!==void 0&&(i=e);let s=[],r=[],o=0;for(let a of n)s[o]=i?i(a,o):o,r[o]=t(a,o),o++;return{values:r,keys:s}}render(n,e,t){return this.dt(n,e,t).values}update(n,[e,t,i]){let s=$e(n),{values:r,keys:o}=this.dt(e,t,i);if(!Array.isArray(s))return this.ut=o,r;let a=this.ut??=[],c=[],h,v,l=0,f=s.length-1,g=0,b=r.length-1;for(;l<=f&&g<=b;)if(s[l]===null)l++;else if(s[f]===null)f--;else if(a[l]===o[g])c[g]=O(s[l],r[g]),l++,g++;else if(a[f]===o[b])c[b]=O(s[f],r[b]),f--,b--;else if(a[l]===o[b])c[b]=O(s[l],r[b]),V(n,c[b+1],s[l]),l++,b--;else if(a[f]===o[g])c[g]=O(s[f],r[g]),V(n,s[l],s[f]),f--,g++;else if(h===void 0&&(h=we(o,g,b),v=we(a,l,f)),h.has(a[l]))if(h.has(a[f])){let k=v.get(o[g]),Ut=k!==void 0?s[k]:null;if(Ut===null){let Qt=V(n,s[l]);O(Qt,r[g]),c[g]=Qt}else c[g]=O(Ut,r[g]),V(n,s[l],Ut),s[k]=null;g++}else xt(s[f]),f--;else xt(s[l]),l++;for(;g<=b;){let k=V(n,c[b+1]);O(k,r[g]),c[g++]=k}for(;l<=f;){let k=s[l++];k!==null&&xt(k)}return this.ut=o,xe(n,c),M}});var ct=["any","known","unknown","ignored"];function Te(n,e){let t=new Map;for(let i of n){let r=`${i.vehicle_id??i.plate} ${i.status} ${e(new Date(i.detected_at))}`,o=t.get(r);o?o.detections.push(i):t.set(r,{id:i.id,detections:[i]})}return[...t.values()]}function C({vehicle:n,plate:e}){return n??e}function $(n,e){return n?.localize?.(`ui.common.${e}`)||e.replaceAll("_"," ")}function Kt(n,e,t){let i={message:e,...t?{action:t,duration:1e4,dismissable:!0}:{}};n.dispatchEvent(new CustomEvent("hass-notification",{detail:i,bubbles:!0,composed:!0}))}function $t(n){let e=n?.message;return typeof e=="string"?e:String(n)}var Vt={card_name:"CarsXE plates",card_description:"The plates that your cameras have seen, with pictures and buttons for unknown ones.",dashboard_name:"License plates",dashboard_description:"CarsXE's cameras, known vehicles, unknown plates and costs.",list_label:"Detected plates",loading:"Loading…",empty_any:"No plate has been seen yet.",empty_known:"No known vehicle has been seen yet.",empty_unknown:"No unknown plate has been seen.",empty_ignored:"No ignored vehicle has been seen.",empty_search:"Nothing found.",empty_recent:"Nothing to show from the last {hours} h.",error_not_loaded:"The CarsXE integration isn't running. Check it under Settings > Devices & services.",error_other:"The plates can't be shown: {error}",error_action:"{plate} wasn't changed: {error}",status_known:"Known",status_unknown:"Unknown",status_ignored:"Ignored",status_guest:"Guest until {time}",action_add:"Add",action_add_label:"Add {plate}",action_guest:"Guest",action_guest_label:"Let {plate} be a guest for 24 hours",action_ignore:"Ignore",action_ignore_label:"Ignore {plate}",action_not_this:"Not this one",action_unignore:"Stop ignoring",said_new:"New: {name}, {camera}, {status}",said_added:"{plate} was added.",said_guest:"{plate} is a guest for 24 hours.",said_ignored:"{plate} is ignored from now on.",waiting:"{count} new",show_picture:"Show the picture of {name}",no_picture:"No picture",picture_label:"{name}, {camera}, {time}",score:"{score} sure",also_read:"Also read as: {plates}",zoom_in:"Zoom in",zoom_out:"Zoom out",add_title:"Add {plate}",add_name:"Name",add_name_help:"What you call this vehicle.",which_any:"All",which_known:"Known",which_unknown:"Unknown",which_ignored:"Ignored",form_title:"Title",form_entities:"Cameras",form_entities_help:"Empty: all cameras.",form_which:"Plates",form_limit:"How many",form_hours:"Not older than",form_hours_help:"Empty: however old.",form_actions:"Buttons",form_actions_help:"Add, guest, ignore, rename and remove, for administrators only.",config_title:"The title must be a text.",config_entities:"The cameras (entities) must be a list of entity ids.",config_which:"The plates (which) must be any, known, unknown or ignored.",config_limit:"How many (limit) must be a whole number from 1 to 100.",config_hours:"Not older than (hours) must be a whole number from 1 to 8760.",config_actions:"The buttons (actions) must be true or false.",view_title:"Plates",view_unknown:"Unknown plates of the last 24 hours",view_all:"All plates",view_vehicles:"Known vehicles",view_no_vehicles:"No vehicle is known yet. Add one on the account's page, or with the button of an unknown plate.",view_account:"Calls and costs",view_empty:"There is no CarsXE camera yet. Add an account under Settings > Devices & services, and a camera on its page.",view_cameras:"Cameras",problems_link:"Open repairs",log_title:"Recent triggers",log_empty:"Nothing has triggered this camera yet.",log_scan:"Manual scan",log_captures:"Pictures taken: {count}",log_free:"Nothing paid",log_paid:"Paid: {count} (about {cost})",log_sent:"The picture that was sent",log_not_sent:"A picture that wasn't sent",log_announced:"announced",log_ignored:"ignored",log_not_new:"announced earlier",objection_read:"Not sent: {plate} was read before and is still there.",objection_cut_off:"Not sent: the plate is cut off by the edge of the picture.",objection_too_small:"Not sent: the plate is too small to read ({width} px wide with letters {height} px high; at least 38 and 6 are needed).",objection_unclear:"Not sent: it hardly looks like a plate ({score}).",objection_not_called:"Not sent: a plate that could be read, but no call was made."};var Xt=new Map([["en",Vt]]),wt=new Map;function X(){return document.documentElement.lang||"en"}function y(n,e,t={}){return(Xt.get(Ee(n))?.[e]??Vt[e]).replace(/\{(\w+)\}/g,(s,r)=>t[r]??s)}async function D(n){let e=Ee(n);Xt.has(e)||(wt.has(e)||wt.set(e,hi(e)),await wt.get(e))}function Ee(n){let[e=""]=n.split("-");return[n,e].find(t=>p.includes(t))??"en"}async function hi(n){try{let e=await fetch(new URL(`translations/${n}.json`,import.meta.url));e.ok&&Xt.set(n,await e.json())}catch{}wt.delete(n)}var pi={unknown:["add","guest","ignore"],known:["rename","remove","not_this"],ignored:["unignore","remove"]},ui=24;function At(n){return n?.user?.is_admin===!0&&n.services.carsxe?.add_vehicle!==void 0}function Tt({status:n,match:e}){return pi[n].filter(t=>t!=="not_this"||e!=="exact")}function Et(n,e,t){if(e==="rename"||e==="remove"){let s=$(n,e);return[s,`${s}: ${C(t)}`]}let i=y(n.language,`action_${e}`);return e==="not_this"||e==="unignore"?[i,`${i}: ${C(t)}`]:[i,y(n.language,`action_${e}_label`,{plate:t.plate})]}async function Ce(n,e,t,i,s=t.plate){let r=await gi(n,t,i,s),o={plate:t.plate};return mi(n,e,{add:()=>y(n.language,"said_added",o),guest:()=>y(n.language,"said_guest",o),ignore:()=>y(n.language,"said_ignored",o),rename:()=>`${s}: ${$(n,"successfully_saved")}`,unignore:()=>`${C(t)}: ${$(n,"successfully_saved")}`,not_this:()=>`${t.plate}: ${$(n,"successfully_saved")}`,remove:()=>`${C(t)}: ${$(n,"successfully_deleted")}`}[i](),t.config_entry_id,r.id),r.detection}function mi(n,e,t,i,s){let r=()=>{n.callWS({type:"carsxe/undo",config_entry_id:i,subentry_id:s}).catch(o=>Kt(e,o.message??""))};Kt(e,t,{text:$(n,"undo"),action:r})}async function gi(n,e,t,i){let{plate:s,vehicle_id:r,config_entry_id:o}=e,a=async f=>{let g={type:"carsxe/vehicles/save",config_entry_id:o,vehicle:f,...r?{vehicle_id:r}:{}};return(await n.callWS(g)).vehicle_id},c={status:"unknown",match:null,vehicle:null,vehicle_id:null,valid_until:null};switch(t){case"rename":return{id:await a({name:i}),detection:{vehicle:i}};case"unignore":return{id:await a({ignore:!1}),detection:{status:"known"}};case"not_this":return{id:await a({add_not_plate:s}),detection:c};case"remove":return await n.callWS({type:"carsxe/vehicles/remove",config_entry_id:o,vehicle_id:r}),{id:r??"",detection:c}}let h=t==="guest"?new Date(Date.now()+ui*36e5).toISOString():null,v=await a({plate:s,name:i,...h?{valid_until:h}:{},...t==="ignore"?{ignore:!0}:{}});return{id:v,detection:{status:t==="ignore"?"ignored":"known",match:"exact",vehicle:i,vehicle_id:v,valid_until:h}}}var F="carsxe-card",Y=100,Pe=8760,Me=10;function Yt(n){let{type:e,title:t,entities:i=[],which:s="any",limit:r=Me,hours:o,actions:a=!0}=n,c=h=>{throw new Error(y(X(),h))};return t!==void 0&&typeof t!="string"&&c("config_title"),(!Array.isArray(i)||!i.every(h=>typeof h=="string"))&&c("config_entities"),ct.includes(s)||c("config_which"),Se(r,Y)||c("config_limit"),o!==void 0&&!Se(o,Pe)&&c("config_hours"),typeof a!="boolean"&&c("config_actions"),{type:e,...t?{title:t}:{},entities:i,which:s,limit:r,...o?{hours:o}:{},actions:a}}function Se(n,e){return Number.isInteger(n)&&n>=1&&n<=e}var ke={entities:"form_entities_help",hours:"form_hours_help",actions:"form_actions_help"},Re={title:"form_title",entities:"form_entities",which:"form_which",limit:"form_limit",hours:"form_hours",actions:"form_actions"};function De(){let n=t=>y(X(),t),e=ct.map(t=>({value:t,label:n(`which_${t}`)}));return{schema:[{name:"title",selector:{text:{}}},{name:"entities",selector:{entity:{multiple:!0,filter:[{integration:"carsxe",domain:"image_processing"}]}}},{name:"",type:"grid",schema:[{name:"which",default:"any",selector:{select:{mode:"dropdown",options:e}}},{name:"limit",default:Me,selector:{number:{min:1,max:Y,step:1,mode:"box"}}},{name:"hours",selector:{number:{min:1,max:Pe,step:1,mode:"box",unit_of_measurement:"h"}}}]},{name:"actions",default:!0,selector:{boolean:{}}}],computeLabel:({name:t})=>Re[t]?n(Re[t]):t,computeHelper:({name:t})=>ke[t]?n(ke[t]):void 0,assertConfig:t=>{Yt(t)}}}function He(n,e){let{platform:t,device_id:i}=n.entities[e]??{},s=Object.values(n.entities).find(r=>r.device_id===i&&r.entity_id.startsWith("image_processing."));return t!=="carsxe"||!i||!s?null:{config:{type:`custom:${F}`,entities:[s.entity_id]}}}var fi=5e3,L=class{constructor(e,t=()=>{}){this.host=e;this.changed=t;this.attempt=0;this.answered=!1;this.restart=()=>{this.stop(),this.start()};e.addController(this)}hostConnected(){this.start()}hostDisconnected(){this.stop()}subscribe(e,t){e===this.connection&&JSON.stringify(t)===JSON.stringify(this.message)||(this.stop(),this.connection=e,this.message=t,this.answered=!1,this.start())}start(){this.connection&&this.message&&this.host.isConnected&&(this.connection.addEventListener("ready",this.restart),this.listen(this.connection,this.message,++this.attempt))}stop(){this.attempt++,clearTimeout(this.retry),this.connection?.removeEventListener("ready",this.restart),this.unsubscribe?.().catch(()=>{}),this.unsubscribe=void 0}async listen(e,t,i){try{let s=await e.subscribeMessage(r=>i===this.attempt&&this.receive(r),{...t},{resubscribe:!1});i===this.attempt?this.unsubscribe=s:await s()}catch(s){i===this.attempt&&this.fail(s)}}receive(e){let t=this.answered?this.value:void 0;this.answered=!0,this.value=e,this.error=void 0,this.changed(t,e),this.host.requestUpdate()}fail(e){let t=e?.code;this.error={notLoaded:t==="unknown_command",message:$t(e)},this.retry=setTimeout(this.restart,fi),this.host.requestUpdate()}};var Ct=class extends L{constructor(e,t){super(e,(i,s)=>t(i?.detections,s.detections))}get detections(){return this.value?.detections}follow(e,{entities:t,which:i,limit:s,search:r}){this.subscribe(e,{type:"carsxe/detections/subscribe",which:i,limit:s,search:r,...t.length>0?{entity_ids:t}:{}})}};var J=x`
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
`,Oe=x`
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
`,St=x`
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
`,kt=x`
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
`;var yi=[["day",86400],["hour",3600],["minute",60]];function Rt(n,e,t=Date.now()){let i=Math.min(0,Math.round((n.getTime()-t)/1e3)),[s,r]=yi.find(([,a])=>-i>=a)??["second",1];return new Intl.RelativeTimeFormat(e,{numeric:"auto"}).format(s==="second"?0:Math.trunc(i/r),s)}function Q(n,e){return Jt(n,e,{dateStyle:"medium",timeStyle:"medium"})}function Le(n,e,t=new Date){let i=U(n,e)===U(t,e);return Jt(n,e,{timeStyle:"short",...i?{}:{dateStyle:"short"}})}function U(n,e){return new Intl.DateTimeFormat("en-CA",{dateStyle:"short",...Ne(e)}).format(n)}function Ue(n,e,t=new Date){let i=Math.round((Date.parse(U(n,e))-Date.parse(U(t,e)))/864e5);return i>0||i<-1?Jt(n,e,{dateStyle:"medium"}):new Intl.RelativeTimeFormat(e.language,{numeric:"auto"}).format(i,"day")}function Jt(n,e,t){let{language:i,time_format:s}=e.locale;return new Intl.DateTimeFormat(s==="system"?void 0:i,{...t,...s==="12"||s==="24"?{hour12:s==="12"}:{},...Ne(e)}).format(n)}function Ne(n){return n.locale.time_zone==="server"?{timeZone:n.config.time_zone}:{}}var vi=3e4,_i=300,bi=36e5,T=class extends A{constructor(){super(...arguments);this.search="";this.said="";this.busy=new Set;this.inUse=!1;this.feed=new Ct(this,(t,i)=>this.announce(t,i));this.waiting=0}static{this.styles=[J,Oe,St,kt]}static getConfigForm(){return De()}static getStubConfig(){return{which:"any",limit:10}}setConfig(t){this.config=Yt(t),this.which=this.config.which}getCardSize(){return 1+Math.min(this.config?.limit??1,10)}getGridOptions(){return{columns:12,min_columns:6,min_rows:2}}connectedCallback(){super.connectedCallback(),this.ticking=setInterval(()=>this.requestUpdate(),vi)}disconnectedCallback(){super.disconnectedCallback(),clearInterval(this.ticking),clearTimeout(this.typing)}shouldUpdate(t){let i=t.get("hass");return t.size!==1||!t.has("hass")||!i||!this.hass?!0:["connection","language","locale","localize","services","user"].some(r=>i[r]!==this.hass?.[r])}willUpdate(t){if(!this.hass||!this.config)return;let{entities:i,which:s}=this.config;this.feed.follow(this.hass.connection,{entities:i,which:this.which??s,search:this.search,limit:Y}),this.arrange(this.hass),t.has("hass")&&t.get("hass")?.language!==this.hass.language&&D(this.hass.language).then(()=>this.requestUpdate())}arrange(t){let i=this.recent(),s=i&&Te(i,a=>U(a,t)).slice(0,this.config?.limit);if(this.waiting=0,!s||!this.groups||!this.inUse){this.groups=s;return}let r=new Map(s.flatMap(a=>a.detections.map(({id:c})=>[c,a]))),o=new Set;this.groups=this.groups.flatMap(a=>{let c=r.get(a.id);return c&&o.has(c)?[]:(c&&o.add(c),[{...c??a,id:a.id}])}),this.waiting=s.filter(a=>!o.has(a)).length}render(){let t=this.config?.title;return d`
      <ha-card>
        <div class="content">
          ${t?d`<h2>${t}</h2>`:u} ${this.renderTools()} ${this.renderContent()}
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
    `}renderTools(){if(this.config?.which!=="any")return u;let t=$(this.hass,"search");return d`<div class="tools">
      <input type="search" aria-label=${t} placeholder=${t} autocomplete="off" @input=${this.searched} />
      <div class="filters" role="group" aria-label=${this.text("form_which")}>
        ${ct.map(i=>d`<button type="button" aria-pressed=${this.which===i} @click=${()=>this.which=i}>
              ${this.text(`which_${i}`)}
            </button>`)}
      </div>
    </div>`}renderContent(){let{error:t}=this.feed;if(t&&(t.notLoaded||!this.groups)){let i=this.text(t.notLoaded?"error_not_loaded":"error_other",{error:t.message});return d`<p class="note error" role="alert">${i}</p>`}return this.groups?this.groups.length===0?d`<p class="note">${this.emptyText()}</p>`:d`<ul
      role="list"
      tabindex="0"
      aria-label=${this.config?.title??this.text("list_label")}
      @pointerenter=${this.used}
      @pointerleave=${this.used}
      @focusin=${this.used}
      @focusout=${this.used}
    >
      ${this.waiting?this.renderWaiting():u}
      ${Ae(this.groups,({id:i})=>i,i=>this.renderRow(i))}
    </ul>`:d`<p class="note">${this.text("loading")}</p>`}renderWaiting(){return d`<li class="waiting">
      <button type="button" @click=${()=>{this.inUse=!1}}>${this.text("waiting",{count:`${this.waiting}`})}</button>
    </li>`}recent(){let{hours:t=1/0}=this.config??{},i=Date.now()-t*bi;return this.feed.detections?.filter(({detected_at:s})=>new Date(s).getTime()>i)}emptyText(){let{hours:t}=this.config??{};return this.search?this.text("empty_search"):t?this.text("empty_recent",{hours:`${t}`}):this.text(`empty_${this.which??"any"}`)}renderRow({id:t,detections:i}){let[s]=i,{plate:r,vehicle:o,score:a,status:c}=s,h=[...new Set(i.map(({camera_name:l})=>l))],v=[o&&o!==r?r:void 0,...h];return d`<li id="row-${t}" class=${c} tabindex="-1">
      ${this.renderThumbnail(s)}
      <div>
        <div class="name"><bdi>${C(s)}</bdi></div>
        <div class="details">
          ${v.filter(Boolean).map(l=>d`<bdi>${l}</bdi>&nbsp;· `)}
          ${a===null?u:d`<bdi>${this.scoreText(a)}</bdi>&nbsp;· `}
          ${this.renderTime(i)}
        </div>
        <div class="status">${this.statusText(s)}</div>
      </div>
      ${this.renderActions(t,s)}
      ${this.failed?.id===t?d`<p class="failure" role="alert">${this.failed.message}</p>`:u}
    </li>`}renderTime(t){if(!this.hass)return u;let i=new Date(t[0].detected_at),s=d`<bdi>${t.length} × ${Ue(i,this.hass)}</bdi>&nbsp;· `;return d`${t.length>1?s:u}<time
        datetime=${i.toISOString()}
        title=${Q(i,this.hass)}
        ><bdi>${Rt(i,this.hass.language)}</bdi></time
      >`}renderThumbnail(t){let{thumbnail:i}=t;if(!i)return d`<div class="thumbnail" role="img" aria-label=${this.text("no_picture")}>–</div>`;let s=this.text("show_picture",{name:C(t)});return d`<button
      type="button"
      class="thumbnail"
      aria-label=${s}
      title=${s}
      @click=${()=>this.picture.show(t)}
    >
      <img src=${i} alt="" loading="lazy" />
    </button>`}renderActions(t,i){let{hass:s}=this;return!this.config?.actions||!At(s)?u:d`<div class="actions" aria-busy=${this.busy.has(t)}>
      ${Tt(i).map(r=>{let[o,a]=Et(s,r,i);return d`<button
          type="button"
          class=${r}
          aria-label=${a}
          title=${a}
          ?disabled=${this.busy.has(t)}
          @click=${()=>this.act(t,i,r)}
        >
          ${o}
        </button>`})}
    </div>`}used(t){let i=t.currentTarget,s=t instanceof FocusEvent&&t.type==="focusout"?t.relatedTarget:void 0,r=t.type==="focusout"?i.contains(s):i.matches(":focus-within");this.inUse=r||i.matches(":hover")}searched(t){clearTimeout(this.typing);let{value:i}=t.target;this.typing=setTimeout(()=>this.search=i.trim(),_i)}pressed(t){let{action:i,detection:s}=t.detail,r=this.groups?.find(({detections:o})=>o.some(({id:a})=>a===s.id));this.act(r?.id??s.id,s,i)}async act(t,i,s){let{hass:r}=this;if(!r)return;let{plate:o}=i,a=await this.nameFor(r,i,s);if(a!==void 0){this.failed=void 0,this.inUse=!0,this.busy=new Set([...this.busy,t]);try{this.patch(t,await Ce(r,this,i,s,a))}catch(c){this.failed={id:t,message:this.text("error_action",{plate:o,error:$t(c)})}}this.busy=new Set([...this.busy].filter(c=>c!==t)),await this.updateComplete,this.keepFocus(t)}}async nameFor(t,i,s){let{plate:r,vehicle:o}=i;return s==="add"?this.naming.ask(this.text("add_title",{plate:r}),this.text("action_add")):s==="rename"?this.naming.ask(`${$(t,"rename")}: ${o}`,$(t,"save"),o??""):r}patch(t,i){let s=r=>({...r,...i});this.groups=this.groups?.map(r=>{let[o,...a]=r.detections;return r.id===t?{id:t,detections:[s(o),...a.map(s)]}:r})}keepFocus(t){if(this.renderRoot.querySelector("carsxe-picture-dialog")?.matches(":focus-within"))return;(this.renderRoot.querySelector(`#row-${CSS.escape(t)}`)??this.renderRoot.querySelector("ul"))?.focus({preventScroll:!0})}announce(t,i){let[s]=i,r=t?.[0];!t||!s||s.id===r?.id||r&&s.detected_at<r.detected_at||(this.said=this.text("said_new",{name:C(s),camera:s.camera_name,status:this.text(`status_${s.status}`)}))}statusText({status:t,valid_until:i}){return t==="known"&&i&&this.hass?this.text("status_guest",{time:Le(new Date(i),this.hass)}):this.text(`status_${t}`)}scoreText(t){let i=new Intl.NumberFormat(this.hass?.language,{style:"percent"});return this.text("score",{score:i.format(t)})}text(t,i){return y(this.hass?.language??"en",t,i)}};m([w({attribute:!1})],T.prototype,"hass",2),m([_()],T.prototype,"config",2),m([_()],T.prototype,"which",2),m([_()],T.prototype,"search",2),m([_()],T.prototype,"said",2),m([_()],T.prototype,"busy",2),m([_()],T.prototype,"failed",2),m([_()],T.prototype,"inUse",2),m([E("carsxe-picture-dialog")],T.prototype,"picture",2),m([E("carsxe-name-dialog")],T.prototype,"naming",2);var N=class extends A{async open(){await this.updateComplete,this.dialog.open||this.dialog.showModal()}close(){this.dialog.close()}clicked(e){e.target===this.dialog&&this.close()}text(e,t){return y(this.hass?.language??"en",e,t)}};m([w({attribute:!1})],N.prototype,"hass",2),m([E("dialog")],N.prototype,"dialog",2);var Pt=x`
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
`;var G=class extends N{constructor(){super(...arguments);this.heading="";this.button="";this.answer=()=>{}}static{this.styles=[J,Pt,x`
      dialog {
        width: 400px;
      }
      p {
        margin: 4px 0 0;
        font-size: 0.875rem;
        color: var(--secondary-text-color);
      }
    `]}async ask(t,i,s=""){return this.heading=t,this.button=i,await this.open(),this.input.value=s,this.input.select(),new Promise(r=>this.answer=r)}render(){return d`<dialog aria-labelledby="title" @close=${()=>this.answer(void 0)} @click=${this.clicked}>
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
          <button type="button" @click=${this.close}>${$(this.hass,"cancel")}</button>
          <button type="submit" class="main">${this.button}</button>
        </div>
      </form>
    </dialog>`}submitted(t){t.preventDefault(),this.answer(this.input.value.trim()),this.close()}};m([_()],G.prototype,"heading",2),m([_()],G.prototype,"button",2),m([E("input")],G.prototype,"input",2);var Mt=1.5,H=class extends N{constructor(){super(...arguments);this.detections=[];this.actions=!1;this.failure=""}static{this.styles=[J,Pt,x`
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
    `]}async show(t){this.shown=t,await this.open()}willUpdate(){this.shown=this.detections.find(({id:t})=>t===this.shown?.id)??this.shown}render(){return d`<dialog
      aria-labelledby="title"
      @close=${()=>this.shown=void 0}
      @click=${this.clicked}
      @keydown=${this.typed}
    >
      ${this.shown&&this.hass?this.renderPicture(this.shown,this.hass):u}
    </dialog>`}renderPicture(t,i){let s=C(t),r=Q(new Date(t.detected_at),i),o=this.text("picture_label",{name:s,camera:t.camera_name,time:r});return d`
      <h2 id="title"><bdi>${s}</bdi></h2>
      <carsxe-zoom
        .src=${t.picture??t.thumbnail??""}
        .alt=${o}
        @carsxe-swipe=${a=>this.step(a.detail)}
      ></carsxe-zoom>
      ${this.renderTools(t,i)}
      <p>
        <bdi>${t.plate}</bdi> · <bdi>${t.camera_name}</bdi> ·
        ${t.score===null?u:d`${this.scoreText(t.score)} · `}<bdi>${r}</bdi>
      </p>
      ${t.candidates.length>0?d`<p>${this.text("also_read",{plates:t.candidates.join(", ")})}</p>`:u}
      ${this.failure?d`<p class="failure" role="alert">${this.failure}</p>`:u}
      <div class="buttons">
        ${this.actions&&At(i)?Tt(t).map(a=>this.renderAction(a,t)):u}
        <button type="button" class="end" @click=${this.close}>${$(i,"close")}</button>
      </div>
    `}renderTools(t,i){let s=this.place,r=`${t.plate}_${U(new Date(t.detected_at),i)}.jpg`;return d`<div class="tools">
      <button type="button" ?disabled=${s<=0} @click=${()=>this.step(-1)}>${$(i,"previous")}</button>
      <span aria-live="polite">${s+1} / ${this.detections.length}</span>
      <button type="button" ?disabled=${s>=this.detections.length-1} @click=${()=>this.step(1)}>
        ${$(i,"next")}
      </button>
      <button
        type="button"
        class="end"
        aria-label=${this.text("zoom_out")}
        title=${this.text("zoom_out")}
        @click=${()=>this.picture.zoom(1/Mt)}
      >
        −
      </button>
      <button
        type="button"
        aria-label=${this.text("zoom_in")}
        title=${this.text("zoom_in")}
        @click=${()=>this.picture.zoom(Mt)}
      >
        +
      </button>
      ${t.picture?d`<a class="button" href=${t.picture} download=${r}>${$(i,"download")}</a>`:u}
    </div>`}renderAction(t,i){let[s,r]=Et(this.hass,t,i);return d`<button type="button" aria-label=${r} title=${r} @click=${()=>this.dispatchEvent(new CustomEvent("carsxe-action",{detail:{action:t,detection:i}}))}>${s}</button>`}get place(){return this.detections.findIndex(({id:t})=>t===this.shown?.id)}step(t){this.shown=this.detections[this.place+t]??this.shown}typed(t){let i=getComputedStyle(this).direction==="rtl"?-1:1,s={ArrowRight:()=>this.step(i),ArrowLeft:()=>this.step(-i),"+":()=>this.picture.zoom(Mt),"-":()=>this.picture.zoom(1/Mt)};s[t.key]&&(t.preventDefault(),s[t.key]?.())}scoreText(t){let i=new Intl.NumberFormat(this.hass?.language,{style:"percent"});return this.text("score",{score:i.format(t)})}};m([w({attribute:!1})],H.prototype,"detections",2),m([w({type:Boolean})],H.prototype,"actions",2),m([w()],H.prototype,"failure",2),m([_()],H.prototype,"shown",2),m([E("carsxe-zoom")],H.prototype,"picture",2);var Dt="carsxe-problems",lt=class extends A{constructor(){super(...arguments);this.connectedWhileHidden=!0;this.feed=new L(this)}static{this.styles=x`
    ha-alert {
      display: block;
    }
    ha-alert + ha-alert {
      margin-top: 8px;
    }
    a {
      color: var(--primary-color);
    }
  `}setConfig(){this.hidden=!0}getCardSize(){return 1}getGridOptions(){return{columns:"full",rows:"auto"}}willUpdate(){this.hass&&this.feed.subscribe(this.hass.connection,{type:"carsxe/problems/subscribe"})}render(){let t=this.hass?.user?.is_admin?d` <a href="/config/repairs">${this.linkText()}</a>`:u;return(this.feed.value?.problems??[]).map(i=>d`<ha-alert alert-type="error" role="alert">${i}${t}</ha-alert>`)}updated(t){let i=!this.feed.value?.problems.length;i!==this.hidden&&(this.hidden=i,this.dispatchEvent(new CustomEvent("card-visibility-changed",{detail:{value:!i},bubbles:!0,composed:!0})))}linkText(){return y(this.hass?.language??"en","problems_link")}};m([w({attribute:!1})],lt.prototype,"hass",2);var Ht="carsxe-trigger-log",Z=class extends A{constructor(){super(...arguments);this.entity="";this.feed=new L(this)}static{this.styles=[St,kt,x`
      ul {
        max-height: 480px;
      }
    `]}setConfig(t){this.entity=String(t.entity)}getCardSize(){return 4}getGridOptions(){return{columns:"full",rows:"auto"}}willUpdate(t){this.hass&&(this.feed.subscribe(this.hass.connection,{type:"carsxe/triggers/subscribe",entity_id:this.entity}),t.has("hass")&&t.get("hass")?.language!==this.hass.language&&D(this.hass.language).then(()=>this.requestUpdate()))}render(){return d`<ha-card>${this.renderContent()}</ha-card>`}renderContent(){let{error:t,value:i}=this.feed;return t?d`<p class="note error" role="alert">${this.text("error_other",{error:t.message})}</p>`:i?.triggers.length?d`<ul role="list" tabindex="0" aria-label=${this.text("log_title")}>
      ${i.triggers.map(s=>this.renderRow(s))}
    </ul>`:d`<p class="note">${this.text(i?"log_empty":"loading")}</p>`}renderRow(t){let{at:i,captures:s,plates:r,reason:o,unpaid:a}=t,c=new Date(i);return d`<li>
      ${this.renderPicture(t)}
      <div>
        <div class="name">${o}</div>
        ${r.map(h=>d`<div>${this.plateText(h)}</div>`)}
        ${a?d`<div>${this.unpaidText(a)}</div>`:u}
        <div class="details">
          ${this.triggerName(t)} · ${this.text("log_captures",{count:`${s}`})} · ${this.costText(t)} ·
          <time datetime=${i} title=${this.hass?Q(c,this.hass):""}
            >${Rt(c,this.hass?.language??"en")}</time
          >
        </div>
      </div>
    </li>`}renderPicture({picture:t,recognitions:i}){let s=this.text(t?i?"log_sent":"log_not_sent":"no_picture");return d`<div class="thumbnail" role="img" aria-label=${s} title=${s}>
      ${t?d`<img src="data:image/jpeg;base64,${t}" alt="" />`:"–"}
    </div>`}triggerName({trigger:t}){let i=t&&this.hass?.states[t]?.attributes.friendly_name;return typeof i=="string"?i:t??this.text("log_scan")}costText({cost:t,recognitions:i}){if(!i)return this.text("log_free");let s=new Intl.NumberFormat(this.hass?.language,{style:"currency",currency:"USD"});return this.text("log_paid",{count:`${i}`,cost:s.format(t)})}plateText({plate:t,score:i,vehicle:s,status:r,announced:o}){let a=[s&&s!==t?`${s} (${t})`:t];i!==null&&a.push(this.text("score",{score:this.percent(i)}));let c=o?"announced":r==="ignored"?"ignored":"not_new";return`${a.join(", ")}: ${this.text(`log_${c}`)}`}unpaidText({objection:t,plate:i,score:s,width:r,height:o}){return this.text(`objection_${t}`,{plate:i??"",score:this.percent(s),width:`${r}`,height:`${o}`})}percent(t){return new Intl.NumberFormat(this.hass?.language,{style:"percent"}).format(t)}text(t,i){return y(this.hass?.language??"en",t,i)}};m([w({attribute:!1})],Z.prototype,"hass",2),m([_()],Z.prototype,"entity",2);var xi=["sensor.status","sensor.last_plate","sensor.last_vehicle","sensor.last_detection"],$i=["recognitions_today","estimated_cost_today","recognitions_this_month","estimated_cost","recognitions_saved"].map(n=>`sensor.${n}`),wi={hours:24,limit:Y},ze=4,Be=["entities","devices"],Ot=class extends HTMLElement{static{this.registryDependencies=Be}static async generate(e,t){await D(t.language);let i=y(t.language,"view_title"),s=y(t.language,"view_cameras");return{title:i,views:[{title:i,path:"plates",strategy:{type:"custom:carsxe"}},{title:s,path:"cameras",strategy:{type:"custom:carsxe",view:"cameras"}}]}}},Lt=class extends HTMLElement{static{this.registryDependencies=Be}static async generate({view:e},t){await D(t.language);let i=a=>y(t.language,a),s=Ai(t),r=s.filter(({entities:a})=>a.has("image_processing.plate"));if(e==="cameras")return Ie(r.map(a=>Ei(a,i)));let o=[];return r.length>0?o.push(tt(i("view_unknown"),"mdi:help-circle-outline",[je("unknown",wi)]),tt(i("view_all"),"mdi:format-list-bulleted",[je("any")])):o.push(tt(i("view_title"),"mdi:cctv",[We(i("view_empty"))])),o.push(Ci(s,i),...Si(s,i)),Ie(o)}};function Ie(n){let e={type:"grid",column_span:ze,cards:[{type:`custom:${Dt}`}]};return{type:"sections",max_columns:ze,dense_section_placement:!0,sections:[e,...n]}}function Ai(n){let e=new Map;for(let t of Object.values(n.entities)){let i=Ti(t),s=n.devices[t.device_id??""];if(!i||!s)continue;let r=s.name_by_user||s.name||"",o=e.get(s.id)??{id:s.id,name:r,entities:new Map};o.entities.set(i,t.entity_id),e.set(s.id,o)}return[...e.values()].sort((t,i)=>t.name.localeCompare(i.name,n.language))}function Ti(n){if(!(n.platform!=="carsxe"||n.hidden||!n.translation_key))return`${n.entity_id.split(".")[0]}.${n.translation_key}`}function Ei({name:n,entities:e},t){let i=e.get("image.last_plate"),s=e.get("button.scan"),r=e.get("image_processing.plate");return tt(n,"mdi:cctv",[...i?[Ri(i)]:[],...qe(e,xi),...s?[{type:"tile",entity:s,name:{type:"entity"},hide_state:!0,grid_options:{columns:"full"}}]:[],{type:"heading",heading:t("log_title"),heading_style:"subtitle",icon:"mdi:history"},{type:`custom:${Ht}`,entity:r}])}function Ci(n,e){let t=n.flatMap(({entities:i})=>{let s=i.get("sensor.last_seen");return s?[{type:"tile",entity:s,name:{type:"device"}}]:[]});return tt(e("view_vehicles"),"mdi:car-multiple",t.length>0?t:[We(e("view_no_vehicles"))])}function Si(n,e){let t=n.filter(({entities:i})=>i.has("sensor.recognitions_today"));return t.map(({name:i,entities:s})=>{let r=t.length>1?`${e("view_account")}: ${i}`:e("view_account");return tt(r,"mdi:cash-multiple",qe(s,$i))})}function qe(n,e){return e.flatMap(t=>{let i=n.get(t);return i?[{type:"tile",entity:i,name:{type:"entity"},visibility:ki(i)}]:[]})}function ki(n){return[{condition:"state",entity:n,state_not:"unknown"}]}function Ri(n){return{type:"picture-entity",entity:n,show_name:!1,show_state:!1,grid_options:{columns:"full"}}}function je(n,e={}){return{type:`custom:${F}`,which:n,limit:20,...e,grid_options:{columns:"full"}}}function We(n){return{type:"markdown",content:n,grid_options:{columns:"full"}}}function tt(n,e,t){return{type:"grid",cards:[{type:"heading",heading:n,icon:e},...t]}}var Pi=8,Mi=60,S=class extends A{constructor(){super(...arguments);this.src="";this.alt="";this.scale=1;this.x=0;this.y=0;this.fingers=new Map;this.start={x:0,y:0}}static{this.styles=x`
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
  `}zoom(t,i){let{width:s,height:r}=this.frame.getBoundingClientRect(),{x:o,y:a}=i??{x:s/2,y:r/2},c=Math.min(Math.max(this.scale*t,1),Pi),h=c/this.scale;this.scale=c,this.moveTo(o-(o-this.x)*h,a-(a-this.y)*h)}willUpdate(t){t.has("src")&&(this.scale=1,this.x=this.y=0)}render(){return d`<div
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
    </div>`}moveTo(t,i){let{width:s,height:r}=this.frame.getBoundingClientRect();this.x=Math.min(0,Math.max(t,s*(1-this.scale))),this.y=Math.min(0,Math.max(i,r*(1-this.scale)))}pointOf({clientX:t,clientY:i}){let{left:s,top:r}=this.frame.getBoundingClientRect();return{x:t-s,y:i-r}}wheeled(t){t.preventDefault(),this.zoom(Math.exp(-t.deltaY/300),this.pointOf(t))}pressed(t){this.frame.setPointerCapture(t.pointerId),this.start=this.pointOf(t),this.fingers.set(t.pointerId,this.start)}moved(t){let i=this.fingers.get(t.pointerId);if(!i)return;let s=this.pointOf(t),r=[...this.fingers].find(([o])=>o!==t.pointerId)?.[1];if(this.fingers.set(t.pointerId,s),r){let o={x:(s.x+r.x)/2,y:(s.y+r.y)/2};this.zoom(Fe(s,r)/Math.max(Fe(i,r),1),o)}else this.scale>1&&this.moveTo(this.x+s.x-i.x,this.y+s.y-i.y)}released(t){let i=this.fingers.size===1,s=this.pointOf(t).x-this.start.x;this.fingers.delete(t.pointerId),i&&this.scale===1&&t.pointerType==="touch"&&Math.abs(s)>Mi&&this.dispatchEvent(new CustomEvent("carsxe-swipe",{detail:s<0?1:-1}))}};m([w()],S.prototype,"src",2),m([w()],S.prototype,"alt",2),m([_()],S.prototype,"scale",2),m([_()],S.prototype,"x",2),m([_()],S.prototype,"y",2),m([E(".frame")],S.prototype,"frame",2);function Fe(n,e){return Math.hypot(n.x-e.x,n.y-e.y)}var Di={[F]:T,[Dt]:lt,[Ht]:Z,"carsxe-name-dialog":G,"carsxe-picture-dialog":H,"carsxe-zoom":S,"ll-strategy-dashboard-carsxe":Ot,"ll-strategy-view-carsxe":Lt};customElements.get(F)||(Object.entries(Di).forEach(([n,e])=>customElements.define(n,e)),Hi());function Hi(){let n={type:F,preview:!0,getEntitySuggestion:He},e={type:"carsxe",strategyType:"dashboard"},t=window;(t.customCards??=[]).push(n),(t.customStrategies??=[]).push(e);let i=()=>{let s=X();n.name=y(s,"card_name"),n.description=y(s,"card_description"),e.name=y(s,"dashboard_name"),e.description=y(s,"dashboard_description")};i(),D(X()).then(i)}
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
