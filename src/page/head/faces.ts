/**
 * The script that hides the text until both English faces are loaded, at most 500 ms after the first frame. If they
 * are later, the page keeps its fallback fonts, as a change would break its lines again under the reader's eyes.
 */
export const facesScript = [
  "(d=>{if(d.face!='sans'){d.faces='wait';let f=document.fonts,l='1em Duidu Latin',b='bold '+l,",
  "e=()=>{if(d.faces=='wait')d.faces=f.check(l)&&f.check(b)?'':'late'};",
  'requestAnimationFrame(()=>setTimeout(e,500));Promise.all([f.load(l),f.load(b)]).then(e,e)',
  '}})(document.documentElement.dataset)',
].join('');

/** Puts the query into the search box and says that scripts did not load, unless they do, and remove that. */
export const unloadedScript = `;document.addEventListener('readystatechange',()=>{const box=document.querySelector('main [name=q]');if(box)box.value||=new URLSearchParams(location.search).get('q');document.querySelector('.unloaded')?.removeAttribute('hidden')},{once:true});`;
