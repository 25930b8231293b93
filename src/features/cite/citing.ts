import { inTime, sayLost } from '../../ui/page.ts';

// Load the tools on demand.
type Tools = typeof import('./cite-tools.ts');

const sayCite = (press?: string) => sayLost('.cite summary', press);

function use(act: (tools: Tools) => unknown, fail: () => unknown = () => {}): void {
  inTime(import('./cite-tools.ts'))
    .then(act)
    .catch(() => fail());
}

function followAddress(): void {
  const { hash } = location;
  if (hash && (hash.includes('..') || !document.getElementById(hash.slice(1))))
    use((tools) => tools.followAddress());
}

function followSelection(): void {
  if (getSelection()?.type === 'Range') use((tools) => tools.followSelections());
}

function followPanel(panel: EventTarget | null): void {
  if (panel instanceof HTMLElement && panel.matches('.cite[open]'))
    use((tools) => tools.openTool(panel), sayCite);
}

/** Load the number alignment and arrow keys when the text is hovered or focused. */
function followSentences({ target }: Event): void {
  if (target instanceof Element && target.closest('.single, .self'))
    import('./sentences.ts').then((sentences) => sentences.followSentences()).catch(() => {});
}

document.addEventListener('click', (event) => {
  const { target } = event;
  if (!(target instanceof Element) || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const control = target.closest<HTMLAnchorElement>('[id*="-p"] > .self');
  const isTap = matchMedia('(hover: none)').matches && getSelection()?.isCollapsed;
  if (isTap && !target.closest('a, button')) {
    import('./sentences.ts').then((sentences) => sentences.offerTools(target)).catch(() => {});
  }
  if (!control) return;
  event.preventDefault();
  // If the menu does not load, follow the link.
  use(
    (tools) => tools.openTool(control),
    () => {
      location.hash = control.hash;
      sayCite(`main .self[href="${control.hash}"]`);
    },
  );
});
document.addEventListener('toggle', ({ target }) => followPanel(target), true);
document.addEventListener('selectionchange', followSelection);
for (const type of ['pointerover', 'focusin']) document.addEventListener(type, followSentences);
addEventListener('hashchange', followAddress);
followAddress();
followPanel(document.querySelector('.cite'));
