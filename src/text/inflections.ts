/** Irregular forms, each followed by its base forms. */
const irregular = new Map(
  `am are is was were been:be|has had:have|does did done:do|goes went gone:go|made:make|took taken:take|built:build|
gave given:give|found:find|held:hold|led:lead|grew grown:grow|drove driven:drive|began begun:begin|brought:bring|
kept:keep|knew known:know|met:meet|said:say|saw seen:see|rose risen:rise|showed shown:show|spoke spoken:speak|
thought:think|told:tell|won:win|wrote written:write|became:become|came:come|chose chosen:choose|drew drawn:draw|
fell fallen:fall|felt:feel|left:leave|lost:lose|meant:mean|paid:pay|ran:run|sent:send|sold:sell|sought:seek|
spent:spend|spread:spread|stood:stand|taught:teach|understood:understand|broke broken:break|bought:buy|
overcame:overcome|undertook undertaken:undertake|underwent undergone:undergo|lay lain:lie|laid:lay|bore borne:bear|
got gotten:get|heard:hear|shrank shrunk:shrink|strove striven:strive|fought:fight|caught:catch|men:man|women:woman|
children:child|people:person|feet:foot|halves:half|shelves:shelf|data:datum|media:medium|
criteria:criterion|phenomena:phenomenon|analyses:analysis|crises:crisis|theses:thesis|
hypotheses:hypothesis|indices:index|matrices:matrix|better best:good|worse worst:bad`
    .split(/\|\s*/)
    .flatMap((entry) => {
      const [forms = '', base = ''] = entry.split(':');
      return forms.split(' ').map((form): [string, string] => [form, base]);
    }),
);

/** The endings of regular forms, each with the endings of the base; the first match counts. */
const endings: readonly (readonly [RegExp, ...string[]])[] = [
  [/(?<=..)ies$/, 'y'],
  [/(?<=..(?:[sxzo]|[cs]h))es$/, '', 'e'],
  [/(?<=[^aeiou]|[aeo])(?<!^new|ic)s$/, ''],
  [/(?<=..)ied$/, 'y'],
  [/(?<=..)([bdfgklmnprtvz])\1(?:ed|ing)$/, '$1', '$1$1'],
  // One short syllable would double its consonant: *caring* is not a form of *car*.
  [/(?<=^[^aeiou]*[aeiou][^aeiouwxy])(?:ed|ing)$/, 'e'],
  [/(?<=[aeiouy].*)(?:ed|ing)$/, '', 'e'],
];

const bases = new Map<string, string[]>();

/** List the words that an English word may be a form of, including the word itself. */
export function listBases(word: string): string[] {
  const known = bases.get(word);
  if (known) return known;
  const listed = findBases(word);
  bases.set(word, listed);
  return listed;
}

function findBases(word: string): string[] {
  const known = irregular.get(word);
  if (known !== undefined) return [word, known];
  const found = endings.find(([ending]) => word.length > 3 && ending.test(word));
  const [ending = /$/, ...others] = found ?? [];
  return [word, ...others.map((other) => word.replace(ending, other))];
}
