import { type CslItem, type Naming, toItem } from '../../features/cite/csl-item.ts';
import { readCorrections } from '../../features/pinyin/pinyin.ts';
import { romanize, spellWords } from '../../features/pinyin/spelling.ts';
import { nameOf } from '../../i18n/words.ts';
import { type Locale, views } from '../../paper/locale.ts';
import { remember } from '../../paper/memoize.ts';
import type { Section, Segment } from '../../paper/tree.ts';
import { contentFolder, version } from '../../site/config.ts';
import { toDigest } from '../../site/files.ts';
import { addresses, paper } from '../../site/site.ts';
import type { SectionData, Spelled } from '../../ui/load.ts';

const corrections = readCorrections(contentFolder);

/** The names in citations of this site. */
export const naming: Naming = {
  site: nameOf(paper.site),
  romanize: (text) => romanize(text, corrections),
};

/** Collect a section's own sentences, their readings, and its citations in each view. */
export const toSectionData = remember((section: Section): SectionData<CslItem> => {
  const segments = section.paragraphs.flatMap((paragraph) => paragraph.segments);
  const items = views.map((view) => [
    view,
    toItem(paper, section.number, view, addresses.toPage(view, section.number), naming),
  ]);
  return {
    title: spell(section.title),
    sentences: Object.fromEntries(segments.map((one) => [one.anchor, spell(one)])),
    items: Object.fromEntries(items),
  };
});

/** Return the digest of a section's data, which is part of the file name. */
export const toDataDigest = remember((section: Section): string =>
  // In development, skip this, as the data of a whole book takes too long.
  version === 'dev' ? version : toDigest(JSON.stringify(toSectionData(section))),
);

function spell({ zh, en }: Record<Locale, Segment>): Spelled {
  return { zh: zh.text, en: en.text, pinyin: spellWords(zh.text, corrections) };
}
