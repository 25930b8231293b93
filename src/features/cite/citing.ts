// The tools are loaded for those who cite.
type Tools = typeof import('./cite-tools.ts');

function use(act: (tools: Tools) => unknown, fail = () => {}): void {
  import('./cite-tools.ts').then(act).catch(fail);
}

function followRange(): void {
  if (location.hash.includes('..')) use((tools) => tools.markRange());
}

function followSelection(): void {
  if (getSelection()?.type === 'Range') use((tools) => tools.followSelections());
}

function followPanel(): void {
  const panel = document.querySelector<HTMLElement>('.cite[open]');
  if (panel) use((tools) => tools.openTool(panel));
}

document.addEventListener('click', (event) => {
  const control =
    event.target instanceof Element &&
    event.target.closest<HTMLAnchorElement>('[id*="-p"] > .self');
  if (!control || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  // Without the menu, the link leads to the place.
  use(
    (tools) => tools.openTool(control),
    () => {
      location.hash = control.hash;
    },
  );
});
document.addEventListener('toggle', followPanel, true);
document.addEventListener('selectionchange', followSelection);
addEventListener('hashchange', followRange);
followRange();
followPanel();
