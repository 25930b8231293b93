import { type DictGroup, Locale } from 'opencc-js';

type Pairs = Map<string, Set<string>>;

const { from, to } = Locale;

/** The traditional characters of each simplified one, the simplified of each traditional, and those of one script. */
const toTraditional: Pairs = new Map();
const toSimplified: Pairs = new Map();
const toRegional: Pairs = new Map();

addPairs(from['cn'], toTraditional, toSimplified);
addPairs(to['cn'], toSimplified, toTraditional);
for (const groups of [from['tw'], to['tw'], from['hk'], to['hk']]) {
  addPairs(groups, toRegional, toRegional);
}

/** Add the pairs of characters that OpenCC's lists have, of words too: `凭借 憑藉` has two. */
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

/** List each character of either script with those of a text that may stand for it: ` 質质 乾干乾 `. */
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

/** Tell whether a text is in simplified characters, but for some that stand in a name or a quotation. */
export function isSimplified(used: ReadonlySet<string>): boolean {
  // A pair of characters that stand for each other alone tells the scripts apart; 乾 and 干 do not.
  const marked = [...used].filter((character) => {
    const [simple, ...others] = toSimplified.get(character) ?? [];
    return simple && others.length === 0 && toTraditional.get(simple)?.size === 1;
  });
  return marked.length <= used.size / 100;
}
