/**
 * The script that hides the text until both English faces are loaded, at most 500 ms after the first frame. If they
 * are later, the page keeps its fallback fonts, as a change would break its lines again under the reader's eyes.
 */
export const facesScript = [
  "(d=>{if(d.face!='sans'){d.faces='wait';let f=document.fonts,l='1em Duidu Latin',",
  // WebKit's “check” is true of a face that is still on its way.
  "e=v=>{if(d.faces=='wait')d.faces=v};requestAnimationFrame(()=>setTimeout(e,500,'late'));",
  "Promise.all([f.load(l),f.load('bold '+l)]).then(()=>e(''),()=>e('late'))",
  '}})(document.documentElement.dataset)',
].join('');

/** Puts the query into the search box and says that scripts did not load, unless they do, and remove that. */
export const unloadedScript = `;document.addEventListener('readystatechange',()=>{const box=document.querySelector('main [name=q]');if(box)box.value||=new URLSearchParams(location.search).get('q');document.querySelector('.unloaded')?.removeAttribute('hidden')},{once:true});`;
