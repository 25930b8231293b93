/**
 * The script that hides the text until both English faces are loaded, at most 500 ms after the first frame. If they
 * load later, the page keeps its fallback fonts, as a change would break the lines again while they are read. If the
 * page took over 120 ms to answer, the script waits only 60 ms, enough for cached faces.
 */
export const facesScript = [
  "(d=>{if(d.face!='sans'){d.faces='wait';let f=document.fonts,l='1em Duidu Latin',t=performance.timing,",
  // In WebKit, `check` returns true for a face that is still loading.
  "e=v=>{if(d.faces=='wait')d.faces=v};requestAnimationFrame(()=>setTimeout(e,t.responseStart-t.requestStart>120?60:500,'late'));",
  "Promise.all([f.load(l),f.load('bold '+l)]).then(()=>e(''),()=>e('late'))",
  '}})(document.documentElement.dataset)',
].join('');

/**
 * The script that lets the browser paint the first screen of a long page before it lays out the rest; not after a
 * reload or Back, or at an address with a fragment, where the browser scrolls to a place in the page.
 */
export const firstPaintScript = [
  // Unlike `location.hash`, the name of the entry has a text fragment (#:~:text=…).
  "(d=>{let n=performance.getEntriesByType('navigation')[0];if(n?.type=='navigate'&&!n.name.includes('#')){d.paint='first';",
  "addEventListener('load',()=>document.fonts.ready.then(()=>requestAnimationFrame(()=>setTimeout(()=>delete d.paint))))",
  '}})(document.documentElement.dataset)',
].join('');

/** The script that fills the search box and shows that scripts did not load; a script that loads removes this note. */
export const unloadedScript = `document.addEventListener('readystatechange',()=>{const box=document.querySelector('main [name=q]');if(box)box.value||=new URLSearchParams(location.search).get('q');document.querySelector('.unloaded')?.removeAttribute('hidden')},{once:true})`;
