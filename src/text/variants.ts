import { type DictGroup, Locale } from 'opencc-js';

type Pairs = Map<string, Set<string>>;

const { from, to } = Locale;

/** Traditional forms by simplified character, simplified forms by traditional character, and regional forms. */
const toTraditional: Pairs = new Map();
const toSimplified: Pairs = new Map();
const toRegional: Pairs = new Map();

addPairs(from['cn'], toTraditional, toSimplified);
addPairs(to['cn'], toSimplified, toTraditional);
for (const groups of [from['tw'], to['tw'], from['hk'], to['hk']]) {
  addPairs(groups, toRegional, toRegional);
}

/** Add the pairs in OpenCC's lists, including those in words: `凭借 憑藉` has two. */
function addPairs(groups: readonly DictGroup[] = [], there: Pairs, back: Pairs): void {
  const entries = groups
    .flat()
    .flatMap((list) => (typeof list === 'string' ? list.split('|') : []));
  for (const [left = '', right = ''] of entries.map((entry) => entry.split(' '))) {
    const others = [...right];
    for (const [at, character] of left.length === right.length ? [...left].entries() : []) {
      const other = others[at];
      if (!other || other === character) continue;
      there.set(character, (there.get(character) ?? new Set()).add(other));
      back.set(other, (back.get(other) ?? new Set()).add(character));
    }
  }
}

/** List each character with the characters of a text that it may mean: ` 質质 乾干乾 `. */
export function listVariants(used: ReadonlySet<string>): string {
  const known = new Set(
    [toTraditional, toSimplified, toRegional].flatMap((all) => [...all.keys()]),
  );
  const rows = [...known].sort().flatMap((character) => {
    const same = [character, ...step([character], toRegional)];
    const traditional = step(same, toTraditional);
    const all = [
      ...same,
      ...step(same, toSimplified),
      ...traditional,
      ...step(traditional, toRegional),
    ];
    const others = [...new Set(all)].filter((other) => other !== character && used.has(other));
    return others.length > 0 ? [character + others.join('')] : [];
  });
  return ` ${rows.join(' ')} `;
}

function step(characters: readonly string[], pairs: Pairs): string[] {
  return characters.flatMap((character) => [...(pairs.get(character) ?? [])]);
}

/** Tell whether a text is in simplified characters, apart from a few in names or quotations. */
export function isSimplified(used: ReadonlySet<string>): boolean {
  // Only unambiguous pairs tell the scripts apart; 乾 and 干 do not.
  const marked = [...used].filter((character) => {
    const [simple, ...others] = toSimplified.get(character) ?? [];
    return simple && others.length === 0 && toTraditional.get(simple)?.size === 1;
  });
  return marked.length <= used.size / 100;
}
