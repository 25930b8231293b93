import { otherOf } from '../paper/locale.ts';
import { quote } from '../paper/report.ts';
import { findWordings, tokenizeText } from '../text/phrases.ts';
import type { Line, LineFault } from './index.ts';

/** Find terms of the original whose translation has none of their wordings. */
export function* checkTerms(line: Line): Generator<LineFault> {
  const { original, terms, places } = line;
  const locale = otherOf(original);
  const text = tokenizeText(line[locale].text);
  for (const { term, wordings } of new Set(terms[original].map((range) => range.term))) {
    if (findWordings(text, wordings[locale].map(tokenizeText)).length > 0) continue;
    yield {
      locale,
      expected: `“${wordings[locale].join('” or “')}”, for ${term[original]} in ${places[original]}`,
      found: quote(line[locale].text),
      fix: 'use the term’s wording, or add the one that stands here to its aliases in terms.yaml',
    };
  }
}
