import type { ElementContent } from 'hast';
import { locales, otherOf } from '../paper/locale.ts';
import { quote } from '../paper/report.ts';
import type { Line, LineFault } from './index.ts';

/** Matches a Chinese clause, as opposed to a name quoted in an English sentence. */
const pasted =
  /\p{Script=Han}{2,}[，。；！？、：][\p{Script=Han}“《（]|\p{Script=Han}[。；！？]|\p{Script=Han}{12,}/u;

const placeholder =
  /\b(?:TODO|TBD|TBC|FIXME|XXX+|TK|lorem ipsum|to be translated|untranslated|translation (?:missing|needed|pending|here))\b|待译|待翻译|未翻译|此处翻译|译文待补|[?？]{3,}/i;

/** Matches a source in a list of references: it ends with a year, pages or an address, or has [J] or (2019). */
export const source =
  /(?<!\p{L} \d{1,2})[,.:(–-]\s?(?:pp?\.\s?)?\d[\d–-]{0,12}\)?\.?$|https?:\/\/\S{1,200}$|\(\d{4}[a-z]?\)\.|\[(?:[A-Z]|[DE]B|CP)(?:\/(?:OL|CD|MT|DK))?\](?!\()/u;

/** Find lines that are still in the other language, or have a placeholder. */
export function* checkUntranslated(line: Line): Generator<LineFault> {
  for (const locale of locales) {
    const text = toWords(line[locale].nodes).trim();
    const plain = text.replace(
      /https?:\/\/\S+|[\w.+-]+@[\w.-]+\w|[“"‘《「(（][^“”"’》」)）]*[”"’》」)）]/g,
      ' ',
    );
    const all = text.match(/\p{Script=Han}/gu)?.length ?? 0;
    const words = text.replace(/https?:\/\/\S+/g, '').match(/\p{Script=Latin}{2,}/gu) ?? [];
    const isOther =
      locale === 'en'
        ? all > 1 && (all > 3 * words.length || pasted.test(plain))
        : all === 0 &&
          !source.test(text) &&
          words.filter((word) => /\p{Ll}{2}/u.test(word)).length > 2;
    const [found] = placeholder.exec(text) ?? [];
    const isLater = found !== undefined && !placeholder.test(line[otherOf(locale)].text);
    if (!isOther && !isLater) continue;
    const [language, other] = [locale === 'zh' ? 'Chinese' : 'English', otherOf(locale)];
    yield {
      locale,
      expected: `a line in ${language} for ${line.places[other]} ${quote(line[other].text)}`,
      found: isLater ? `the placeholder ${found}` : quote(line[locale].text),
      fix: `translate the line into ${language}`,
    };
  }
}

/** Return the text of a line without code, formulas and linked titles, which may be the same in every language. */
function toWords(nodes: readonly ElementContent[]): string {
  const words = nodes.map((node) => {
    if (node.type !== 'element') return 'value' in node ? node.value : '';
    const { alt } = node.properties;
    if (typeof alt === 'string') return alt;
    return /^(?:pre|code|math|a)$/.test(node.tagName) ? ' ' : toWords(node.children);
  });
  return words.join('');
}
