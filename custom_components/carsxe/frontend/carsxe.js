var Ee=Object.defineProperty;var Se=Object.getOwnPropertyDescriptor;var v=(n,t,e,i)=>{for(var s=i>1?void 0:i?Se(t,e):t,r=n.length-1,o;r>=0;r--)(o=n[r])&&(s=(i?o(t,e,s):o(s))||s);return i&&s&&Ee(t,e,s),s};var d=["cs","da","de","es","fi","fr","hu","it","ja","ko","nb","nl","pl","pt-BR","ro","sv","tr","uk","zh-Hans"];var Q=globalThis,tt=Q.ShadowRoot&&(Q.ShadyCSS===void 0||Q.ShadyCSS.nativeShadow)&&"adoptedStyleSheets"in Document.prototype&&"replace"in CSSStyleSheet.prototype,bt=Symbol(),Ht=new WeakMap,K=class{constructor(t,e,i){if(this._$cssResult$=!0,i!==bt)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=t,this.t=e}get styleSheet(){let t=this.o,e=this.t;if(tt&&t===void 0){let i=e!==void 0&&e.length===1;i&&(t=Ht.get(e)),t===void 0&&((this.o=t=new CSSStyleSheet).replaceSync(this.cssText),i&&Ht.set(e,t))}return t}toString(){return this.cssText}},Ut=n=>new K(typeof n=="string"?n:n+"",void 0,bt),w=(n,...t)=>{let e=n.length===1?n[0]:t.reduce((i,s,r)=>i+(o=>{if(o._$cssResult$===!0)return o.cssText;if(typeof o=="number")return o;throw Error("Value passed to 'css' function must be a 'css' function result: "+o+". Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.")})(s)+n[r+1],n[0]);return new K(e,n,bt)},Ot=(n,t)=>{if(tt)n.adoptedStyleSheets=t.map(e=>e instanceof CSSStyleSheet?e:e.styleSheet);else for(let e of t){let i=document.createElement("style"),s=Q.litNonce;s!==void 0&&i.setAttribute("nonce",s),i.textContent=e.cssText,n.appendChild(i)}},$t=tt?n=>n:n=>n instanceof CSSStyleSheet?(t=>{let e="";for(let i of t.cssRules)e+=i.cssText;return Ut(e)})(n):n;var{is:ke,defineProperty:Re,getOwnPropertyDescriptor:Pe,getOwnPropertyNames:De,getOwnPropertySymbols:Me,getPrototypeOf:He}=Object,et=globalThis,Lt=et.trustedTypes,Ue=Lt?Lt.emptyScript:"",Oe=et.reactiveElementPolyfillSupport,V=(n,t)=>n,W={toAttribute(n,t){switch(t){case Boolean:n=n?Ue:null;break;case Object:case Array:n=n==null?n:JSON.stringify(n)}return n},fromAttribute(n,t){let e=n;switch(t){case Boolean:e=n!==null;break;case Number:e=n===null?null:Number(n);break;case Object:case Array:try{e=JSON.parse(n)}catch{e=null}}return e}},it=(n,t)=>!ke(n,t),Nt={attribute:!0,type:String,converter:W,reflect:!1,useDefault:!1,hasChanged:it};Symbol.metadata??=Symbol("metadata"),et.litPropertyMetadata??=new WeakMap;var A=class extends HTMLElement{static addInitializer(t){this._$Ei(),(this.l??=[]).push(t)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(t,e=Nt){if(e.state&&(e.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(t)&&((e=Object.create(e)).wrapped=!0),this.elementProperties.set(t,e),!e.noAccessor){let i=Symbol(),s=this.getPropertyDescriptor(t,i,e);s!==void 0&&Re(this.prototype,t,s)}}static getPropertyDescriptor(t,e,i){let{get:s,set:r}=Pe(this.prototype,t)??{get(){return this[e]},set(o){this[e]=o}};return{get:s,set(o){let c=s?.call(this);r?.call(this,o),this.requestUpdate(t,c,i)},configurable:!0,enumerable:!0}}static getPropertyOptions(t){return this.elementProperties.get(t)??Nt}static _$Ei(){if(this.hasOwnProperty(V("elementProperties")))return;let t=He(this);t.finalize(),t.l!==void 0&&(this.l=[...t.l]),this.elementProperties=new Map(t.elementProperties)}static finalize(){if(this.hasOwnProperty(V("finalized")))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(V("properties"))){let e=this.properties,i=[...De(e),...Me(e)];for(let s of i)this.createProperty(s,e[s])}let t=this[Symbol.metadata];if(t!==null){let e=litPropertyMetadata.get(t);if(e!==void 0)for(let[i,s]of e)this.elementProperties.set(i,s)}this._$Eh=new Map;for(let[e,i]of this.elementProperties){let s=this._$Eu(e,i);s!==void 0&&this._$Eh.set(s,e)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(t){let e=[];if(Array.isArray(t)){let i=new Set(t.flat(1/0).reverse());for(let s of i)e.unshift($t(s))}else t!==void 0&&e.push($t(t));return e}static _$Eu(t,e){let i=e.attribute;return i===!1?void 0:typeof i=="string"?i:typeof t=="string"?t.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(t=>this.enableUpdating=t),this._$AL=new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(t=>t(this))}addController(t){(this._$EO??=new Set).add(t),this.renderRoot!==void 0&&this.isConnected&&t.hostConnected?.()}removeController(t){this._$EO?.delete(t)}_$E_(){let t=new Map,e=this.constructor.elementProperties;for(let i of e.keys())this.hasOwnProperty(i)&&(t.set(i,this[i]),delete this[i]);t.size>0&&(this._$Ep=t)}createRenderRoot(){let t=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return Ot(t,this.constructor.elementStyles),t}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(t=>t.hostConnected?.())}enableUpdating(t){}disconnectedCallback(){this._$EO?.forEach(t=>t.hostDisconnected?.())}attributeChangedCallback(t,e,i){this._$AK(t,i)}_$ET(t,e){let i=this.constructor.elementProperties.get(t),s=this.constructor._$Eu(t,i);if(s!==void 0&&i.reflect===!0){let r=(i.converter?.toAttribute!==void 0?i.converter:W).toAttribute(e,i.type);this._$Em=t,r==null?this.removeAttribute(s):this.setAttribute(s,r),this._$Em=null}}_$AK(t,e){let i=this.constructor,s=i._$Eh.get(t);if(s!==void 0&&this._$Em!==s){let r=i.getPropertyOptions(s),o=typeof r.converter=="function"?{fromAttribute:r.converter}:r.converter?.fromAttribute!==void 0?r.converter:W;this._$Em=s;let c=o.fromAttribute(e,r.type);this[s]=c??this._$Ej?.get(s)??c,this._$Em=null}}requestUpdate(t,e,i,s=!1,r){if(t!==void 0){let o=this.constructor;if(s===!1&&(r=this[t]),i??=o.getPropertyOptions(t),!((i.hasChanged??it)(r,e)||i.useDefault&&i.reflect&&r===this._$Ej?.get(t)&&!this.hasAttribute(o._$Eu(t,i))))return;this.C(t,e,i)}this.isUpdatePending===!1&&(this._$ES=this._$EP())}C(t,e,{useDefault:i,reflect:s,wrapped:r},o){i&&!(this._$Ej??=new Map).has(t)&&(this._$Ej.set(t,o??e??this[t]),r!==!0||o!==void 0)||(this._$AL.has(t)||(this.hasUpdated||i||(e=void 0),this._$AL.set(t,e)),s===!0&&this._$Em!==t&&(this._$Eq??=new Set).add(t))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(e){Promise.reject(e)}let t=this.scheduleUpdate();return t!=null&&await t,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(let[s,r]of this._$Ep)this[s]=r;this._$Ep=void 0}let i=this.constructor.elementProperties;if(i.size>0)for(let[s,r]of i){let{wrapped:o}=r,c=this[s];o!==!0||this._$AL.has(s)||c===void 0||this.C(s,void 0,r,c)}}let t=!1,e=this._$AL;try{t=this.shouldUpdate(e),t?(this.willUpdate(e),this._$EO?.forEach(i=>i.hostUpdate?.()),this.update(e)):this._$EM()}catch(i){throw t=!1,this._$EM(),i}t&&this._$AE(e)}willUpdate(t){}_$AE(t){this._$EO?.forEach(e=>e.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(t)),this.updated(t)}_$EM(){this._$AL=new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(t){return!0}update(t){this._$Eq&&=this._$Eq.forEach(e=>this._$ET(e,this[e])),this._$EM()}updated(t){}firstUpdated(t){}};A.elementStyles=[],A.shadowRootOptions={mode:"open"},A[V("elementProperties")]=new Map,A[V("finalized")]=new Map,Oe?.({ReactiveElement:A}),(et.reactiveElementVersions??=[]).push("2.1.2");var wt=globalThis,It=n=>n,st=wt.trustedTypes,zt=st?st.createPolicy("lit-html",{createHTML:n=>n}):void 0,At="$lit$",C=`lit$${Math.random().toFixed(9).slice(2)}$`,Ct="?"+C,Le=`<${Ct}>`,R=document,G=()=>R.createComment(""),X=n=>n===null||typeof n!="object"&&typeof n!="function",Et=Array.isArray,Wt=n=>Et(n)||typeof n?.[Symbol.iterator]=="function",xt=`[ 	
\f\r]`,F=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,jt=/-->/g,qt=/>/g,T=RegExp(`>|${xt}(?:([^\\s"'>=/]+)(${xt}*=${xt}*(?:[^ 	
\f\r"'\`<>=]|("|')|))|$)`,"g"),Bt=/'/g,Kt=/"/g,Ft=/^(?:script|style|textarea|title)$/i,St=n=>(t,...e)=>({_$litType$:n,strings:t,values:e}),f=St(1),gi=St(2),fi=St(3),E=Symbol.for("lit-noChange"),m=Symbol.for("lit-nothing"),Vt=new WeakMap,k=R.createTreeWalker(R,129);function Gt(n,t){if(!Et(n)||!n.hasOwnProperty("raw"))throw Error("invalid template strings array");return zt!==void 0?zt.createHTML(t):t}var Xt=(n,t)=>{let e=n.length-1,i=[],s,r=t===2?"<svg>":t===3?"<math>":"",o=F;for(let c=0;c<e;c++){let a=n[c],h,g,l=-1,u=0;for(;u<a.length&&(o.lastIndex=u,g=o.exec(a),g!==null);)u=o.lastIndex,o===F?g[1]==="!--"?o=jt:g[1]!==void 0?o=qt:g[2]!==void 0?(Ft.test(g[2])&&(s=RegExp("</"+g[2],"g")),o=T):g[3]!==void 0&&(o=T):o===T?g[0]===">"?(o=s??F,l=-1):g[1]===void 0?l=-2:(l=o.lastIndex-g[2].length,h=g[1],o=g[3]===void 0?T:g[3]==='"'?Kt:Bt):o===Kt||o===Bt?o=T:o===jt||o===qt?o=F:(o=T,s=void 0);let p=o===T&&n[c+1].startsWith("/>")?" ":"";r+=o===F?a+Le:l>=0?(i.push(h),a.slice(0,l)+At+a.slice(l)+C+p):a+C+(l===-2?c:p)}return[Gt(n,r+(n[e]||"<?>")+(t===2?"</svg>":t===3?"</math>":"")),i]},J=class n{constructor({strings:t,_$litType$:e},i){let s;this.parts=[];let r=0,o=0,c=t.length-1,a=this.parts,[h,g]=Xt(t,e);if(this.el=n.createElement(h,i),k.currentNode=this.el.content,e===2||e===3){let l=this.el.content.firstChild;l.replaceWith(...l.childNodes)}for(;(s=k.nextNode())!==null&&a.length<c;){if(s.nodeType===1){if(s.hasAttributes())for(let l of s.getAttributeNames())if(l.endsWith(At)){let u=g[o++],p=s.getAttribute(l).split(C),_=/([.?@])?(.*)/.exec(u);a.push({type:1,index:r,name:_[2],strings:p,ctor:_[1]==="."?rt:_[1]==="?"?ot:_[1]==="@"?at:D}),s.removeAttribute(l)}else l.startsWith(C)&&(a.push({type:6,index:r}),s.removeAttribute(l));if(Ft.test(s.tagName)){let l=s.textContent.split(C),u=l.length-1;if(u>0){s.textContent=st?st.emptyScript:"";for(let p=0;p<u;p++)s.append(l[p],G()),k.nextNode(),a.push({type:2,index:++r});s.append(l[u],G())}}}else if(s.nodeType===8)if(s.data===Ct)a.push({type:2,index:r});else{let l=-1;for(;(l=s.data.indexOf(C,l+1))!==-1;)a.push({type:7,index:r}),l+=C.length-1}r++}}static createElement(t,e){let i=R.createElement("template");return i.innerHTML=t,i}};function P(n,t,e=n,i){if(t===E)return t;let s=i!==void 0?e._$Co?.[i]:e._$Cl,r=X(t)?void 0:t._$litDirective$;return s?.constructor!==r&&(s?._$AO?.(!1),r===void 0?s=void 0:(s=new r(n),s._$AT(n,e,i)),i!==void 0?(e._$Co??=[])[i]=s:e._$Cl=s),s!==void 0&&(t=P(n,s._$AS(n,t.values),s,i)),t}var nt=class{constructor(t,e){this._$AV=[],this._$AN=void 0,this._$AD=t,this._$AM=e}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(t){let{el:{content:e},parts:i}=this._$AD,s=(t?.creationScope??R).importNode(e,!0);k.currentNode=s;let r=k.nextNode(),o=0,c=0,a=i[0];for(;a!==void 0;){if(o===a.index){let h;a.type===2?h=new N(r,r.nextSibling,this,t):a.type===1?h=new a.ctor(r,a.name,a.strings,this,t):a.type===6&&(h=new ct(r,this,t)),this._$AV.push(h),a=i[++c]}o!==a?.index&&(r=k.nextNode(),o++)}return k.currentNode=R,s}p(t){let e=0;for(let i of this._$AV)i!==void 0&&(i.strings!==void 0?(i._$AI(t,i,e),e+=i.strings.length-2):i._$AI(t[e])),e++}},N=class n{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(t,e,i,s){this.type=2,this._$AH=m,this._$AN=void 0,this._$AA=t,this._$AB=e,this._$AM=i,this.options=s,this._$Cv=s?.isConnected??!0}get parentNode(){let t=this._$AA.parentNode,e=this._$AM;return e!==void 0&&t?.nodeType===11&&(t=e.parentNode),t}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(t,e=this){t=P(this,t,e),X(t)?t===m||t==null||t===""?(this._$AH!==m&&this._$AR(),this._$AH=m):t!==this._$AH&&t!==E&&this._(t):t._$litType$!==void 0?this.$(t):t.nodeType!==void 0?this.T(t):Wt(t)?this.k(t):this._(t)}O(t){return this._$AA.parentNode.insertBefore(t,this._$AB)}T(t){this._$AH!==t&&(this._$AR(),this._$AH=this.O(t))}_(t){this._$AH!==m&&X(this._$AH)?this._$AA.nextSibling.data=t:this.T(R.createTextNode(t)),this._$AH=t}$(t){let{values:e,_$litType$:i}=t,s=typeof i=="number"?this._$AC(t):(i.el===void 0&&(i.el=J.createElement(Gt(i.h,i.h[0]),this.options)),i);if(this._$AH?._$AD===s)this._$AH.p(e);else{let r=new nt(s,this),o=r.u(this.options);r.p(e),this.T(o),this._$AH=r}}_$AC(t){let e=Vt.get(t.strings);return e===void 0&&Vt.set(t.strings,e=new J(t)),e}k(t){Et(this._$AH)||(this._$AH=[],this._$AR());let e=this._$AH,i,s=0;for(let r of t)s===e.length?e.push(i=new n(this.O(G()),this.O(G()),this,this.options)):i=e[s],i._$AI(r),s++;s<e.length&&(this._$AR(i&&i._$AB.nextSibling,s),e.length=s)}_$AR(t=this._$AA.nextSibling,e){for(this._$AP?.(!1,!0,e);t!==this._$AB;){let i=It(t).nextSibling;It(t).remove(),t=i}}setConnected(t){this._$AM===void 0&&(this._$Cv=t,this._$AP?.(t))}},D=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(t,e,i,s,r){this.type=1,this._$AH=m,this._$AN=void 0,this.element=t,this.name=e,this._$AM=s,this.options=r,i.length>2||i[0]!==""||i[1]!==""?(this._$AH=Array(i.length-1).fill(new String),this.strings=i):this._$AH=m}_$AI(t,e=this,i,s){let r=this.strings,o=!1;if(r===void 0)t=P(this,t,e,0),o=!X(t)||t!==this._$AH&&t!==E,o&&(this._$AH=t);else{let c=t,a,h;for(t=r[0],a=0;a<r.length-1;a++)h=P(this,c[i+a],e,a),h===E&&(h=this._$AH[a]),o||=!X(h)||h!==this._$AH[a],h===m?t=m:t!==m&&(t+=(h??"")+r[a+1]),this._$AH[a]=h}o&&!s&&this.j(t)}j(t){t===m?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,t??"")}},rt=class extends D{constructor(){super(...arguments),this.type=3}j(t){this.element[this.name]=t===m?void 0:t}},ot=class extends D{constructor(){super(...arguments),this.type=4}j(t){this.element.toggleAttribute(this.name,!!t&&t!==m)}},at=class extends D{constructor(t,e,i,s,r){super(t,e,i,s,r),this.type=5}_$AI(t,e=this){if((t=P(this,t,e,0)??m)===E)return;let i=this._$AH,s=t===m&&i!==m||t.capture!==i.capture||t.once!==i.once||t.passive!==i.passive,r=t!==m&&(i===m||s);s&&this.element.removeEventListener(this.name,this,i),r&&this.element.addEventListener(this.name,this,t),this._$AH=t}handleEvent(t){typeof this._$AH=="function"?this._$AH.call(this.options?.host??this.element,t):this._$AH.handleEvent(t)}},ct=class{constructor(t,e,i){this.element=t,this.type=6,this._$AN=void 0,this._$AM=e,this.options=i}get _$AU(){return this._$AM._$AU}_$AI(t){P(this,t)}},Jt={M:At,P:C,A:Ct,C:1,L:Xt,R:nt,D:Wt,V:P,I:N,H:D,N:ot,U:at,B:rt,F:ct},Ne=wt.litHtmlPolyfillSupport;Ne?.(J,N),(wt.litHtmlVersions??=[]).push("3.3.3");var Yt=(n,t,e)=>{let i=e?.renderBefore??t,s=i._$litPart$;if(s===void 0){let r=e?.renderBefore??null;i._$litPart$=s=new N(t.insertBefore(G(),r),r,void 0,e??{})}return s._$AI(n),s};var Tt=globalThis,$=class extends A{constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){let t=super.createRenderRoot();return this.renderOptions.renderBefore??=t.firstChild,t}update(t){let e=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(t),this._$Do=Yt(e,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return E}};$._$litElement$=!0,$.finalized=!0,Tt.litElementHydrateSupport?.({LitElement:$});var Ie=Tt.litElementPolyfillSupport;Ie?.({LitElement:$});(Tt.litElementVersions??=[]).push("4.2.2");var ze={attribute:!0,type:String,converter:W,reflect:!1,hasChanged:it},je=(n=ze,t,e)=>{let{kind:i,metadata:s}=e,r=globalThis.litPropertyMetadata.get(s);if(r===void 0&&globalThis.litPropertyMetadata.set(s,r=new Map),i==="setter"&&((n=Object.create(n)).wrapped=!0),r.set(e.name,n),i==="accessor"){let{name:o}=e;return{set(c){let a=t.get.call(this);t.set.call(this,c),this.requestUpdate(o,a,n,!0,c)},init(c){return c!==void 0&&this.C(o,void 0,n,c),c}}}if(i==="setter"){let{name:o}=e;return function(c){let a=this[o];t.call(this,c),this.requestUpdate(o,a,n,!0,c)}}throw Error("Unsupported decorator location: "+i)};function I(n){return(t,e)=>typeof e=="object"?je(n,t,e):((i,s,r)=>{let o=s.hasOwnProperty(r);return s.constructor.createProperty(r,i),o?Object.getOwnPropertyDescriptor(s,r):void 0})(n,t,e)}function M(n){return I({...n,state:!0,attribute:!1})}var H=(n,t,e)=>(e.configurable=!0,e.enumerable=!0,Reflect.decorate&&typeof t!="object"&&Object.defineProperty(n,t,e),e);function z(n,t){return(e,i,s)=>{let r=o=>o.renderRoot?.querySelector(n)??null;if(t){let{get:o,set:c}=typeof i=="object"?e:s??(()=>{let a=Symbol();return{get(){return this[a]},set(h){this[a]=h}}})();return H(e,i,{get(){let a=o.call(this);return a===void 0&&(a=r(this),(a!==null||this.hasUpdated)&&c.call(this,a)),a}})}return H(e,i,{get(){return r(this)}})}}var Zt={ATTRIBUTE:1,CHILD:2,PROPERTY:3,BOOLEAN_ATTRIBUTE:4,EVENT:5,ELEMENT:6},Qt=n=>(...t)=>({_$litDirective$:n,values:t}),lt=class{constructor(t){}get _$AU(){return this._$AM._$AU}_$AT(t,e,i){this._$Ct=t,this._$AM=e,this._$Ci=i}_$AS(t,e){return this.update(t,e)}update(t,e){return this.render(...e)}};var{I:qe}=Jt,te=n=>n;var ee=()=>document.createComment(""),j=(n,t,e)=>{let i=n._$AA.parentNode,s=t===void 0?n._$AB:t._$AA;if(e===void 0){let r=i.insertBefore(ee(),s),o=i.insertBefore(ee(),s);e=new qe(r,o,n,n.options)}else{let r=e._$AB.nextSibling,o=e._$AM,c=o!==n;if(c){let a;e._$AQ?.(n),e._$AM=n,e._$AP!==void 0&&(a=n._$AU)!==o._$AU&&e._$AP(a)}if(r!==s||c){let a=e._$AA;for(;a!==r;){let h=te(a).nextSibling;te(i).insertBefore(a,s),a=h}}}return e},S=(n,t,e=n)=>(n._$AI(t,e),n),Be={},ie=(n,t=Be)=>n._$AH=t,se=n=>n._$AH,dt=n=>{n._$AR(),n._$AA.remove()};var ne=(n,t,e)=>{let i=new Map;for(let s=t;s<=e;s++)i.set(n[s],s);return i},re=Qt(class extends lt{constructor(n){if(super(n),n.type!==Zt.CHILD)throw Error("repeat() can only be used in text expressions")}dt(n,t,e){let i;e===void 0?e=t:t!==void 0&&(i=t);let s=[],r=[],o=0;for(let c of n)s[o]=i?i(c,o):o,r[o]=e(c,o),o++;return{values:r,keys:s}}render(n,t,e){return this.dt(n,t,e).values}update(n,[t,e,i]){let s=se(n),{values:r,keys:o}=this.dt(t,e,i);if(!Array.isArray(s))return this.ut=o,r;let c=this.ut??=[],a=[],h,g,l=0,u=s.length-1,p=0,_=r.length-1;for(;l<=u&&p<=_;)if(s[l]===null)l++;else if(s[u]===null)u--;else if(c[l]===o[p])a[p]=S(s[l],r[p]),l++,p++;else if(c[u]===o[_])a[_]=S(s[u],r[_]),u--,_--;else if(c[l]===o[_])a[_]=S(s[l],r[_]),j(n,a[_+1],s[l]),l++,_--;else if(c[u]===o[p])a[p]=S(s[u],r[p]),j(n,s[l],s[u]),u--,p++;else if(h===void 0&&(h=ne(o,p,_),g=ne(c,l,u)),h.has(c[l]))if(h.has(c[u])){let x=g.get(o[p]),vt=x!==void 0?s[x]:null;if(vt===null){let Mt=j(n,s[l]);S(Mt,r[p]),a[p]=Mt}else a[p]=S(vt,r[p]),j(n,s[l],vt),s[x]=null;p++}else dt(s[u]),u--;else dt(s[l]),l++;for(;p<=_;){let x=j(n,a[_+1]);S(x,r[p]),a[p++]=x}for(;l<=u;){let x=s[l++];x!==null&&dt(x)}return this.ut=o,ie(n,a),E}});var oe=["add","guest","ignore"];var ae={add:"said_added",guest:"said_guest",ignore:"said_ignored"};function ce(n){return n.user?.is_admin===!0&&n.services.carsxe?.add_vehicle!==void 0}async function le(n,t,e,i=t.plate){let s=new Date(Date.now()+864e5);await n.callService("carsxe","add_vehicle",{plate:t.plate,name:i,config_entry_id:t.config_entry_id,...e==="guest"?{valid_until:s.toISOString()}:{},...e==="ignore"?{ignore:!0}:{}})}var kt=["any","known","unknown"];var Rt={card_name:"CarsXE plates",card_description:"The plates that your cameras have seen, with pictures and buttons for unknown ones.",dashboard_name:"License plates",dashboard_description:"CarsXE's cameras, known vehicles, unknown plates and costs.",list_label:"Detected plates",loading:"Loading…",empty_any:"No plate has been seen yet.",empty_known:"No known vehicle has been seen yet.",empty_unknown:"No unknown plate has been seen.",empty_recent:"Nothing to show from the last {hours} h.",error_not_loaded:"The CarsXE integration isn't running. Check it under Settings > Devices & services.",error_other:"The plates can't be shown: {error}",error_action:"{plate} wasn't added: {error}",status_known:"Known",status_unknown:"Unknown",status_ignored:"Ignored",action_add:"Add",action_add_label:"Add {plate}",action_guest:"Guest",action_guest_label:"Let {plate} be a guest for 24 hours",action_ignore:"Ignore",action_ignore_label:"Ignore {plate}",said_new:"New: {name}, {camera}, {status}",said_added:"{plate} was added.",said_guest:"{plate} is a guest for 24 hours.",said_ignored:"{plate} is ignored from now on.",show_picture:"Show the picture of {name}",no_picture:"No picture",picture_label:"{name}, {camera}, {time}",score:"{score} sure",close:"Close",cancel:"Cancel",add_title:"Add {plate}",add_name:"Name",add_name_help:"What you call this vehicle.",which_any:"All",which_known:"Known",which_unknown:"Unknown",form_title:"Title",form_entities:"Cameras",form_entities_help:"Empty: all cameras.",form_which:"Plates",form_limit:"How many",form_hours:"Not older than",form_hours_help:"Empty: however old.",form_actions:"Buttons for unknown plates",form_actions_help:"Add, guest and ignore, for administrators only.",config_title:"The title must be a text.",config_entities:"The cameras (entities) must be a list of entity ids.",config_which:"The plates (which) must be any, known or unknown.",config_limit:"How many (limit) must be a whole number from 1 to 100.",config_hours:"Not older than (hours) must be a whole number from 1 to 8760.",config_actions:"The buttons (actions) must be true or false.",view_title:"Plates",view_unknown:"Unknown plates of the last 24 hours",view_all:"All plates",view_vehicles:"Known vehicles",view_no_vehicles:"No vehicle is known yet. Add one on the account's page, or with the button of an unknown plate.",view_account:"Calls and costs",view_empty:"There is no CarsXE camera yet. Add an account under Settings > Devices & services, and a camera on its page."};var Pt=new Map([["en",Rt]]),ht=new Map;function q(){return document.documentElement.lang||"en"}function y(n,t,e={}){return(Pt.get(de(n))?.[t]??Rt[t]).replace(/\{(\w+)\}/g,(s,r)=>e[r]??s)}async function U(n){let t=de(n);Pt.has(t)||(ht.has(t)||ht.set(t,Ve(t)),await ht.get(t))}function de(n){let[t=""]=n.split("-");return[n,t].find(e=>d.includes(e))??"en"}async function Ve(n){try{let t=await fetch(new URL(`translations/${n}.json`,import.meta.url));t.ok&&Pt.set(n,await t.json())}catch{}ht.delete(n)}var O="carsxe-card",pt=100,me=8760,ge=10;function Dt(n){let{type:t,title:e,entities:i=[],which:s="any",limit:r=ge,hours:o,actions:c=!0}=n,a=h=>{throw new Error(y(q(),h))};return e!==void 0&&typeof e!="string"&&a("config_title"),(!Array.isArray(i)||!i.every(h=>typeof h=="string"))&&a("config_entities"),kt.includes(s)||a("config_which"),he(r,pt)||a("config_limit"),o!==void 0&&!he(o,me)&&a("config_hours"),typeof c!="boolean"&&a("config_actions"),{type:t,...e?{title:e}:{},entities:i,which:s,limit:r,...o?{hours:o}:{},actions:c}}function he(n,t){return Number.isInteger(n)&&n>=1&&n<=t}var pe={entities:"form_entities_help",hours:"form_hours_help",actions:"form_actions_help"},ue={title:"form_title",entities:"form_entities",which:"form_which",limit:"form_limit",hours:"form_hours",actions:"form_actions"};function fe(){let n=e=>y(q(),e),t=kt.map(e=>({value:e,label:n(`which_${e}`)}));return{schema:[{name:"title",selector:{text:{}}},{name:"entities",selector:{entity:{multiple:!0,filter:[{integration:"carsxe",domain:"image_processing"}]}}},{name:"",type:"grid",schema:[{name:"which",default:"any",selector:{select:{mode:"dropdown",options:t}}},{name:"limit",default:ge,selector:{number:{min:1,max:pt,step:1,mode:"box"}}},{name:"hours",selector:{number:{min:1,max:me,step:1,mode:"box",unit_of_measurement:"h"}}}]},{name:"actions",default:!0,selector:{boolean:{}}}],computeLabel:({name:e})=>ue[e]?n(ue[e]):e,computeHelper:({name:e})=>pe[e]?n(pe[e]):void 0,assertConfig:e=>{Dt(e)}}}function _e(n,t){let{platform:e,device_id:i}=n.entities[t]??{},s=Object.values(n.entities).find(r=>r.device_id===i&&r.entity_id.startsWith("image_processing."));return e!=="carsxe"||!i||!s?null:{config:{type:`custom:${O}`,entities:[s.entity_id]}}}var Y=w`
  button {
    font: inherit;
    font-weight: 500;
    color: var(--primary-text-color);
    background: transparent;
    border: 1px solid var(--secondary-text-color);
    border-radius: 18px;
    min-height: 36px;
    padding: 4px 14px;
    cursor: pointer;
  }
  button:hover:not(:disabled) {
    background: color-mix(in srgb, var(--primary-text-color) 8%, transparent);
  }
  button:focus-visible {
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
`,ye=w`
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
`,ve=w`
  li {
    --status: var(--warning-color, #ffa600);
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    align-items: center;
    gap: 4px 12px;
    padding: 8px 16px;
  }
  li:focus {
    outline: none;
  }
  li + li {
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
    white-space: nowrap;
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
  @container (max-width: 360px) {
    li {
      grid-template-columns: auto minmax(0, 1fr);
    }
    .thumbnail {
      width: 72px;
      height: 48px;
    }
    .status {
      grid-column: 2;
    }
    .actions {
      grid-column: 1 / -1;
    }
  }
`;var We=[["day",86400],["hour",3600],["minute",60]];function be(n,t,e=Date.now()){let i=Math.min(0,Math.round((n.getTime()-e)/1e3)),[s,r]=We.find(([,c])=>-i>=c)??["second",1];return new Intl.RelativeTimeFormat(t,{numeric:"auto"}).format(s==="second"?0:Math.trunc(i/r),s)}function ut(n,t){let{language:e,time_format:i,time_zone:s}=t.locale;return new Intl.DateTimeFormat(i==="system"?void 0:e,{dateStyle:"medium",timeStyle:"medium",...i==="12"||i==="24"?{hour12:i==="12"}:{},...s==="server"?{timeZone:t.config.time_zone}:{}}).format(n)}var L=class extends ${async show(t){this.detection=t,await this.updateComplete,this.dialog.showModal()}close(){this.dialog.close()}closed(){this.detection=void 0}clicked(t){t.target===this.dialog&&this.close()}text(t,e){return y(this.hass?.language??"en",t,e)}};v([I({attribute:!1})],L.prototype,"hass",2),v([M()],L.prototype,"detection",2),v([z("dialog")],L.prototype,"dialog",2);var $e=w`
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
  }
  .buttons {
    display: flex;
    justify-content: flex-end;
    gap: 8px;
    margin-top: 24px;
  }
`,mt=class extends L{static{this.styles=[Y,$e,w`
      img {
        display: block;
        max-width: 100%;
        max-height: calc(100vh - 220px);
        margin: auto;
        border-radius: 8px;
      }
      p {
        margin: 12px 0 0;
      }
    `]}render(){return f`<dialog aria-labelledby="title" @close=${this.closed} @click=${this.clicked}>
      ${this.detection&&this.hass?this.renderPicture(this.detection,this.hass):m}
    </dialog>`}renderPicture(t,e){let i=t.vehicle??t.plate,s=ut(new Date(t.detected_at),e),r={name:i,camera:t.camera_name,time:s};return f`
      <h2 id="title">${i}</h2>
      <img src=${t.picture??t.thumbnail??""} alt=${this.text("picture_label",r)} />
      <p>${t.plate} · ${t.camera_name} · ${s}</p>
      <div class="buttons">
        <button type="button" @click=${this.close}>${this.text("close")}</button>
      </div>
    `}},Z=class extends L{static{this.styles=[Y,$e,w`
      dialog {
        width: 400px;
      }
      label {
        display: block;
        margin-bottom: 4px;
      }
      input {
        width: 100%;
        box-sizing: border-box;
        padding: 12px;
        font: inherit;
        color: inherit;
        background: transparent;
        border: 1px solid var(--secondary-text-color);
        border-radius: 8px;
      }
      p {
        margin: 4px 0 0;
        font-size: 0.875rem;
        color: var(--secondary-text-color);
      }
    `]}async show(t){await super.show(t),this.input.value="",this.input.focus()}render(){let t=this.detection?.plate??"";return f`<dialog aria-labelledby="title" @close=${this.closed} @click=${this.clicked}>
      <form @submit=${this.submitted}>
        <h2 id="title">${this.text("add_title",{plate:t})}</h2>
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
          <button type="button" @click=${this.close}>${this.text("cancel")}</button>
          <button type="submit" class="main">${this.text("action_add")}</button>
        </div>
      </form>
    </dialog>`}submitted(t){t.preventDefault();let e={detection:this.detection,name:this.input.value.trim()};this.close(),this.dispatchEvent(new CustomEvent("carsxe-named",{detail:e}))}};v([z("input")],Z.prototype,"input",2);function gt(n){let t=n?.message;return typeof t=="string"?t:String(n)}var Fe=5e3,ft=class{constructor(t,e){this.host=t;this.changed=e;this.attempt=0;this.restart=()=>{this.stop(),this.start()};t.addController(this)}hostConnected(){this.start()}hostDisconnected(){this.stop()}follow(t,e){t===this.connection&&JSON.stringify(e)===JSON.stringify(this.filter)||(this.stop(),this.connection=t,this.filter=e,this.detections=this.error=void 0,this.start())}start(){this.connection&&this.filter&&this.host.isConnected&&(this.connection.addEventListener("ready",this.restart),this.subscribe(this.connection,this.filter,++this.attempt))}stop(){this.attempt++,clearTimeout(this.retry),this.connection?.removeEventListener("ready",this.restart),this.unsubscribe?.().catch(()=>{}),this.unsubscribe=void 0}async subscribe(t,e,i){let{entities:s,which:r,limit:o}=e;try{let c=await t.subscribeMessage(({detections:a})=>i===this.attempt&&this.receive(a),{type:"carsxe/detections/subscribe",which:r,limit:o,...s.length>0?{entity_ids:s}:{}},{resubscribe:!1});i===this.attempt?this.unsubscribe=c:await c()}catch(c){i===this.attempt&&this.fail(c)}}receive(t){let e=this.detections;this.detections=t,this.error=void 0,this.changed(e,t),this.host.requestUpdate()}fail(t){let e=t?.code;this.error={notLoaded:e==="unknown_command",message:gt(t)},this.retry=setTimeout(this.restart,Fe),this.host.requestUpdate()}};var Ge=3e4,Xe=36e5,b=class extends ${constructor(){super(...arguments);this.said="";this.busy=new Set;this.feed=new ft(this,(e,i)=>this.announce(e,i))}static{this.styles=[Y,ye,ve]}static getConfigForm(){return fe()}static getStubConfig(){return{which:"any",limit:10}}setConfig(e){this.config=Dt(e)}getCardSize(){return 1+Math.min(this.config?.limit??1,10)}getGridOptions(){return{columns:12,min_columns:6,min_rows:2}}connectedCallback(){super.connectedCallback(),this.ticking=setInterval(()=>this.requestUpdate(),Ge)}disconnectedCallback(){super.disconnectedCallback(),clearInterval(this.ticking)}shouldUpdate(e){let i=e.get("hass");return e.size!==1||!e.has("hass")||!i||!this.hass?!0:["connection","language","locale","services","user"].some(r=>i[r]!==this.hass?.[r])}willUpdate(e){if(!this.hass||!this.config)return;let{entities:i,which:s,limit:r}=this.config;this.feed.follow(this.hass.connection,{entities:i,which:s,limit:r}),e.has("hass")&&e.get("hass")?.language!==this.hass.language&&U(this.hass.language).then(()=>this.requestUpdate())}render(){return f`
      <ha-card>
        <div class="content">
          ${this.config?.title?f`<h2>${this.config.title}</h2>`:m} ${this.renderContent()}
          <div class="said" role="status" aria-live="polite">${this.said}</div>
        </div>
      </ha-card>
      <carsxe-picture-dialog .hass=${this.hass}></carsxe-picture-dialog>
      <carsxe-name-dialog .hass=${this.hass} @carsxe-named=${this.named}></carsxe-name-dialog>
    `}renderContent(){let{error:e}=this.feed,i=this.recent();if(e&&(e.notLoaded||!i)){let s=this.text(e.notLoaded?"error_not_loaded":"error_other",{error:e.message});return f`<p class="note error" role="alert">${s}</p>`}return i?i.length===0?f`<p class="note">${this.emptyText()}</p>`:f`<ul role="list" tabindex="0" aria-label=${this.config?.title??this.text("list_label")}>
      ${re(i,({id:s})=>s,s=>this.renderRow(s))}
    </ul>`:f`<p class="note">${this.text("loading")}</p>`}recent(){let{hours:e=1/0}=this.config??{},i=Date.now()-e*Xe;return this.feed.detections?.filter(({detected_at:s})=>new Date(s).getTime()>i)}emptyText(){let{hours:e,which:i="any"}=this.config??{};return e?this.text("empty_recent",{hours:`${e}`}):this.text(`empty_${i}`)}renderRow(e){let{id:i,plate:s,vehicle:r,camera_name:o,score:c,status:a}=e,h=[r&&r!==s?s:void 0,o,c===null?void 0:this.scoreText(c)],g=new Date(e.detected_at);return f`<li id="row-${i}" class=${a} tabindex="-1">
      ${this.renderThumbnail(e)}
      <div>
        <div class="name">${r??s}</div>
        <div class="details">
          ${h.filter(Boolean).map(l=>f`<span>${l}</span>&nbsp;· `)}
          ${this.renderTime(g)}
        </div>
      </div>
      <span class="status">${this.text(`status_${a}`)}</span>
      ${this.isOpen(e)?this.renderActions(e):m}
      ${this.failed?.id===i?f`<p class="failure" role="alert">${this.failed.message}</p>`:m}
    </li>`}renderTime(e){return this.hass?f`<time datetime=${e.toISOString()} title=${ut(e,this.hass)}
      >${be(e,this.hass.language)}</time
    >`:m}renderThumbnail(e){let{thumbnail:i}=e;if(!i)return f`<div class="thumbnail" role="img" aria-label=${this.text("no_picture")}>–</div>`;let s=this.text("show_picture",{name:e.vehicle??e.plate});return f`<button
      type="button"
      class="thumbnail"
      aria-label=${s}
      title=${s}
      @click=${()=>this.picture.show(e)}
    >
      <img src=${i} alt="" loading="lazy" />
    </button>`}renderActions(e){let{id:i,plate:s}=e;return f`<div class="actions" aria-busy=${this.busy.has(i)}>
      ${oe.map(r=>{let o=this.text(`action_${r}_label`,{plate:s});return f`<button
          type="button"
          class=${r}
          aria-label=${o}
          title=${o}
          ?disabled=${this.busy.has(i)}
          @click=${()=>r==="add"?this.naming.show(e):this.act(e,r)}
        >
          ${this.text(`action_${r}`)}
        </button>`})}
    </div>`}isOpen(e){return!!(e.status==="unknown"&&this.config?.actions&&this.hass&&ce(this.hass))}named(e){this.act(e.detail.detection,"add",e.detail.name)}async act(e,i,s){if(!this.hass)return;let{id:r,plate:o}=e;this.failed=void 0,this.busy=new Set([...this.busy,r]);try{await le(this.hass,e,i,s),this.said=this.text(ae[i],{plate:o})}catch(c){this.failed={id:r,message:this.text("error_action",{plate:o,error:gt(c)})}}this.busy=new Set([...this.busy].filter(c=>c!==r)),await this.updateComplete,this.keepFocus(r)}keepFocus(e){let i=this.renderRoot.querySelector(`#row-${CSS.escape(e)}`);i?.querySelector(".actions")||(i??this.renderRoot.querySelector("[tabindex]"))?.focus()}announce(e,i){let[s]=i,r=e?.[0];!e||!s||s.id===r?.id||r&&s.detected_at<r.detected_at||(this.said=this.text("said_new",{name:s.vehicle??s.plate,camera:s.camera_name,status:this.text(`status_${s.status}`)}))}scoreText(e){let i=new Intl.NumberFormat(this.hass?.language,{style:"percent"});return this.text("score",{score:i.format(e)})}text(e,i){return y(this.hass?.language??"en",e,i)}};v([I({attribute:!1})],b.prototype,"hass",2),v([M()],b.prototype,"config",2),v([M()],b.prototype,"said",2),v([M()],b.prototype,"busy",2),v([M()],b.prototype,"failed",2),v([z("carsxe-picture-dialog")],b.prototype,"picture",2),v([z("carsxe-name-dialog")],b.prototype,"naming",2);var Je=["sensor.last_plate","sensor.last_vehicle","sensor.last_plate_score","sensor.last_detection"],Ye=["recognitions_today","estimated_cost_today","recognitions_this_month","estimated_cost","recognitions_saved"].map(n=>`sensor.${n}`),Ze={hours:24,limit:pt},we=["entities","devices"],_t=class extends HTMLElement{static{this.registryDependencies=we}static async generate(t,e){await U(e.language);let i=y(e.language,"view_title");return{title:i,views:[{title:i,path:"plates",strategy:{type:"custom:carsxe"}}]}}},yt=class extends HTMLElement{static{this.registryDependencies=we}static async generate(t,e){await U(e.language);let i=c=>y(e.language,c),s=Qe(e),o=s.filter(({entities:c})=>c.has("image_processing.plate")).map(ei);return o.length>0?o.push(B(i("view_unknown"),"mdi:help-circle-outline",[xe("unknown",Ze)]),B(i("view_all"),"mdi:format-list-bulleted",[xe("any")])):o.push(B(i("view_title"),"mdi:cctv",[Ce(i("view_empty"))])),o.push(ii(s,i),...si(s,i)),{type:"sections",max_columns:4,dense_section_placement:!0,sections:o}}};function Qe(n){let t=new Map;for(let e of Object.values(n.entities)){let i=ti(e),s=n.devices[e.device_id??""];if(!i||!s)continue;let r=s.name_by_user||s.name||"",o=t.get(s.id)??{id:s.id,name:r,entities:new Map};o.entities.set(i,e.entity_id),t.set(s.id,o)}return[...t.values()].sort((e,i)=>e.name.localeCompare(i.name,n.language))}function ti(n){if(!(n.platform!=="carsxe"||n.hidden||!n.translation_key))return`${n.entity_id.split(".")[0]}.${n.translation_key}`}function ei({name:n,entities:t}){let e=t.get("image.last_plate"),i=t.get("button.scan");return B(n,"mdi:cctv",[...e?[ni(e)]:[],...Ae(t,Je),...i?[{type:"tile",entity:i,name:{type:"entity"},grid_options:{columns:"full"}}]:[]])}function ii(n,t){let e=n.flatMap(({entities:i})=>{let s=i.get("sensor.last_seen");return s?[{type:"tile",entity:s,name:{type:"device"}}]:[]});return B(t("view_vehicles"),"mdi:car-multiple",e.length>0?e:[Ce(t("view_no_vehicles"))])}function si(n,t){let e=n.filter(({entities:i})=>i.has("sensor.recognitions_today"));return e.map(({name:i,entities:s})=>{let r=e.length>1?`${t("view_account")}: ${i}`:t("view_account");return B(r,"mdi:cash-multiple",Ae(s,Ye))})}function Ae(n,t){return t.flatMap(e=>{let i=n.get(e);return i?[{type:"tile",entity:i,name:{type:"entity"}}]:[]})}function ni(n){return{type:"picture-entity",entity:n,show_name:!1,show_state:!1,grid_options:{columns:"full"}}}function xe(n,t={}){return{type:`custom:${O}`,which:n,limit:20,...t,grid_options:{columns:"full"}}}function Ce(n){return{type:"markdown",content:n,grid_options:{columns:"full"}}}function B(n,t,e){return{type:"grid",cards:[{type:"heading",heading:n,icon:t},...e]}}var ri={[O]:b,"carsxe-name-dialog":Z,"carsxe-picture-dialog":mt,"ll-strategy-dashboard-carsxe":_t,"ll-strategy-view-carsxe":yt};customElements.get(O)||(Object.entries(ri).forEach(([n,t])=>customElements.define(n,t)),oi());function oi(){let n={type:O,preview:!0,getEntitySuggestion:_e},t={type:"carsxe",strategyType:"dashboard"},e=window;(e.customCards??=[]).push(n),(e.customStrategies??=[]).push(t);let i=()=>{let s=q();n.name=y(s,"card_name"),n.description=y(s,"card_description"),t.name=y(s,"dashboard_name"),t.description=y(s,"dashboard_description")};i(),U(q()).then(i)}
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
