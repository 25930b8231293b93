import type { Bilingual } from '../paper/locale.ts';

/** A text in both languages with `{names}` in the place of what is filled in. */
export type AliasText = Bilingual;

/** What is said of an address where the text has changed. */
export const aliasStrings = {
  merged: {
    zh: '原在 {address} 的文字，自第 {version} 版（{date}）起并入此处。',
    en: 'The text that stood at {address} has been part of this since version {version} ({date}).',
  },
  removed: {
    zh: '原在 {address} 的文字，已于第 {version} 版（{date}）删去。',
    en: 'The text that stood at {address} was removed in version {version} ({date}).',
  },
  moved: {
    zh: '{address} 自第 {version} 版（{date}）起移至别处。',
    en: '{address} has stood elsewhere since version {version} ({date}).',
  },
  renamed: {
    zh: '{address} 自第 {version} 版（{date}）起改用新的编号。',
    en: '{address} has had another number since version {version} ({date}).',
  },
  renumbered: {
    zh: '在第 {version} 版（{date}）之前，{address} 是另一节。',
    en: 'Until version {version} ({date}), {address} was another section.',
  },
  edited: {
    zh: '此句于第 {version} 版（{date}）修改过。',
    en: 'Edited in version {version} ({date}).',
  },
  nowAt: { zh: '现见', en: 'Now at' },
  gone: { zh: '这个地址的文字有变动', en: 'What stood here has changed' },
  version: {
    zh: '文本第 {version} 版，{date}',
    en: 'Text version {version}, {date}',
  },
} as const satisfies Record<string, AliasText>;
