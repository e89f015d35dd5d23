var fi=Object.defineProperty;var vi=Object.getOwnPropertyDescriptor;var h=(n,i,t,e)=>{for(var s=e>1?void 0:e?vi(i,t):i,r=n.length-1,o;r>=0;r--)(o=n[r])&&(s=(e?o(i,t,s):o(s))||s);return e&&s&&fi(i,t,s),s};var g=["ar","cs","da","de","es","fi","fr","he","hu","it","ja","ko","nb","nl","pl","pt-BR","ro","sv","tr","uk","zh-Hans"];var Pt=globalThis,Lt=Pt.ShadowRoot&&(Pt.ShadyCSS===void 0||Pt.ShadyCSS.nativeShadow)&&"adoptedStyleSheets"in Document.prototype&&"replace"in CSSStyleSheet.prototype,ie=Symbol(),be=new WeakMap,yt=class{constructor(i,t,e){if(this._$cssResult$=!0,e!==ie)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=i,this.t=t}get styleSheet(){let i=this.o,t=this.t;if(Lt&&i===void 0){let e=t!==void 0&&t.length===1;e&&(i=be.get(t)),i===void 0&&((this.o=i=new CSSStyleSheet).replaceSync(this.cssText),e&&be.set(t,i))}return i}toString(){return this.cssText}},_e=n=>new yt(typeof n=="string"?n:n+"",void 0,ie),x=(n,...i)=>{let t=n.length===1?n[0]:i.reduce((e,s,r)=>e+(o=>{if(o._$cssResult$===!0)return o.cssText;if(typeof o=="number")return o;throw Error("Value passed to 'css' function must be a 'css' function result: "+o+". Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.")})(s)+n[r+1],n[0]);return new yt(t,n,ie)},$e=(n,i)=>{if(Lt)n.adoptedStyleSheets=i.map(t=>t instanceof CSSStyleSheet?t:t.styleSheet);else for(let t of i){let e=document.createElement("style"),s=Pt.litNonce;s!==void 0&&e.setAttribute("nonce",s),e.textContent=t.cssText,n.appendChild(e)}},se=Lt?n=>n:n=>n instanceof CSSStyleSheet?(i=>{let t="";for(let e of i.cssRules)t+=e.cssText;return _e(t)})(n):n;var{is:bi,defineProperty:_i,getOwnPropertyDescriptor:$i,getOwnPropertyNames:xi,getOwnPropertySymbols:wi,getPrototypeOf:Ai}=Object,V=globalThis,xe=V.trustedTypes,Ti=xe?xe.emptyScript:"",re=V.reactiveElementPolyfillSupport,bt=(n,i)=>n,_t={toAttribute(n,i){switch(i){case Boolean:n=n?Ti:null;break;case Object:case Array:n=n==null?n:JSON.stringify(n)}return n},fromAttribute(n,i){let t=n;switch(i){case Boolean:t=n!==null;break;case Number:t=n===null?null:Number(n);break;case Object:case Array:try{t=JSON.parse(n)}catch(e){t=null}}return t}},Dt=(n,i)=>!bi(n,i),we={attribute:!0,type:String,converter:_t,reflect:!1,useDefault:!1,hasChanged:Dt},Ae,Te;(Ae=Symbol.metadata)!=null||(Symbol.metadata=Symbol("metadata")),(Te=V.litPropertyMetadata)!=null||(V.litPropertyMetadata=new WeakMap);var N=class extends HTMLElement{static addInitializer(i){var t;this._$Ei(),((t=this.l)!=null?t:this.l=[]).push(i)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(i,t=we){if(t.state&&(t.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(i)&&((t=Object.create(t)).wrapped=!0),this.elementProperties.set(i,t),!t.noAccessor){let e=Symbol(),s=this.getPropertyDescriptor(i,e,t);s!==void 0&&_i(this.prototype,i,s)}}static getPropertyDescriptor(i,t,e){var o;let{get:s,set:r}=(o=$i(this.prototype,i))!=null?o:{get(){return this[t]},set(a){this[t]=a}};return{get:s,set(a){let l=s==null?void 0:s.call(this);r==null||r.call(this,a),this.requestUpdate(i,l,e)},configurable:!0,enumerable:!0}}static getPropertyOptions(i){var t;return(t=this.elementProperties.get(i))!=null?t:we}static _$Ei(){if(this.hasOwnProperty(bt("elementProperties")))return;let i=Ai(this);i.finalize(),i.l!==void 0&&(this.l=[...i.l]),this.elementProperties=new Map(i.elementProperties)}static finalize(){if(this.hasOwnProperty(bt("finalized")))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(bt("properties"))){let t=this.properties,e=[...xi(t),...wi(t)];for(let s of e)this.createProperty(s,t[s])}let i=this[Symbol.metadata];if(i!==null){let t=litPropertyMetadata.get(i);if(t!==void 0)for(let[e,s]of t)this.elementProperties.set(e,s)}this._$Eh=new Map;for(let[t,e]of this.elementProperties){let s=this._$Eu(t,e);s!==void 0&&this._$Eh.set(s,t)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(i){let t=[];if(Array.isArray(i)){let e=new Set(i.flat(1/0).reverse());for(let s of e)t.unshift(se(s))}else i!==void 0&&t.push(se(i));return t}static _$Eu(i,t){let e=t.attribute;return e===!1?void 0:typeof e=="string"?e:typeof i=="string"?i.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){var i;this._$ES=new Promise(t=>this.enableUpdating=t),this._$AL=new Map,this._$E_(),this.requestUpdate(),(i=this.constructor.l)==null||i.forEach(t=>t(this))}addController(i){var t,e;((t=this._$EO)!=null?t:this._$EO=new Set).add(i),this.renderRoot!==void 0&&this.isConnected&&((e=i.hostConnected)==null||e.call(i))}removeController(i){var t;(t=this._$EO)==null||t.delete(i)}_$E_(){let i=new Map,t=this.constructor.elementProperties;for(let e of t.keys())this.hasOwnProperty(e)&&(i.set(e,this[e]),delete this[e]);i.size>0&&(this._$Ep=i)}createRenderRoot(){var t;let i=(t=this.shadowRoot)!=null?t:this.attachShadow(this.constructor.shadowRootOptions);return $e(i,this.constructor.elementStyles),i}connectedCallback(){var i,t;(i=this.renderRoot)!=null||(this.renderRoot=this.createRenderRoot()),this.enableUpdating(!0),(t=this._$EO)==null||t.forEach(e=>{var s;return(s=e.hostConnected)==null?void 0:s.call(e)})}enableUpdating(i){}disconnectedCallback(){var i;(i=this._$EO)==null||i.forEach(t=>{var e;return(e=t.hostDisconnected)==null?void 0:e.call(t)})}attributeChangedCallback(i,t,e){this._$AK(i,e)}_$ET(i,t){var r;let e=this.constructor.elementProperties.get(i),s=this.constructor._$Eu(i,e);if(s!==void 0&&e.reflect===!0){let o=(((r=e.converter)==null?void 0:r.toAttribute)!==void 0?e.converter:_t).toAttribute(t,e.type);this._$Em=i,o==null?this.removeAttribute(s):this.setAttribute(s,o),this._$Em=null}}_$AK(i,t){var r,o,a;let e=this.constructor,s=e._$Eh.get(i);if(s!==void 0&&this._$Em!==s){let l=e.getPropertyOptions(s),c=typeof l.converter=="function"?{fromAttribute:l.converter}:((r=l.converter)==null?void 0:r.fromAttribute)!==void 0?l.converter:_t;this._$Em=s;let p=c.fromAttribute(t,l.type);this[s]=(a=p!=null?p:(o=this._$Ej)==null?void 0:o.get(s))!=null?a:p,this._$Em=null}}requestUpdate(i,t,e,s=!1,r){var o,a;if(i!==void 0){let l=this.constructor;if(s===!1&&(r=this[i]),e!=null||(e=l.getPropertyOptions(i)),!(((o=e.hasChanged)!=null?o:Dt)(r,t)||e.useDefault&&e.reflect&&r===((a=this._$Ej)==null?void 0:a.get(i))&&!this.hasAttribute(l._$Eu(i,e))))return;this.C(i,t,e)}this.isUpdatePending===!1&&(this._$ES=this._$EP())}C(i,t,{useDefault:e,reflect:s,wrapped:r},o){var a,l,c;e&&!((a=this._$Ej)!=null?a:this._$Ej=new Map).has(i)&&(this._$Ej.set(i,(l=o!=null?o:t)!=null?l:this[i]),r!==!0||o!==void 0)||(this._$AL.has(i)||(this.hasUpdated||e||(t=void 0),this._$AL.set(i,t)),s===!0&&this._$Em!==i&&((c=this._$Eq)!=null?c:this._$Eq=new Set).add(i))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(t){Promise.reject(t)}let i=this.scheduleUpdate();return i!=null&&await i,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){var e,s;if(!this.isUpdatePending)return;if(!this.hasUpdated){if((e=this.renderRoot)!=null||(this.renderRoot=this.createRenderRoot()),this._$Ep){for(let[o,a]of this._$Ep)this[o]=a;this._$Ep=void 0}let r=this.constructor.elementProperties;if(r.size>0)for(let[o,a]of r){let{wrapped:l}=a,c=this[o];l!==!0||this._$AL.has(o)||c===void 0||this.C(o,void 0,a,c)}}let i=!1,t=this._$AL;try{i=this.shouldUpdate(t),i?(this.willUpdate(t),(s=this._$EO)==null||s.forEach(r=>{var o;return(o=r.hostUpdate)==null?void 0:o.call(r)}),this.update(t)):this._$EM()}catch(r){throw i=!1,this._$EM(),r}i&&this._$AE(t)}willUpdate(i){}_$AE(i){var t;(t=this._$EO)==null||t.forEach(e=>{var s;return(s=e.hostUpdated)==null?void 0:s.call(e)}),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(i)),this.updated(i)}_$EM(){this._$AL=new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(i){return!0}update(i){this._$Eq&&(this._$Eq=this._$Eq.forEach(t=>this._$ET(t,this[t]))),this._$EM()}updated(i){}firstUpdated(i){}},Ee;N.elementStyles=[],N.shadowRootOptions={mode:"open"},N[bt("elementProperties")]=new Map,N[bt("finalized")]=new Map,re==null||re({ReactiveElement:N}),((Ee=V.reactiveElementVersions)!=null?Ee:V.reactiveElementVersions=[]).push("2.1.2");var xt=globalThis,Se=n=>n,Ht=xt.trustedTypes,Ce=Ht?Ht.createPolicy("lit-html",{createHTML:n=>n}):void 0,ae="$lit$",j=`lit$${Math.random().toFixed(9).slice(2)}$`,le="?"+j,Ei=`<${le}>`,tt=document,wt=()=>tt.createComment(""),At=n=>n===null||typeof n!="object"&&typeof n!="function",ce=Array.isArray,He=n=>ce(n)||typeof(n==null?void 0:n[Symbol.iterator])=="function",ne=`[ 	
\f\r]`,$t=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,ke=/-->/g,Re=/>/g,Q=RegExp(`>|${ne}(?:([^\\s"'>=/]+)(${ne}*=${ne}*(?:[^ 	
\f\r"'\`<>=]|("|')|))|$)`,"g"),Me=/'/g,Pe=/"/g,Oe=/^(?:script|style|textarea|title)$/i,de=n=>(i,...t)=>({_$litType$:n,strings:i,values:t}),d=de(1),ys=de(2),bs=de(3),W=Symbol.for("lit-noChange"),m=Symbol.for("lit-nothing"),Le=new WeakMap,Z=tt.createTreeWalker(tt,129);function Ie(n,i){if(!ce(n)||!n.hasOwnProperty("raw"))throw Error("invalid template strings array");return Ce!==void 0?Ce.createHTML(i):i}var Ue=(n,i)=>{let t=n.length-1,e=[],s,r=i===2?"<svg>":i===3?"<math>":"",o=$t;for(let a=0;a<t;a++){let l=n[a],c,p,u=-1,v=0;for(;v<l.length&&(o.lastIndex=v,p=o.exec(l),p!==null);)v=o.lastIndex,o===$t?p[1]==="!--"?o=ke:p[1]!==void 0?o=Re:p[2]!==void 0?(Oe.test(p[2])&&(s=RegExp("</"+p[2],"g")),o=Q):p[3]!==void 0&&(o=Q):o===Q?p[0]===">"?(o=s!=null?s:$t,u=-1):p[1]===void 0?u=-2:(u=o.lastIndex-p[2].length,c=p[1],o=p[3]===void 0?Q:p[3]==='"'?Pe:Me):o===Pe||o===Me?o=Q:o===ke||o===Re?o=$t:(o=Q,s=void 0);let b=o===Q&&n[a+1].startsWith("/>")?" ":"";r+=o===$t?l+Ei:u>=0?(e.push(c),l.slice(0,u)+ae+l.slice(u)+j+b):l+j+(u===-2?a:b)}return[Ie(n,r+(n[t]||"<?>")+(i===2?"</svg>":i===3?"</math>":"")),e]},Tt=class n{constructor({strings:i,_$litType$:t},e){let s;this.parts=[];let r=0,o=0,a=i.length-1,l=this.parts,[c,p]=Ue(i,t);if(this.el=n.createElement(c,e),Z.currentNode=this.el.content,t===2||t===3){let u=this.el.content.firstChild;u.replaceWith(...u.childNodes)}for(;(s=Z.nextNode())!==null&&l.length<a;){if(s.nodeType===1){if(s.hasAttributes())for(let u of s.getAttributeNames())if(u.endsWith(ae)){let v=p[o++],b=s.getAttribute(u).split(j),$=/([.?@])?(.*)/.exec(v);l.push({type:1,index:r,name:$[2],strings:b,ctor:$[1]==="."?It:$[1]==="?"?Ut:$[1]==="@"?zt:it}),s.removeAttribute(u)}else u.startsWith(j)&&(l.push({type:6,index:r}),s.removeAttribute(u));if(Oe.test(s.tagName)){let u=s.textContent.split(j),v=u.length-1;if(v>0){s.textContent=Ht?Ht.emptyScript:"";for(let b=0;b<v;b++)s.append(u[b],wt()),Z.nextNode(),l.push({type:2,index:++r});s.append(u[v],wt())}}}else if(s.nodeType===8)if(s.data===le)l.push({type:2,index:r});else{let u=-1;for(;(u=s.data.indexOf(j,u+1))!==-1;)l.push({type:7,index:r}),u+=j.length-1}r++}}static createElement(i,t){let e=tt.createElement("template");return e.innerHTML=i,e}};function et(n,i,t=n,e){var o,a,l;if(i===W)return i;let s=e!==void 0?(o=t._$Co)==null?void 0:o[e]:t._$Cl,r=At(i)?void 0:i._$litDirective$;return(s==null?void 0:s.constructor)!==r&&((a=s==null?void 0:s._$AO)==null||a.call(s,!1),r===void 0?s=void 0:(s=new r(n),s._$AT(n,t,e)),e!==void 0?((l=t._$Co)!=null?l:t._$Co=[])[e]=s:t._$Cl=s),s!==void 0&&(i=et(n,s._$AS(n,i.values),s,e)),i}var Ot=class{constructor(i,t){this._$AV=[],this._$AN=void 0,this._$AD=i,this._$AM=t}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(i){var c;let{el:{content:t},parts:e}=this._$AD,s=((c=i==null?void 0:i.creationScope)!=null?c:tt).importNode(t,!0);Z.currentNode=s;let r=Z.nextNode(),o=0,a=0,l=e[0];for(;l!==void 0;){if(o===l.index){let p;l.type===2?p=new lt(r,r.nextSibling,this,i):l.type===1?p=new l.ctor(r,l.name,l.strings,this,i):l.type===6&&(p=new Nt(r,this,i)),this._$AV.push(p),l=e[++a]}o!==(l==null?void 0:l.index)&&(r=Z.nextNode(),o++)}return Z.currentNode=tt,s}p(i){let t=0;for(let e of this._$AV)e!==void 0&&(e.strings!==void 0?(e._$AI(i,e,t),t+=e.strings.length-2):e._$AI(i[t])),t++}},lt=class n{get _$AU(){var i,t;return(t=(i=this._$AM)==null?void 0:i._$AU)!=null?t:this._$Cv}constructor(i,t,e,s){var r;this.type=2,this._$AH=m,this._$AN=void 0,this._$AA=i,this._$AB=t,this._$AM=e,this.options=s,this._$Cv=(r=s==null?void 0:s.isConnected)!=null?r:!0}get parentNode(){let i=this._$AA.parentNode,t=this._$AM;return t!==void 0&&(i==null?void 0:i.nodeType)===11&&(i=t.parentNode),i}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(i,t=this){i=et(this,i,t),At(i)?i===m||i==null||i===""?(this._$AH!==m&&this._$AR(),this._$AH=m):i!==this._$AH&&i!==W&&this._(i):i._$litType$!==void 0?this.$(i):i.nodeType!==void 0?this.T(i):He(i)?this.k(i):this._(i)}O(i){return this._$AA.parentNode.insertBefore(i,this._$AB)}T(i){this._$AH!==i&&(this._$AR(),this._$AH=this.O(i))}_(i){this._$AH!==m&&At(this._$AH)?this._$AA.nextSibling.data=i:this.T(tt.createTextNode(i)),this._$AH=i}$(i){var r;let{values:t,_$litType$:e}=i,s=typeof e=="number"?this._$AC(i):(e.el===void 0&&(e.el=Tt.createElement(Ie(e.h,e.h[0]),this.options)),e);if(((r=this._$AH)==null?void 0:r._$AD)===s)this._$AH.p(t);else{let o=new Ot(s,this),a=o.u(this.options);o.p(t),this.T(a),this._$AH=o}}_$AC(i){let t=Le.get(i.strings);return t===void 0&&Le.set(i.strings,t=new Tt(i)),t}k(i){ce(this._$AH)||(this._$AH=[],this._$AR());let t=this._$AH,e,s=0;for(let r of i)s===t.length?t.push(e=new n(this.O(wt()),this.O(wt()),this,this.options)):e=t[s],e._$AI(r),s++;s<t.length&&(this._$AR(e&&e._$AB.nextSibling,s),t.length=s)}_$AR(i=this._$AA.nextSibling,t){var e;for((e=this._$AP)==null?void 0:e.call(this,!1,!0,t);i!==this._$AB;){let s=Se(i).nextSibling;Se(i).remove(),i=s}}setConnected(i){var t;this._$AM===void 0&&(this._$Cv=i,(t=this._$AP)==null||t.call(this,i))}},it=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(i,t,e,s,r){this.type=1,this._$AH=m,this._$AN=void 0,this.element=i,this.name=t,this._$AM=s,this.options=r,e.length>2||e[0]!==""||e[1]!==""?(this._$AH=Array(e.length-1).fill(new String),this.strings=e):this._$AH=m}_$AI(i,t=this,e,s){let r=this.strings,o=!1;if(r===void 0)i=et(this,i,t,0),o=!At(i)||i!==this._$AH&&i!==W,o&&(this._$AH=i);else{let a=i,l,c;for(i=r[0],l=0;l<r.length-1;l++)c=et(this,a[e+l],t,l),c===W&&(c=this._$AH[l]),o||(o=!At(c)||c!==this._$AH[l]),c===m?i=m:i!==m&&(i+=(c!=null?c:"")+r[l+1]),this._$AH[l]=c}o&&!s&&this.j(i)}j(i){i===m?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,i!=null?i:"")}},It=class extends it{constructor(){super(...arguments),this.type=3}j(i){this.element[this.name]=i===m?void 0:i}},Ut=class extends it{constructor(){super(...arguments),this.type=4}j(i){this.element.toggleAttribute(this.name,!!i&&i!==m)}},zt=class extends it{constructor(i,t,e,s,r){super(i,t,e,s,r),this.type=5}_$AI(i,t=this){var o;if((i=(o=et(this,i,t,0))!=null?o:m)===W)return;let e=this._$AH,s=i===m&&e!==m||i.capture!==e.capture||i.once!==e.once||i.passive!==e.passive,r=i!==m&&(e===m||s);s&&this.element.removeEventListener(this.name,this,e),r&&this.element.addEventListener(this.name,this,i),this._$AH=i}handleEvent(i){var t,e;typeof this._$AH=="function"?this._$AH.call((e=(t=this.options)==null?void 0:t.host)!=null?e:this.element,i):this._$AH.handleEvent(i)}},Nt=class{constructor(i,t,e){this.element=i,this.type=6,this._$AN=void 0,this._$AM=t,this.options=e}get _$AU(){return this._$AM._$AU}_$AI(i){et(this,i)}},ze={M:ae,P:j,A:le,C:1,L:Ue,R:Ot,D:He,V:et,I:lt,H:it,N:Ut,U:zt,B:It,F:Nt},oe=xt.litHtmlPolyfillSupport,De;oe==null||oe(Tt,lt),((De=xt.litHtmlVersions)!=null?De:xt.litHtmlVersions=[]).push("3.3.3");var Ne=(n,i,t)=>{var r,o;let e=(r=t==null?void 0:t.renderBefore)!=null?r:i,s=e._$litPart$;if(s===void 0){let a=(o=t==null?void 0:t.renderBefore)!=null?o:null;e._$litPart$=s=new lt(i.insertBefore(wt(),a),a,void 0,t!=null?t:{})}return s._$AI(n),s};var st=globalThis,T=class extends N{constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){var t,e;let i=super.createRenderRoot();return(e=(t=this.renderOptions).renderBefore)!=null||(t.renderBefore=i.firstChild),i}update(i){let t=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(i),this._$Do=Ne(t,this.renderRoot,this.renderOptions)}connectedCallback(){var i;super.connectedCallback(),(i=this._$Do)==null||i.setConnected(!0)}disconnectedCallback(){var i;super.disconnectedCallback(),(i=this._$Do)==null||i.setConnected(!1)}render(){return W}},je;T._$litElement$=!0,T.finalized=!0,(je=st.litElementHydrateSupport)==null||je.call(st,{LitElement:T});var he=st.litElementPolyfillSupport;he==null||he({LitElement:T});var We;((We=st.litElementVersions)!=null?We:st.litElementVersions=[]).push("4.2.2");var Si={attribute:!0,type:String,converter:_t,reflect:!1,hasChanged:Dt},Ci=(n=Si,i,t)=>{let{kind:e,metadata:s}=t,r=globalThis.litPropertyMetadata.get(s);if(r===void 0&&globalThis.litPropertyMetadata.set(s,r=new Map),e==="setter"&&((n=Object.create(n)).wrapped=!0),r.set(t.name,n),e==="accessor"){let{name:o}=t;return{set(a){let l=i.get.call(this);i.set.call(this,a),this.requestUpdate(o,l,n,!0,a)},init(a){return a!==void 0&&this.C(o,void 0,n,a),a}}}if(e==="setter"){let{name:o}=t;return function(a){let l=this[o];i.call(this,a),this.requestUpdate(o,l,n,!0,a)}}throw Error("Unsupported decorator location: "+e)};function A(n){return(i,t)=>typeof t=="object"?Ci(n,i,t):((e,s,r)=>{let o=s.hasOwnProperty(r);return s.constructor.createProperty(r,e),o?Object.getOwnPropertyDescriptor(s,r):void 0})(n,i,t)}function f(n){return A({...n,state:!0,attribute:!1})}var rt=(n,i,t)=>(t.configurable=!0,t.enumerable=!0,Reflect.decorate&&typeof i!="object"&&Object.defineProperty(n,i,t),t);function w(n,i){return(t,e,s)=>{let r=o=>{var a,l;return(l=(a=o.renderRoot)==null?void 0:a.querySelector(n))!=null?l:null};if(i){let{get:o,set:a}=typeof e=="object"?t:s!=null?s:(()=>{let l=Symbol();return{get(){return this[l]},set(c){this[l]=c}}})();return rt(t,e,{get(){let l=o.call(this);return l===void 0&&(l=r(this),(l!==null||this.hasUpdated)&&a.call(this,l)),l}})}return rt(t,e,{get(){return r(this)}})}}var qe={ATTRIBUTE:1,CHILD:2,PROPERTY:3,BOOLEAN_ATTRIBUTE:4,EVENT:5,ELEMENT:6},Ve=n=>(...i)=>({_$litDirective$:n,values:i}),jt=class{constructor(i){}get _$AU(){return this._$AM._$AU}_$AT(i,t,e){this._$Ct=i,this._$AM=t,this._$Ci=e}_$AS(i,t){return this.update(i,t)}update(i,t){return this.render(...t)}};var{I:ki}=ze,Be=n=>n;var Ge=()=>document.createComment(""),ct=(n,i,t)=>{var r;let e=n._$AA.parentNode,s=i===void 0?n._$AB:i._$AA;if(t===void 0){let o=e.insertBefore(Ge(),s),a=e.insertBefore(Ge(),s);t=new ki(o,a,n,n.options)}else{let o=t._$AB.nextSibling,a=t._$AM,l=a!==n;if(l){let c;(r=t._$AQ)==null||r.call(t,n),t._$AM=n,t._$AP!==void 0&&(c=n._$AU)!==a._$AU&&t._$AP(c)}if(o!==s||l){let c=t._$AA;for(;c!==o;){let p=Be(c).nextSibling;Be(e).insertBefore(c,s),c=p}}}return t},B=(n,i,t=n)=>(n._$AI(i,t),n),Ri={},Fe=(n,i=Ri)=>n._$AH=i,Ke=n=>n._$AH,Wt=n=>{n._$AR(),n._$AA.remove()};var Xe=(n,i,t)=>{let e=new Map;for(let s=i;s<=t;s++)e.set(n[s],s);return e},qt=Ve(class extends jt{constructor(n){if(super(n),n.type!==qe.CHILD)throw Error("repeat() can only be used in text expressions")}dt(n,i,t){let e;t===void 0?t=i:i!==void 0&&(e=i);let s=[],r=[],o=0;for(let a of n)s[o]=e?e(a,o):o,r[o]=t(a,o),o++;return{values:r,keys:s}}render(n,i,t){return this.dt(n,i,t).values}update(n,[i,t,e]){var at;let s=Ke(n),{values:r,keys:o}=this.dt(i,t,e);if(!Array.isArray(s))return this.ut=o,r;let a=(at=this.ut)!=null?at:this.ut=[],l=[],c,p,u=0,v=s.length-1,b=0,$=r.length-1;for(;u<=v&&b<=$;)if(s[u]===null)u++;else if(s[v]===null)v--;else if(a[u]===o[b])l[b]=B(s[u],r[b]),u++,b++;else if(a[v]===o[$])l[$]=B(s[v],r[$]),v--,$--;else if(a[u]===o[$])l[$]=B(s[u],r[$]),ct(n,l[$+1],s[u]),u++,$--;else if(a[v]===o[b])l[b]=B(s[v],r[b]),ct(n,s[u],s[v]),v--,b++;else if(c===void 0&&(c=Xe(o,b,$),p=Xe(a,u,v)),c.has(a[u]))if(c.has(a[v])){let R=p.get(o[b]),ee=R!==void 0?s[R]:null;if(ee===null){let ye=ct(n,s[u]);B(ye,r[b]),l[b]=ye}else l[b]=B(ee,r[b]),ct(n,s[u],ee),s[R]=null;b++}else Wt(s[v]),v--;else Wt(s[u]),u++;for(;b<=$;){let R=ct(n,l[$+1]);B(R,r[b]),l[b++]=R}for(;u<=v;){let R=s[u++];R!==null&&Wt(R)}return this.ut=o,Fe(n,l),W}});var Et=["any","known","unknown","ignored"];function Ye(n,i){var e;let t=new Map;for(let s of n){let o=`${(e=s.vehicle_id)!=null?e:s.plate} ${s.status} ${i(new Date(s.detected_at))}`,a=t.get(o);a?a.detections.push(s):t.set(o,{id:s.id,detections:[s]})}return[...t.values()]}function M({vehicle:n,plate:i}){return n!=null?n:i}function y(n,i){var t;return((t=n==null?void 0:n.localize)==null?void 0:t.call(n,`ui.common.${i}`))||i.replace(/_/g," ")}function St(n,i,t){let e={message:i,...t?{action:t,duration:1e4,dismissable:!0}:{}};n.dispatchEvent(new CustomEvent("hass-notification",{detail:e,bubbles:!0,composed:!0}))}function H(n){let i=n==null?void 0:n.message;return typeof i=="string"?i:String(n)}var pe={card_name:"CarsXE plates",card_description:"The plates that your cameras have seen, with pictures and buttons for unknown ones.",vehicles_card_name:"CarsXE vehicles",dashboard_name:"License plates",dashboard_description:"CarsXE's cameras, known vehicles, unknown plates and costs.",list_label:"Detected plates",loading:"Loading…",empty_any:"No plate has been seen yet.",empty_known:"No known vehicle has been seen yet.",empty_unknown:"No unknown plate has been seen.",empty_ignored:"No ignored vehicle has been seen.",empty_search:"Nothing found.",empty_recent:"Nothing to show from the last {hours} h.",error_not_loaded:"The CarsXE integration isn't running. Check it under Settings > Devices & services.",error_other:"The plates can't be shown: {error}",error_action:"{plate} wasn't changed: {error}",status_known:"Known",status_unknown:"Unknown",status_ignored:"Ignored",status_guest:"Guest until {time}",action_add:"Add",action_add_label:"Add {plate}",action_guest:"Guest",action_guest_label:"Let {plate} be a guest for 24 hours",action_ignore:"Ignore",action_ignore_label:"Ignore {plate}",action_not_this:"Not this one",action_unignore:"Stop ignoring",said_new:"New: {name}, {camera}, {status}",said_added:"{plate} was added.",said_guest:"{plate} is a guest for 24 hours.",said_ignored:"{plate} is ignored from now on.",waiting:"{count} new",show_picture:"Show the picture of {name}",no_picture:"No picture",picture_label:"{name}, {camera}, {time}",score:"{score} sure",also_read:"Also read as: {plates}",zoom_in:"Zoom in",zoom_out:"Zoom out",add_title:"Add {plate}",add_name:"Name",add_name_help:"What you call this vehicle.",which_any:"All",which_known:"Known",which_unknown:"Unknown",which_ignored:"Ignored",form_title:"Title",form_entities:"Cameras",form_entities_help:"Empty: all cameras.",form_which:"Plates",form_limit:"How many",form_hours:"Not older than",form_hours_help:"Empty: however old.",form_actions:"Buttons",form_actions_help:"Add, guest, ignore, rename and remove, for administrators only.",config_title:"The title must be a text.",config_entities:"The cameras (entities) must be a list of entity ids.",config_which:"The plates (which) must be any, known, unknown or ignored.",config_limit:"How many (limit) must be a whole number from 1 to 100.",config_hours:"Not older than (hours) must be a whole number from 1 to 8760.",config_actions:"The buttons (actions) must be true or false.",view_title:"Plates",view_unknown:"Unknown plates of the last 24 hours",view_all:"All plates",view_vehicles:"Known vehicles",view_no_vehicles:"No vehicle is known yet.",vehicle_add:"Add vehicle",vehicle_unseen:"Not seen yet",vehicle_from:"Valid from {time}",vehicle_expired:"Expired {time}",csv_import:"Import CSV",csv_export:"Export CSV",said_imported:"Vehicles imported: {count}",view_account:"Calls and costs",view_empty:"There is no CarsXE camera yet. Add an account under Settings > Devices & services, and a camera on its page.",view_cameras:"Cameras",problems_link:"Open repairs",log_title:"Recent triggers",log_empty:"Nothing has triggered this camera yet.",log_scan:"Manual scan",log_captures:"Pictures taken: {count}",log_free:"Nothing paid",log_paid:"Paid: {count} (about {cost})",log_sent:"The picture that was sent",log_not_sent:"A picture that wasn't sent",log_announced:"announced",log_ignored:"ignored",log_not_new:"announced earlier",objection_read:"Not sent: {plate} was read before and is still there.",objection_cut_off:"Not sent: the plate is cut off by the edge of the picture.",objection_too_small:"Not sent: the plate is too small to read ({width} px wide with letters {height} px high; at least 38 and 6 are needed).",objection_unclear:"Not sent: it hardly looks like a plate ({score}).",objection_not_called:"Not sent: a plate that could be read, but no call was made.",region_title:"Region",region_help:"What is in the frame is sent. Drag the frame or its corner; arrow keys move it, with Shift they resize it. Gray areas are left out.",region_leave_out:"Leave out an area",region_area:"Left out {number}",region_frame:"Sent part"};var ue=new Map([["en",pe]]),Vt=new Map;function dt(){return document.documentElement.lang||"en"}function _(n,i,t={}){var s,r;return((r=(s=ue.get(Je(n)))==null?void 0:s[i])!=null?r:pe[i]).replace(/\{(\w+)\}/g,(o,a)=>{var l;return(l=t[a])!=null?l:o})}async function P(n){let i=Je(n);ue.has(i)||(Vt.has(i)||Vt.set(i,Pi(i)),await Vt.get(i))}function Je(n){var t;let[i=""]=n.split("-");return(t=[n,i].find(e=>g.includes(e)))!=null?t:"en"}async function Pi(n){try{let i=await fetch(new URL(`translations/${n}.json`,import.meta.url));i.ok&&ue.set(n,await i.json())}catch(i){}Vt.delete(n)}var Li={unknown:["add","guest","ignore"],known:["rename","remove","not_this"],ignored:["unignore","remove"]},Di=24;function L(n){var i,t;return((i=n==null?void 0:n.user)==null?void 0:i.is_admin)===!0&&((t=n.services.carsxe)==null?void 0:t.add_vehicle)!==void 0}function Bt({status:n,match:i}){return Li[n].filter(t=>t!=="not_this"||i!=="exact")}function Gt(n,i,t){if(i==="rename"||i==="remove"){let s=y(n,i);return[s,`${s}: ${M(t)}`]}let e=_(n.language,`action_${i}`);return i==="not_this"||i==="unignore"?[e,`${e}: ${M(t)}`]:[e,_(n.language,`action_${i}_label`,{plate:t.plate})]}async function Qe(n,i,t,e,s=t.plate){let r=await Hi(n,t,e,s),o={plate:t.plate};return G(n,i,{add:()=>_(n.language,"said_added",o),guest:()=>_(n.language,"said_guest",o),ignore:()=>_(n.language,"said_ignored",o),rename:()=>`${s}: ${y(n,"successfully_saved")}`,unignore:()=>`${M(t)}: ${y(n,"successfully_saved")}`,not_this:()=>`${t.plate}: ${y(n,"successfully_saved")}`,remove:()=>`${M(t)}: ${y(n,"successfully_deleted")}`}[e](),t.config_entry_id,r.id),r.detection}function G(n,i,t,e,s){let r=()=>{n.callWS({type:"carsxe/undo",config_entry_id:e,subentry_id:s}).catch(o=>{var a;return St(i,(a=o.message)!=null?a:"")})};St(i,t,{text:y(n,"undo"),action:r})}async function Hi(n,i,t,e){let{plate:s,vehicle_id:r,config_entry_id:o}=i,a=async v=>{let b={type:"carsxe/vehicles/save",config_entry_id:o,vehicle:v,...r?{vehicle_id:r}:{}};return(await n.callWS(b)).vehicle_id},l={status:"unknown",match:null,vehicle:null,vehicle_id:null,valid_until:null};switch(t){case"rename":return{id:await a({name:e}),detection:{vehicle:e}};case"unignore":return{id:await a({ignore:!1}),detection:{status:"known"}};case"not_this":return{id:await a({add_not_plate:s}),detection:l};case"remove":return await n.callWS({type:"carsxe/vehicles/remove",config_entry_id:o,vehicle_id:r}),{id:r!=null?r:"",detection:l}}let c=t==="guest"?new Date(Date.now()+Di*36e5).toISOString():null,p=await a({plate:s,name:e,...c?{valid_until:c}:{},...t==="ignore"?{ignore:!0}:{}});return{id:p,detection:{status:t==="ignore"?"ignored":"known",match:"exact",vehicle:e,vehicle_id:p,valid_until:c}}}var nt="carsxe-card",Ct="carsxe-vehicles-card",ht=100,ii=8760,si=10;function me(n){let{type:i,title:t,entities:e=[],which:s="any",limit:r=si,hours:o,actions:a=!0}=n,l=c=>{throw new Error(_(dt(),c))};return t!==void 0&&typeof t!="string"&&l("config_title"),(!Array.isArray(e)||!e.every(c=>typeof c=="string"))&&l("config_entities"),Et.includes(s)||l("config_which"),Ze(r,ht)||l("config_limit"),o!==void 0&&!Ze(o,ii)&&l("config_hours"),typeof a!="boolean"&&l("config_actions"),{type:i,...t?{title:t}:{},entities:e,which:s,limit:r,...o?{hours:o}:{},actions:a}}function Ze(n,i){return Number.isInteger(n)&&n>=1&&n<=i}var ti={entities:"form_entities_help",hours:"form_hours_help",actions:"form_actions_help"},ei={title:"form_title",entities:"form_entities",which:"form_which",limit:"form_limit",hours:"form_hours",actions:"form_actions"};function ri(){let n=t=>_(dt(),t),i=Et.map(t=>({value:t,label:n(`which_${t}`)}));return{schema:[{name:"title",selector:{text:{}}},{name:"entities",selector:{entity:{multiple:!0,filter:[{integration:"carsxe",domain:"image_processing"}]}}},{name:"",type:"grid",schema:[{name:"which",default:"any",selector:{select:{mode:"dropdown",options:i}}},{name:"limit",default:si,selector:{number:{min:1,max:ht,step:1,mode:"box"}}},{name:"hours",selector:{number:{min:1,max:ii,step:1,mode:"box",unit_of_measurement:"h"}}}]},{name:"actions",default:!0,selector:{boolean:{}}}],computeLabel:({name:t})=>ei[t]?n(ei[t]):t,computeHelper:({name:t})=>ti[t]?n(ti[t]):void 0,assertConfig:t=>{me(t)}}}function ni(n,i){var r;let{platform:t,device_id:e}=(r=n.entities[i])!=null?r:{},s=Object.values(n.entities).find(o=>o.device_id===e&&o.entity_id.startsWith("image_processing."));return t!=="carsxe"||!e||!s?null:{config:{type:`custom:${nt}`,entities:[s.entity_id]}}}var Oi=5e3,O=class{constructor(i,t=()=>{}){this.host=i;this.changed=t;this.attempt=0;this.answered=!1;this.restart=()=>{this.stop(),this.start()};i.addController(this)}hostConnected(){this.start()}hostDisconnected(){this.stop()}subscribe(i,t){i===this.connection&&JSON.stringify(t)===JSON.stringify(this.message)||(this.stop(),this.connection=i,this.message=t,this.answered=!1,this.start())}start(){this.connection&&this.message&&this.host.isConnected&&(this.connection.addEventListener("ready",this.restart),this.listen(this.connection,this.message,++this.attempt))}stop(){var i,t;this.attempt++,clearTimeout(this.retry),(i=this.connection)==null||i.removeEventListener("ready",this.restart),(t=this.unsubscribe)==null||t.call(this).catch(()=>{}),this.unsubscribe=void 0}async listen(i,t,e){try{let s=await i.subscribeMessage(r=>e===this.attempt&&this.receive(r),{...t},{resubscribe:!1});e===this.attempt?this.unsubscribe=s:await s()}catch(s){e===this.attempt&&this.fail(s)}}receive(i){let t=this.answered?this.value:void 0;this.answered=!0,this.value=i,this.error=void 0,this.changed(t,i),this.host.requestUpdate()}fail(i){let t=i==null?void 0:i.code;this.error={notLoaded:t==="unknown_command",message:H(i)},this.retry=setTimeout(this.restart,Oi),this.host.requestUpdate()}};var Ft=class extends O{constructor(i,t){super(i,(e,s)=>t(e==null?void 0:e.detections,s.detections))}get detections(){var i;return(i=this.value)==null?void 0:i.detections}follow(i,{entities:t,which:e,limit:s,search:r}){this.subscribe(i,{type:"carsxe/detections/subscribe",which:e,limit:s,search:r,...t.length>0?{entity_ids:t}:{}})}};var E=x`
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
`,Kt=x`
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
`,pt=x`
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
`,ut=x`
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
`;var Ii=[["day",86400],["hour",3600],["minute",60]];function mt(n,i,t=Date.now()){var a;let e=Math.min(0,Math.round((n.getTime()-t)/1e3)),[s,r]=(a=Ii.find(([,l])=>-e>=l))!=null?a:["second",1];return new Intl.RelativeTimeFormat(i,{numeric:"auto"}).format(s==="second"?0:Math.trunc(e/r),s)}function K(n,i){return ge(n,i,{dateStyle:"medium",timeStyle:"medium"})}function kt(n,i,t=new Date){let e=F(n,i)===F(t,i);return ge(n,i,{timeStyle:"short",...e?{}:{dateStyle:"short"}})}function F(n,i){return new Intl.DateTimeFormat("en-CA",{dateStyle:"short",...ai(i)}).format(n)}function oi(n,i,t=new Date){let e=Math.round((Date.parse(F(n,i))-Date.parse(F(t,i)))/864e5);return e>0||e<-1?ge(n,i,{dateStyle:"medium"}):new Intl.RelativeTimeFormat(i.language,{numeric:"auto"}).format(e,"day")}function ge(n,i,t){let{language:e,time_format:s}=i.locale;return new Intl.DateTimeFormat(s==="system"?void 0:e,{...t,...s==="12"||s==="24"?{hour12:s==="12"}:{},...ai(i)}).format(n)}function ai(n){return n.locale.time_zone==="server"?{timeZone:n.config.time_zone}:{}}var Ui=3e4,zi=300,Ni=36e5,S=class extends T{constructor(){super(...arguments);this.search="";this.said="";this.busy=new Set;this.inUse=!1;this.feed=new Ft(this,(t,e)=>this.announce(t,e));this.waiting=0}static getConfigForm(){return ri()}static getStubConfig(){return{which:"any",limit:10}}setConfig(t){this.config=me(t),this.which=this.config.which}getCardSize(){var t,e;return 1+Math.min((e=(t=this.config)==null?void 0:t.limit)!=null?e:1,10)}getGridOptions(){return{columns:12,min_columns:6,min_rows:2}}connectedCallback(){super.connectedCallback(),this.ticking=setInterval(()=>this.requestUpdate(),Ui)}disconnectedCallback(){super.disconnectedCallback(),clearInterval(this.ticking),clearTimeout(this.typing)}shouldUpdate(t){let e=t.get("hass");return t.size!==1||!t.has("hass")||!e||!this.hass?!0:["connection","language","locale","localize","services","user"].some(r=>{var o;return e[r]!==((o=this.hass)==null?void 0:o[r])})}willUpdate(t){var r,o;if(!this.hass||!this.config)return;let{entities:e,which:s}=this.config;this.feed.follow(this.hass.connection,{entities:e,which:(r=this.which)!=null?r:s,search:this.search,limit:ht}),this.arrange(this.hass),t.has("hass")&&((o=t.get("hass"))==null?void 0:o.language)!==this.hass.language&&P(this.hass.language).then(()=>this.requestUpdate())}arrange(t){var a;let e=this.recent(),s=e&&Ye(e,l=>F(l,t)).slice(0,(a=this.config)==null?void 0:a.limit);if(this.waiting=0,!s||!this.groups||!this.inUse){this.groups=s;return}let r=new Map(s.flatMap(l=>l.detections.map(({id:c})=>[c,l]))),o=new Set;this.groups=this.groups.flatMap(l=>{let c=r.get(l.id);return c&&o.has(c)?[]:(c&&o.add(c),[{...c!=null?c:l,id:l.id}])}),this.waiting=s.filter(l=>!o.has(l)).length}render(){var e,s,r,o,a,l;let t=(e=this.config)==null?void 0:e.title;return d`
      <ha-card>
        <div class="content">
          ${t?d`<h2>${t}</h2>`:m} ${this.renderTools()} ${this.renderContent()}
          <div class="said" role="status" aria-live="polite">${this.said}</div>
        </div>
      </ha-card>
      <carsxe-picture-dialog
        .hass=${this.hass}
        .detections=${((s=this.groups)!=null?s:[]).flatMap(({detections:c})=>c)}
        .actions=${(o=(r=this.config)==null?void 0:r.actions)!=null?o:!1}
        .failure=${(l=(a=this.failed)==null?void 0:a.message)!=null?l:""}
        @carsxe-action=${this.pressed}
      ></carsxe-picture-dialog>
      <carsxe-name-dialog .hass=${this.hass}></carsxe-name-dialog>
    `}renderTools(){var e;if(((e=this.config)==null?void 0:e.which)!=="any")return m;let t=y(this.hass,"search");return d`<div class="tools">
      <input type="search" aria-label=${t} placeholder=${t} autocomplete="off" @input=${this.searched} />
      <div class="filters" role="group" aria-label=${this.text("form_which")}>
        ${Et.map(s=>d`<button type="button" aria-pressed=${this.which===s} @click=${()=>this.which=s}>
              ${this.text(`which_${s}`)}
            </button>`)}
      </div>
    </div>`}renderContent(){var e,s;let{error:t}=this.feed;if(t&&(t.notLoaded||!this.groups)){let r=this.text(t.notLoaded?"error_not_loaded":"error_other",{error:t.message});return d`<p class="note error" role="alert">${r}</p>`}return this.groups?this.groups.length===0?d`<p class="note">${this.emptyText()}</p>`:d`<ul
      role="list"
      tabindex="0"
      aria-label=${(s=(e=this.config)==null?void 0:e.title)!=null?s:this.text("list_label")}
      @pointerenter=${this.used}
      @pointerleave=${this.used}
      @focusin=${this.used}
      @focusout=${this.used}
    >
      ${this.waiting?this.renderWaiting():m}
      ${qt(this.groups,({id:r})=>r,r=>this.renderRow(r))}
    </ul>`:d`<p class="note">${this.text("loading")}</p>`}renderWaiting(){return d`<li class="waiting">
      <button type="button" @click=${()=>{this.inUse=!1}}>${this.text("waiting",{count:`${this.waiting}`})}</button>
    </li>`}recent(){var s,r;let{hours:t=1/0}=(s=this.config)!=null?s:{},e=Date.now()-t*Ni;return(r=this.feed.detections)==null?void 0:r.filter(({detected_at:o})=>new Date(o).getTime()>e)}emptyText(){var e,s;let{hours:t}=(e=this.config)!=null?e:{};return this.search?this.text("empty_search"):t?this.text("empty_recent",{hours:`${t}`}):this.text(`empty_${(s=this.which)!=null?s:"any"}`)}renderRow({id:t,detections:e}){var u;let[s]=e,{plate:r,vehicle:o,score:a,status:l}=s,c=[...new Set(e.map(({camera_name:v})=>v))],p=[o&&o!==r?r:void 0,...c];return d`<li id="row-${t}" class=${l} tabindex="-1">
      ${this.renderThumbnail(s)}
      <div>
        <div class="name"><bdi>${M(s)}</bdi></div>
        <div class="details">
          ${p.filter(Boolean).map(v=>d`<bdi>${v}</bdi>&nbsp;· `)}
          ${a===null?m:d`<bdi>${this.scoreText(a)}</bdi>&nbsp;· `}
          ${this.renderTime(e)}
        </div>
        <div class="status">${this.statusText(s)}</div>
      </div>
      ${this.renderActions(t,s)}
      ${((u=this.failed)==null?void 0:u.id)===t?d`<p class="failure" role="alert">${this.failed.message}</p>`:m}
    </li>`}renderTime(t){if(!this.hass)return m;let e=new Date(t[0].detected_at),s=d`<bdi>${t.length} × ${oi(e,this.hass)}</bdi>&nbsp;· `;return d`${t.length>1?s:m}<time
        datetime=${e.toISOString()}
        title=${K(e,this.hass)}
        ><bdi>${mt(e,this.hass.language)}</bdi></time
      >`}renderThumbnail(t){let{thumbnail:e}=t;if(!e)return d`<div class="thumbnail" role="img" aria-label=${this.text("no_picture")}>–</div>`;let s=this.text("show_picture",{name:M(t)});return d`<button
      type="button"
      class="thumbnail"
      aria-label=${s}
      title=${s}
      @click=${()=>this.picture.show(t)}
    >
      <img src=${e} alt="" loading="lazy" />
    </button>`}renderActions(t,e){var r;let{hass:s}=this;return!((r=this.config)!=null&&r.actions)||!L(s)?m:d`<div class="actions" aria-busy=${this.busy.has(t)}>
      ${Bt(e).map(o=>{let[a,l]=Gt(s,o,e);return d`<button
          type="button"
          class=${o}
          aria-label=${l}
          title=${l}
          ?disabled=${this.busy.has(t)}
          @click=${()=>this.act(t,e,o)}
        >
          ${a}
        </button>`})}
    </div>`}used(t){let e=t.currentTarget,s=t instanceof FocusEvent&&t.type==="focusout"?t.relatedTarget:void 0,r=t.type==="focusout"?e.contains(s):e.matches(":focus-within");this.inUse=r||e.matches(":hover")}searched(t){clearTimeout(this.typing);let{value:e}=t.target;this.typing=setTimeout(()=>this.search=e.trim(),zi)}pressed(t){var o,a;let{action:e,detection:s}=t.detail,r=(o=this.groups)==null?void 0:o.find(({detections:l})=>l.some(({id:c})=>c===s.id));this.act((a=r==null?void 0:r.id)!=null?a:s.id,s,e)}async act(t,e,s){let{hass:r}=this;if(!r)return;let{plate:o}=e,a=await this.nameFor(r,e,s);if(a!==void 0){this.failed=void 0,this.inUse=!0,this.busy=new Set([...this.busy,t]);try{this.patch(t,await Qe(r,this,e,s,a))}catch(l){this.failed={id:t,message:this.text("error_action",{plate:o,error:H(l)})}}this.busy=new Set([...this.busy].filter(l=>l!==t)),await this.updateComplete,this.keepFocus(t)}}async nameFor(t,e,s){let{plate:r,vehicle:o}=e;return s==="add"?this.naming.ask(this.text("add_title",{plate:r}),this.text("action_add")):s==="rename"?this.naming.ask(`${y(t,"rename")}: ${o}`,y(t,"save"),o!=null?o:""):r}patch(t,e){var r;let s=o=>({...o,...e});this.groups=(r=this.groups)==null?void 0:r.map(o=>{let[a,...l]=o.detections;return o.id===t?{id:t,detections:[s(a),...l.map(s)]}:o})}keepFocus(t){var s,r;if((s=this.renderRoot.querySelector("carsxe-picture-dialog"))!=null&&s.matches(":focus-within"))return;let e=this.renderRoot.querySelector(`#row-${CSS.escape(t)}`);(r=e!=null?e:this.renderRoot.querySelector("ul"))==null||r.focus({preventScroll:!0})}announce(t,e){let[s]=e,r=t==null?void 0:t[0];!t||!s||s.id===(r==null?void 0:r.id)||r&&s.detected_at<r.detected_at||(this.said=this.text("said_new",{name:M(s),camera:s.camera_name,status:this.text(`status_${s.status}`)}))}statusText({status:t,valid_until:e}){return t==="known"&&e&&this.hass?this.text("status_guest",{time:kt(new Date(e),this.hass)}):this.text(`status_${t}`)}scoreText(t){var s;let e=new Intl.NumberFormat((s=this.hass)==null?void 0:s.language,{style:"percent"});return this.text("score",{score:e.format(t)})}text(t,e){var s,r;return _((r=(s=this.hass)==null?void 0:s.language)!=null?r:"en",t,e)}};S.styles=[E,Kt,pt,ut],h([A({attribute:!1})],S.prototype,"hass",2),h([f()],S.prototype,"config",2),h([f()],S.prototype,"which",2),h([f()],S.prototype,"search",2),h([f()],S.prototype,"said",2),h([f()],S.prototype,"busy",2),h([f()],S.prototype,"failed",2),h([f()],S.prototype,"inUse",2),h([w("carsxe-picture-dialog")],S.prototype,"picture",2),h([w("carsxe-name-dialog")],S.prototype,"naming",2);var C=class extends T{async open(){await this.updateComplete,this.dialog.open||this.dialog.showModal()}close(){this.dialog.close()}clicked(i){i.target===this.dialog&&this.close()}text(i,t){var e,s;return _((s=(e=this.hass)==null?void 0:e.language)!=null?s:"en",i,t)}};h([A({attribute:!1})],C.prototype,"hass",2),h([w("dialog")],C.prototype,"dialog",2);var I=x`
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
`;var X=class extends C{constructor(){super(...arguments);this.heading="";this.button="";this.answer=()=>{}}async ask(t,e,s=""){return this.heading=t,this.button=e,await this.open(),this.input.value=s,this.input.select(),new Promise(r=>this.answer=r)}render(){return d`<dialog aria-labelledby="title" @close=${()=>this.answer(void 0)} @click=${this.clicked}>
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
          <button type="button" @click=${this.close}>${y(this.hass,"cancel")}</button>
          <button type="submit" class="main">${this.button}</button>
        </div>
      </form>
    </dialog>`}submitted(t){t.preventDefault(),this.answer(this.input.value.trim()),this.close()}};X.styles=[E,I,x`
      dialog {
        width: 400px;
      }
      p {
        margin: 4px 0 0;
        font-size: 0.875rem;
        color: var(--secondary-text-color);
      }
    `],h([f()],X.prototype,"heading",2),h([f()],X.prototype,"button",2),h([w("input")],X.prototype,"input",2);var Xt=1.5,U=class extends C{constructor(){super(...arguments);this.detections=[];this.actions=!1;this.failure=""}async show(t){this.shown=t,await this.open()}willUpdate(){var t;this.shown=(t=this.detections.find(({id:e})=>{var s;return e===((s=this.shown)==null?void 0:s.id)}))!=null?t:this.shown}render(){return d`<dialog
      aria-labelledby="title"
      @close=${()=>this.shown=void 0}
      @click=${this.clicked}
      @keydown=${this.typed}
    >
      ${this.shown&&this.hass?this.renderPicture(this.shown,this.hass):m}
    </dialog>`}renderPicture(t,e){var a,l;let s=M(t),r=K(new Date(t.detected_at),e),o=this.text("picture_label",{name:s,camera:t.camera_name,time:r});return d`
      <h2 id="title"><bdi>${s}</bdi></h2>
      <carsxe-zoom
        .src=${(l=(a=t.picture)!=null?a:t.thumbnail)!=null?l:""}
        .alt=${o}
        @carsxe-swipe=${c=>this.step(c.detail)}
      ></carsxe-zoom>
      ${this.renderTools(t,e)}
      <p>
        <bdi>${t.plate}</bdi> · <bdi>${t.camera_name}</bdi> ·
        ${t.score===null?m:d`${this.scoreText(t.score)} · `}<bdi>${r}</bdi>
      </p>
      ${t.candidates.length>0?d`<p>${this.text("also_read",{plates:t.candidates.join(", ")})}</p>`:m}
      ${this.failure?d`<p class="failure" role="alert">${this.failure}</p>`:m}
      <div class="buttons">
        ${this.actions&&L(e)?Bt(t).map(c=>this.renderAction(c,t)):m}
        <button type="button" class="end" @click=${this.close}>${y(e,"close")}</button>
      </div>
    `}renderTools(t,e){let s=this.place,r=`${t.plate}_${F(new Date(t.detected_at),e)}.jpg`;return d`<div class="tools">
      <button type="button" ?disabled=${s<=0} @click=${()=>this.step(-1)}>${y(e,"previous")}</button>
      <span aria-live="polite">${s+1} / ${this.detections.length}</span>
      <button type="button" ?disabled=${s>=this.detections.length-1} @click=${()=>this.step(1)}>
        ${y(e,"next")}
      </button>
      <button
        type="button"
        class="end"
        aria-label=${this.text("zoom_out")}
        title=${this.text("zoom_out")}
        @click=${()=>this.picture.zoom(1/Xt)}
      >
        −
      </button>
      <button
        type="button"
        aria-label=${this.text("zoom_in")}
        title=${this.text("zoom_in")}
        @click=${()=>this.picture.zoom(Xt)}
      >
        +
      </button>
      ${t.picture?d`<a class="button" href=${t.picture} download=${r}>${y(e,"download")}</a>`:m}
    </div>`}renderAction(t,e){let[s,r]=Gt(this.hass,t,e);return d`<button type="button" aria-label=${r} title=${r} @click=${()=>this.dispatchEvent(new CustomEvent("carsxe-action",{detail:{action:t,detection:e}}))}>${s}</button>`}get place(){return this.detections.findIndex(({id:t})=>{var e;return t===((e=this.shown)==null?void 0:e.id)})}step(t){var e;this.shown=(e=this.detections[this.place+t])!=null?e:this.shown}typed(t){var r;let e=getComputedStyle(this).direction==="rtl"?-1:1,s={ArrowRight:()=>this.step(e),ArrowLeft:()=>this.step(-e),"+":()=>this.picture.zoom(Xt),"-":()=>this.picture.zoom(1/Xt)};s[t.key]&&(t.preventDefault(),(r=s[t.key])==null||r.call(s))}scoreText(t){var s;let e=new Intl.NumberFormat((s=this.hass)==null?void 0:s.language,{style:"percent"});return this.text("score",{score:e.format(t)})}};U.styles=[E,I,x`
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
          height: 100vh;
          height: 100dvh;
          border-radius: 0;
          padding: 12px;
        }
      }
    `],h([A({attribute:!1})],U.prototype,"detections",2),h([A({type:Boolean})],U.prototype,"actions",2),h([A()],U.prototype,"failure",2),h([f()],U.prototype,"shown",2),h([w("carsxe-zoom")],U.prototype,"picture",2);var Yt="carsxe-problems",gt=class extends T{constructor(){super(...arguments);this.connectedWhileHidden=!0;this.feed=new O(this)}setConfig(){this.hidden=!0}getCardSize(){return 1}getGridOptions(){return{columns:"full",rows:"auto"}}willUpdate(){this.hass&&this.feed.subscribe(this.hass.connection,{type:"carsxe/problems/subscribe"})}render(){var e,s,r,o;let t=(s=(e=this.hass)==null?void 0:e.user)!=null&&s.is_admin?d` <a href="/config/repairs">${this.linkText()}</a>`:m;return((o=(r=this.feed.value)==null?void 0:r.problems)!=null?o:[]).map(a=>d`<ha-alert alert-type="error">${a}${t}</ha-alert>`)}updated(t){var s;let e=!((s=this.feed.value)!=null&&s.problems.length);e!==this.hidden&&(this.hidden=e,this.dispatchEvent(new CustomEvent("card-visibility-changed",{detail:{value:!e},bubbles:!0,composed:!0})))}linkText(){var t,e;return _((e=(t=this.hass)==null?void 0:t.language)!=null?e:"en","problems_link")}};gt.styles=x`
    ha-alert {
      display: block;
    }
    ha-alert + ha-alert {
      margin-top: 8px;
    }
    a {
      color: var(--primary-color);
    }
  `,h([A({attribute:!1})],gt.prototype,"hass",2);var Jt="carsxe-region-card",Y=class extends T{constructor(){super(...arguments);this.entity=""}setConfig({entity:t}){this.entity=typeof t=="string"?t:""}getCardSize(){return 1}getGridOptions(){return{columns:"full",rows:"auto"}}willUpdate(t){this.hidden=!L(this.hass)}render(){return L(this.hass)?d`<button type="button" @click=${()=>this.dialog.show(this.entity)}>
        ${_(this.hass.language,"region_title")}
      </button>
      <carsxe-region-dialog .hass=${this.hass}></carsxe-region-dialog>`:m}};Y.styles=[E],h([A({attribute:!1})],Y.prototype,"hass",2),h([f()],Y.prototype,"entity",2),h([w("carsxe-region-dialog")],Y.prototype,"dialog",2);var ji=2e3,Qt=1,Zt=2,Wi=20,qi={ArrowLeft:[-Qt,0],ArrowRight:[Qt,0],ArrowUp:[0,-Qt],ArrowDown:[0,Qt]},li={left:0,top:0,width:100,height:100},z=class extends C{constructor(){super(...arguments);this.areas=[];this.failure="";this.shown=""}disconnectedCallback(){super.disconnectedCallback(),clearInterval(this.live)}async show(t){var e;this.failure="",this.region=await((e=this.hass)==null?void 0:e.callWS({type:"carsxe/cameras/region",entity_id:t})),this.areas=this.region?[this.region.crop,...this.region.leave_out]:[],clearInterval(this.live),this.live=setInterval(()=>{this.look()},ji),await this.look(),await this.open()}render(){var s;let{hass:t,region:e}=this;return d`<dialog aria-labelledby="title" @close=${()=>clearInterval(this.live)}>
      <h2 id="title">${this.text("region_title")}</h2>
      <div
        class="picture"
        @pointermove=${this.moved}
        @pointerup=${()=>this.drag=void 0}
        @pointercancel=${()=>this.drag=void 0}
      >
        <img src=${this.shown} alt=${(s=e==null?void 0:e.source_entity_id)!=null?s:""} draggable="false" />
        ${this.areas.map((r,o)=>this.renderArea(r,o))}
      </div>
      <p id="help">${this.text("region_help")}</p>
      ${this.failure?d`<p class="failure" role="alert">${this.failure}</p>`:m}
      <div class="buttons">
        <button type="button" ?disabled=${this.areas.length>Wi} @click=${this.leaveOut}>
          ${this.text("region_leave_out")}
        </button>
        <button type="button" @click=${()=>this.areas=[li]}>${y(t,"reset")}</button>
        <button type="button" @click=${this.close}>${y(t,"cancel")}</button>
        <button type="button" class="main" @click=${this.save}>${y(t,"save")}</button>
      </div>
    </dialog>`}renderArea(t,e){let{left:s,top:r,width:o,height:a}=t,l=e===0?this.text("region_frame"):this.text("region_area",{number:`${e}`}),c=[s,r,o,a].map(p=>`${Math.round(p)} %`).join(", ");return d`<button
      type="button"
      class="area ${e===0?"sent":""}"
      aria-label="${l}: ${c}"
      aria-describedby="help"
      style="left:${s}%;top:${r}%;width:${o}%;height:${a}%"
      @pointerdown=${p=>this.pressed(p,e)}
      @keydown=${p=>this.typed(p,e)}
    >
      <span class="handle"></span>
    </button>`}async look(){var o,a,l,c;let{source_entity_id:t="",rotation:e=0}=(o=this.region)!=null?o:{},{entity_picture:s}=(c=(l=(a=this.hass)==null?void 0:a.states[t])==null?void 0:l.attributes)!=null?c:{};if(typeof s!="string")return;let r=`${s}${s.includes("?")?"&":"?"}t=${Date.now()}`;this.shown=e?await Vi(r,e):r}pressed(t,e){let s=this.areas[e];if(!s)return;let r=t.target;this.drag={index:e,resizes:r.className==="handle",x:t.clientX,y:t.clientY,before:s},this.picture.setPointerCapture(t.pointerId),t.currentTarget.focus({preventScroll:!0}),t.preventDefault()}moved(t){if(!this.drag)return;let{index:e,resizes:s,x:r,y:o,before:a}=this.drag,{width:l,height:c}=this.picture.getBoundingClientRect();this.change(e,a,s,(t.clientX-r)/l*100,(t.clientY-o)/c*100)}typed(t,e){let s=this.areas[e],r=qi[t.key];s&&r?(t.preventDefault(),this.change(e,s,t.shiftKey,...r)):e>0&&(t.key==="Delete"||t.key==="Backspace")&&(this.areas=this.areas.filter((o,a)=>a!==e))}change(t,e,s,r,o){let{left:a,top:l,width:c,height:p}=e,u=$=>Math.round($*10)/10,v=($,at,R)=>u(Math.min(Math.max($,at),R)),b=s?{left:a,top:l,width:v(c+r,Zt,100-a),height:v(p+o,Zt,100-l)}:{left:v(a+r,0,100-c),top:v(l+o,0,100-p),width:c,height:p};this.areas=this.areas.map(($,at)=>at===t?b:$)}async leaveOut(){var a,l;let{left:t,top:e,width:s,height:r}=(a=this.areas[0])!=null?a:li,o={left:t,top:e,width:Math.max(s/4,Zt),height:Math.max(r/4,Zt)};this.areas=[...this.areas,o],await this.updateComplete,(l=[...this.renderRoot.querySelectorAll(".area")].pop())==null||l.focus()}async save(){let{hass:t,region:e}=this;if(!t||!e)return;let{config_entry_id:s,camera_id:r}=e,[o,...a]=this.areas;try{await t.callWS({type:"carsxe/cameras/save_region",config_entry_id:s,camera_id:r,crop:o,leave_out:a}),this.close();let l=`${this.text("region_title")}: ${y(t,"successfully_saved")}`;G(t,this,l,s,r)}catch(l){this.failure=H(l)}}};z.styles=[E,I,x`
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
    `],h([f()],z.prototype,"region",2),h([f()],z.prototype,"areas",2),h([f()],z.prototype,"failure",2),h([f()],z.prototype,"shown",2),h([w(".picture")],z.prototype,"picture",2);async function Vi(n,i){let t=new Image;t.src=n,await t.decode();let{naturalWidth:e,naturalHeight:s}=t,r=document.createElement("canvas"),o=i%180!==0;r.width=o?s:e,r.height=o?e:s;let a=r.getContext("2d");return a==null||a.translate(r.width/2,r.height/2),a==null||a.rotate(i*Math.PI/180),a==null||a.drawImage(t,-e/2,-s/2),r.toDataURL("image/jpeg")}var te="carsxe-trigger-log",ot=class extends T{constructor(){super(...arguments);this.entity="";this.feed=new O(this)}setConfig(t){this.entity=String(t.entity)}getCardSize(){return 4}getGridOptions(){return{columns:"full",rows:"auto"}}willUpdate(t){var e;this.hass&&(this.feed.subscribe(this.hass.connection,{type:"carsxe/triggers/subscribe",entity_id:this.entity}),t.has("hass")&&((e=t.get("hass"))==null?void 0:e.language)!==this.hass.language&&P(this.hass.language).then(()=>this.requestUpdate()))}render(){return d`<ha-card>${this.renderContent()}</ha-card>`}renderContent(){let{error:t,value:e}=this.feed;return t?d`<p class="note error" role="alert">${this.text("error_other",{error:t.message})}</p>`:e!=null&&e.triggers.length?d`<ul role="list" tabindex="0" aria-label=${this.text("log_title")}>
      ${e.triggers.map(s=>this.renderRow(s))}
    </ul>`:d`<p class="note">${this.text(e?"log_empty":"loading")}</p>`}renderRow(t){var c,p;let{at:e,captures:s,plates:r,reason:o,unpaid:a}=t,l=new Date(e);return d`<li>
      ${this.renderPicture(t)}
      <div>
        <div class="name">${o}</div>
        ${r.map(u=>d`<div>${this.plateText(u)}</div>`)}
        ${a?d`<div>${this.unpaidText(a)}</div>`:m}
        <div class="details">
          ${this.triggerName(t)} · ${this.text("log_captures",{count:`${s}`})} · ${this.costText(t)} ·
          <time datetime=${e} title=${this.hass?K(l,this.hass):""}
            >${mt(l,(p=(c=this.hass)==null?void 0:c.language)!=null?p:"en")}</time
          >
        </div>
      </div>
    </li>`}renderPicture({picture:t,recognitions:e}){let s=this.text(t?e?"log_sent":"log_not_sent":"no_picture");return d`<div class="thumbnail" role="img" aria-label=${s} title=${s}>
      ${t?d`<img src="data:image/jpeg;base64,${t}" alt="" />`:"–"}
    </div>`}triggerName({trigger:t}){var s,r;let e=t&&((r=(s=this.hass)==null?void 0:s.states[t])==null?void 0:r.attributes.friendly_name);return typeof e=="string"?e:t!=null?t:this.text("log_scan")}costText({cost:t,recognitions:e}){var r;if(!e)return this.text("log_free");let s=new Intl.NumberFormat((r=this.hass)==null?void 0:r.language,{style:"currency",currency:"USD"});return this.text("log_paid",{count:`${e}`,cost:s.format(t)})}plateText({plate:t,score:e,vehicle:s,status:r,announced:o}){let a=[s&&s!==t?`${s} (${t})`:t];e!==null&&a.push(this.text("score",{score:this.percent(e)}));let l=o?"announced":r==="ignored"?"ignored":"not_new";return`${a.join(", ")}: ${this.text(`log_${l}`)}`}unpaidText({objection:t,plate:e,score:s,width:r,height:o}){return this.text(`objection_${t}`,{plate:e!=null?e:"",score:this.percent(s),width:`${r}`,height:`${o}`})}percent(t){var e;return new Intl.NumberFormat((e=this.hass)==null?void 0:e.language,{style:"percent"}).format(t)}text(t,e){var s,r;return _((r=(s=this.hass)==null?void 0:s.language)!=null?r:"en",t,e)}};ot.styles=[pt,ut,x`
      ul {
        max-height: 480px;
      }
    `],h([A({attribute:!1})],ot.prototype,"hass",2),h([f()],ot.prototype,"entity",2);var Bi=["sensor.status","sensor.last_plate","sensor.last_vehicle","sensor.last_detection"],Gi=["recognitions_today","estimated_cost_today","recognitions_this_month","estimated_cost","recognitions_saved"].map(n=>`sensor.${n}`),Fi={hours:24,limit:ht},ci=4,vt={grid_options:{columns:"full"}},Ki={type:`custom:${Ct}`,...vt},hi=["entities","devices"],Rt=class extends HTMLElement{static async generate(i,t){await P(t.language);let e=_(t.language,"view_title"),s=_(t.language,"view_cameras"),r=_(t.language,"view_vehicles");return{title:e,views:[{title:e,path:"plates",strategy:{type:"custom:carsxe"}},{title:r,path:"vehicles",strategy:{type:"custom:carsxe",view:"vehicles"}},{title:s,path:"cameras",strategy:{type:"custom:carsxe",view:"cameras"}}]}}};Rt.registryDependencies=hi;var Mt=class extends HTMLElement{static async generate({view:i},t){await P(t.language);let e=a=>_(t.language,a),s=Xi(t),r=s.filter(({entities:a})=>a.has("image_processing.plate"));if(i==="cameras")return fe(r.map(a=>Ji(a,e)));if(i==="vehicles")return fe([{...ft(e("view_vehicles"),"mdi:car-multiple",[Ki]),column_span:2}]);let o=[];return r.length>0?o.push(ft(e("view_unknown"),"mdi:help-circle-outline",[di("unknown",Fi)]),ft(e("view_all"),"mdi:format-list-bulleted",[di("any")])):o.push(ft(e("view_title"),"mdi:cctv",[es(e("view_empty"))])),o.push(...Qi(s,e)),fe(o)}};Mt.registryDependencies=hi;function fe(n){let i={type:"grid",column_span:ci,cards:[{type:`custom:${Yt}`}]};return{type:"sections",max_columns:ci,dense_section_placement:!0,sections:[i,...n]}}function Xi(n){var t,e;let i=new Map;for(let s of Object.values(n.entities)){let r=Yi(s),o=n.devices[(t=s.device_id)!=null?t:""];if(!r||!o)continue;let a=o.name_by_user||o.name||"",l=(e=i.get(o.id))!=null?e:{id:o.id,name:a,entities:new Map};l.entities.set(r,s.entity_id),i.set(o.id,l)}return[...i.values()].sort((s,r)=>s.name.localeCompare(r.name,n.language))}function Yi(n){if(!(n.platform!=="carsxe"||n.hidden||!n.translation_key))return`${n.entity_id.split(".")[0]}.${n.translation_key}`}function Ji({name:n,entities:i},t){let e=i.get("image.last_plate"),s=i.get("button.scan"),r=i.get("image_processing.plate");return ft(n,"mdi:cctv",[...e?[ts(e)]:[],...pi(i,Bi),...s?[{type:"tile",entity:s,name:{type:"entity"},hide_state:!0,...vt}]:[],{type:`custom:${Jt}`,entity:r},{type:"heading",heading:t("log_title"),heading_style:"subtitle",icon:"mdi:history"},{type:`custom:${te}`,entity:r}])}function Qi(n,i){let t=n.filter(({entities:e})=>e.has("sensor.recognitions_today"));return t.map(({name:e,entities:s})=>{let r=t.length>1?`${i("view_account")}: ${e}`:i("view_account");return ft(r,"mdi:cash-multiple",pi(s,Gi,vt))})}function pi(n,i,t={}){return i.flatMap(e=>{let s=n.get(e);return s?[{type:"tile",entity:s,name:{type:"entity"},visibility:Zi(s),...t}]:[]})}function Zi(n){return[{condition:"state",entity:n,state_not:"unknown"}]}function ts(n){return{type:"picture-entity",entity:n,show_name:!1,show_state:!1,...vt}}function di(n,i={}){return{type:`custom:${nt}`,which:n,limit:20,...i,...vt}}function es(n){return{type:"markdown",content:n,...vt}}function ft(n,i,t){return{type:"grid",cards:[{type:"heading",heading:n,icon:i},...t]}}var is=24*36e5,ss="component.carsxe.config_subentries.vehicle.step.user",q=class extends C{constructor(){super(...arguments);this.failure="";this.label=t=>t;this.account=""}async show(t,e){var r,o,a,l,c;this.account=t,this.vehicle=e,this.failure="";let s=await((o=(r=this.hass)==null?void 0:r.loadBackendTranslation)==null?void 0:o.call(r,"config_subentries","carsxe"));this.label=p=>(s==null?void 0:s(`${ss}.${p}`))||p,await this.open(),this.form.reset(),this.fill("plate",(a=e==null?void 0:e.plate)!=null?a:""),this.fill("name",(l=e==null?void 0:e.name)!=null?l:""),this.fill("valid_from",ve(e==null?void 0:e.valid_from)),this.fill("valid_until",ve(e==null?void 0:e.valid_until)),this.field("ignore").checked=(c=e==null?void 0:e.ignore)!=null?c:!1,this.field(e?"name":"plate").focus()}render(){let{hass:t,vehicle:e}=this,s=(r,o,a="text")=>d`<label for=${r}>${this.label(o)}</label>
        <input id=${r} type=${a} autocomplete="off" maxlength="100" ?required=${a==="text"} />`;return d`<dialog aria-labelledby="title" @click=${this.clicked}>
      <form @submit=${this.submitted}>
        <h2 id="title">${e?`${y(t,"edit")}: ${e.name}`:this.text("vehicle_add")}</h2>
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
        ${this.failure?d`<p class="failure" role="alert">${this.failure}</p>`:m}
        <div class="buttons">
          <button type="button" @click=${this.close}>${y(t,"cancel")}</button>
          <button type="submit" class="main">${y(t,"save")}</button>
        </div>
      </form>
    </dialog>`}field(t){return this.form.querySelector(`#${t}`)}fill(t,e){this.field(t).value=e}makeGuest(){this.fill("valid_until",ve(new Date(Date.now()+is).toISOString()))}async submitted(t){t.preventDefault();let{hass:e,vehicle:s}=this;if(!e)return;let r=this.field("name").value,o={plate:this.field("plate").value,name:r,valid_from:ui(this.field("valid_from").value),valid_until:ui(this.field("valid_until").value),ignore:this.field("ignore").checked},a=this.account;try{let{vehicle_id:l}=await e.callWS({type:"carsxe/vehicles/save",config_entry_id:a,vehicle:o,...s?{vehicle_id:s.vehicle_id}:{}});this.close(),G(e,this,`${r}: ${y(e,"successfully_saved")}`,a,l)}catch(l){this.failure=H(l)}}};q.styles=[E,I,x`
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
    `],h([f()],q.prototype,"vehicle",2),h([f()],q.prototype,"failure",2),h([f()],q.prototype,"label",2),h([w("form")],q.prototype,"form",2);function ve(n){if(!n)return"";let i=new Date(n);return new Date(i.getTime()-i.getTimezoneOffset()*6e4).toISOString().slice(0,16)}function ui(n){return n?new Date(n).toISOString():null}var rs=3e4,ns=["known","ignored"],k=class extends T{constructor(){super(...arguments);this.search="";this.which="known";this.accounts=[];this.failure="";this.feed=new O(this)}static getStubConfig(){return{}}setConfig(t){}getCardSize(){return 8}getGridOptions(){return{columns:12,min_columns:6,min_rows:2}}connectedCallback(){super.connectedCallback(),this.ticking=setInterval(()=>this.requestUpdate(),rs)}disconnectedCallback(){super.disconnectedCallback(),clearInterval(this.ticking)}shouldUpdate(t){let e=t.get("hass");return t.size!==1||!t.has("hass")||!e||!this.hass?!0:["connection","language","locale","localize","services","user"].some(r=>{var o;return e[r]!==((o=this.hass)==null?void 0:o[r])})}willUpdate(t){var e;this.hass&&(this.feed.subscribe(this.hass.connection,{type:"carsxe/vehicles/subscribe"}),t.has("hass")&&((e=t.get("hass"))==null?void 0:e.language)!==this.hass.language&&P(this.hass.language).then(()=>this.requestUpdate()),t.has("hass")&&!t.get("hass")&&L(this.hass)&&this.hass.callWS({type:"config_entries/get",domain:"carsxe"}).then(s=>this.accounts=s))}render(){let{error:t}=this.feed;return d`
      <ha-card>
        <div class="content">
          ${this.renderTools()}
          ${this.failure?d`<p class="note error" role="alert">${this.failure}</p>`:m}
          ${t&&!this.vehicles?d`<p class="note error" role="alert">
                ${this.text(t.notLoaded?"error_not_loaded":"error_other",{error:t.message})}
              </p>`:this.renderList()}
        </div>
      </ha-card>
      <carsxe-vehicle-dialog .hass=${this.hass}></carsxe-vehicle-dialog>
      <carsxe-zoom-dialog .hass=${this.hass}></carsxe-zoom-dialog>
    `}renderTools(){let{hass:t}=this,e=y(t,"search");return d`<div class="tools">
      <input
        type="search"
        aria-label=${e}
        placeholder=${e}
        autocomplete="off"
        @input=${s=>this.search=s.target.value}
      />
      <div class="filters" role="group" aria-label=${this.text("view_vehicles")}>
        ${ns.map(s=>d`<button type="button" aria-pressed=${this.which===s} @click=${()=>this.which=s}>
              ${this.text(`which_${s}`)}
            </button>`)}
      </div>
      ${L(t)&&this.accounts.length>0?this.renderAdministration():m}
    </div>`}renderAdministration(){return d`<div class="filters">
      ${this.accounts.length>1?d`<select aria-label=${this.text("view_account")}>
            ${this.accounts.map(({entry_id:t,title:e})=>d`<option value=${t}>${e}</option>`)}
          </select>`:m}
      <button type="button" class="main" @click=${()=>this.form.show(this.account)}>${this.text("vehicle_add")}</button>
      <button type="button" @click=${()=>this.file.click()}>${this.text("csv_import")}</button>
      <button type="button" @click=${this.exportCsv}>${this.text("csv_export")}</button>
      <input type="file" accept=".csv,text/csv" hidden aria-label=${this.text("csv_import")} @change=${this.importCsv} />
    </div>`}renderList(){if(!this.vehicles)return d`<p class="note">${this.text("loading")}</p>`;let t=this.search.trim().toLowerCase(),e=t.replace(/[^\p{L}\p{N}]/gu,""),s=this.vehicles.filter(r=>r.ignore===(this.which==="ignored")&&(!t||r.name.toLowerCase().includes(t)||e!==""&&mi(r).some(o=>o.toLowerCase().includes(e))));if(s.length===0){let r=this.vehicles.length===0;return d`<p class="note">${this.text(r?"view_no_vehicles":"empty_search")}</p>`}return d`<ul role="list" tabindex="0" aria-label=${this.text("view_vehicles")}>
      ${qt(s,({vehicle_id:r})=>r,r=>this.renderRow(r))}
    </ul>`}renderRow(t){let{hass:e}=this,{name:s,last_seen:r,camera_name:o}=t,a=r?new Date(r):void 0;return d`<li class=${t.ignore?"ignored":"known"}>
      ${this.renderThumbnail(t)}
      <div>
        <div class="name"><bdi>${s}</bdi></div>
        <div class="details">
          ${mi(t).map(l=>d`<bdi>${l}</bdi>&nbsp;· `)}
          ${a&&e?d`${o?d`<bdi>${o}</bdi>&nbsp;· `:m}<time
                  datetime=${a.toISOString()}
                  title=${K(a,e)}
                  ><bdi>${mt(a,e.language)}</bdi></time
                >`:this.text("vehicle_unseen")}
        </div>
        <div class="status">${this.statusOf(t)}</div>
      </div>
      ${L(e)?this.renderActions(t):m}
    </li>`}renderThumbnail({name:t,thumbnail:e,picture:s,plate:r}){if(!e||!s)return d`<div class="thumbnail" role="img" aria-label=${this.text("no_picture")}>–</div>`;let o=this.text("show_picture",{name:t});return d`<button
      type="button"
      class="thumbnail"
      aria-label=${o}
      title=${o}
      @click=${()=>this.picture.show(t,r,s)}
    >
      <img src=${e} alt="" loading="lazy" />
    </button>`}renderActions(t){let e=y(this.hass,"edit"),s=y(this.hass,"remove");return d`<div class="actions">
      <button
        type="button"
        aria-label="${e}: ${t.name}"
        @click=${()=>this.form.show(t.config_entry_id,t)}
      >
        ${e}
      </button>
      <button type="button" aria-label="${s}: ${t.name}" @click=${()=>this.removeVehicle(t)}>${s}</button>
    </div>`}statusOf({ignore:t,valid_from:e,valid_until:s}){let{hass:r}=this,o=Date.now();if(r&&s){let a=kt(new Date(s),r);return this.text(Date.parse(s)>o?"status_guest":"vehicle_expired",{time:a})}return r&&e&&Date.parse(e)>o?this.text("vehicle_from",{time:kt(new Date(e),r)}):this.text(t?"status_ignored":"status_known")}get vehicles(){var t;return(t=this.feed.value)==null?void 0:t.vehicles}get account(){var t,e,s,r;return(r=(s=(t=this.choice)==null?void 0:t.value)!=null?s:(e=this.accounts[0])==null?void 0:e.entry_id)!=null?r:""}async removeVehicle({config_entry_id:t,vehicle_id:e,name:s}){var o;let{hass:r}=this;await this.attempt(async()=>{await(r==null?void 0:r.callWS({type:"carsxe/vehicles/remove",config_entry_id:t,vehicle_id:e})),r&&G(r,this,`${s}: ${y(r,"successfully_deleted")}`,t,e)}),(o=this.renderRoot.querySelector("ul"))==null||o.focus({preventScroll:!0})}async importCsv(){var e;let t=(e=this.file.files)==null?void 0:e[0];await this.attempt(async()=>{var c,p,u;let s=(c=await(t==null?void 0:t.text()))!=null?c:"",r=this.account,o={type:"carsxe/vehicles/import",config_entry_id:r,csv:s},a=await((p=this.hass)==null?void 0:p.callWS(o)),l=this.text("said_imported",{count:`${(u=a==null?void 0:a.count)!=null?u:0}`});this.hass&&(a!=null&&a.vehicle_id)?G(this.hass,this,l,r,a.vehicle_id):St(this,l)}),this.file.value=""}async exportCsv(){await this.attempt(async()=>{var r,o;let t={type:"carsxe/vehicles/export",config_entry_id:this.account},e=await((r=this.hass)==null?void 0:r.callWS(t)),s=document.createElement("a");s.href=URL.createObjectURL(new Blob([(o=e==null?void 0:e.csv)!=null?o:""],{type:"text/csv"})),s.download="carsxe_vehicles.csv",s.click(),URL.revokeObjectURL(s.href)})}async attempt(t){this.failure="";try{await t()}catch(e){this.failure=H(e)}}text(t,e){var s,r;return _((r=(s=this.hass)==null?void 0:s.language)!=null?r:"en",t,e)}};k.styles=[E,Kt,pt,ut],h([A({attribute:!1})],k.prototype,"hass",2),h([f()],k.prototype,"search",2),h([f()],k.prototype,"which",2),h([f()],k.prototype,"accounts",2),h([f()],k.prototype,"failure",2),h([w("carsxe-vehicle-dialog")],k.prototype,"form",2),h([w("carsxe-zoom-dialog")],k.prototype,"picture",2),h([w("input[type=file]")],k.prototype,"file",2),h([w("select")],k.prototype,"choice",2);function mi({plate:n,more_plates:i}){return[n,...i]}var os=8,as=60,D=class extends T{constructor(){super(...arguments);this.src="";this.alt="";this.scale=1;this.x=0;this.y=0;this.fingers=new Map;this.start={x:0,y:0}}zoom(t,e){let{width:s,height:r}=this.frame.getBoundingClientRect(),{x:o,y:a}=e!=null?e:{x:s/2,y:r/2},l=Math.min(Math.max(this.scale*t,1),os),c=l/this.scale;this.scale=l,this.moveTo(o-(o-this.x)*c,a-(a-this.y)*c)}willUpdate(t){t.has("src")&&(this.scale=1,this.x=this.y=0)}render(){return d`<div
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
    </div>`}moveTo(t,e){let{width:s,height:r}=this.frame.getBoundingClientRect();this.x=Math.min(0,Math.max(t,s*(1-this.scale))),this.y=Math.min(0,Math.max(e,r*(1-this.scale)))}pointOf({clientX:t,clientY:e}){let{left:s,top:r}=this.frame.getBoundingClientRect();return{x:t-s,y:e-r}}wheeled(t){t.preventDefault(),this.zoom(Math.exp(-t.deltaY/300),this.pointOf(t))}pressed(t){this.frame.setPointerCapture(t.pointerId),this.start=this.pointOf(t),this.fingers.set(t.pointerId,this.start)}moved(t){var o;let e=this.fingers.get(t.pointerId);if(!e)return;let s=this.pointOf(t),r=(o=[...this.fingers].find(([a])=>a!==t.pointerId))==null?void 0:o[1];if(this.fingers.set(t.pointerId,s),r){let a={x:(s.x+r.x)/2,y:(s.y+r.y)/2};this.zoom(gi(s,r)/Math.max(gi(e,r),1),a)}else this.scale>1&&this.moveTo(this.x+s.x-e.x,this.y+s.y-e.y)}released(t){let e=this.fingers.size===1,s=this.pointOf(t).x-this.start.x;this.fingers.delete(t.pointerId),e&&this.scale===1&&t.pointerType==="touch"&&Math.abs(s)>as&&this.dispatchEvent(new CustomEvent("carsxe-swipe",{detail:s<0?1:-1}))}};D.styles=x`
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
  `,h([A()],D.prototype,"src",2),h([A()],D.prototype,"alt",2),h([f()],D.prototype,"scale",2),h([f()],D.prototype,"x",2),h([f()],D.prototype,"y",2),h([w(".frame")],D.prototype,"frame",2);function gi(n,i){return Math.hypot(n.x-i.x,n.y-i.y)}var J=class extends C{constructor(){super(...arguments);this.name="";this.plate="";this.picture=""}async show(t,e,s){Object.assign(this,{name:t,plate:e,picture:s}),await this.open()}render(){return d`<dialog aria-labelledby="title" @click=${this.clicked}>
      <h2 id="title"><bdi>${this.name}</bdi></h2>
      <carsxe-zoom .src=${this.picture} .alt=${this.plate}></carsxe-zoom>
      <div class="buttons">
        <a class="button" href=${this.picture} download="${this.plate}.jpg">${y(this.hass,"download")}</a>
        <button type="button" @click=${this.close}>${y(this.hass,"close")}</button>
      </div>
    </dialog>`}};J.styles=[E,I,x`
      dialog {
        width: 100vw;
      }
    `],h([f()],J.prototype,"name",2),h([f()],J.prototype,"plate",2),h([f()],J.prototype,"picture",2);var ls={[nt]:S,[Yt]:gt,[Jt]:Y,[te]:ot,[Ct]:k,"carsxe-name-dialog":X,"carsxe-picture-dialog":U,"carsxe-region-dialog":z,"carsxe-vehicle-dialog":q,"carsxe-zoom":D,"carsxe-zoom-dialog":J,"ll-strategy-dashboard-carsxe":Rt,"ll-strategy-view-carsxe":Mt};customElements.get(nt)||(Object.entries(ls).forEach(([n,i])=>customElements.define(n,i)),cs());function cs(){var r,o;let n={type:nt,preview:!0,getEntitySuggestion:ni},i={type:Ct},t={type:"carsxe",strategyType:"dashboard"},e=window;((r=e.customCards)!=null?r:e.customCards=[]).push(n,i),((o=e.customStrategies)!=null?o:e.customStrategies=[]).push(t);let s=()=>{let a=dt();n.name=_(a,"card_name"),n.description=_(a,"card_description"),i.name=_(a,"vehicles_card_name"),t.name=_(a,"dashboard_name"),t.description=_(a,"dashboard_description")};s(),P(dt()).then(s)}
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
