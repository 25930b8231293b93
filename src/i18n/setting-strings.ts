import type { SettingName, settings } from '../features/settings/settings.ts';
import type { Bilingual } from '../paper/locale.ts';

/** What a setting and each of its values are called. */
type Texts<Name extends SettingName> = {
  name: Bilingual;
  values: Record<(typeof settings)[Name]['values'][number], Bilingual>;
};

/** What the settings and their values are called. */
export const settingStrings: { readonly [Name in SettingName]: Texts<Name> } = {
  theme: {
    name: { zh: '颜色', en: 'Theme' },
    values: {
      system: { zh: '跟随系统', en: 'System' },
      light: { zh: '浅色', en: 'Light' },
      sepia: { zh: '米黄', en: 'Sepia' },
      dark: { zh: '深色', en: 'Dark' },
    },
  },
  face: {
    name: { zh: '字体', en: 'Typeface' },
    values: {
      serif: { zh: '宋体', en: 'Serif' },
      sans: { zh: '黑体', en: 'Sans' },
    },
  },
  size: {
    name: { zh: '字号', en: 'Size' },
    values: {
      small: { zh: '小', en: 'S' },
      medium: { zh: '中', en: 'M' },
      large: { zh: '大', en: 'L' },
      larger: { zh: '更大', en: 'XL' },
      largest: { zh: '特大', en: 'XXL' },
    },
  },
  leading: {
    name: { zh: '行距', en: 'Line spacing' },
    values: {
      tight: { zh: '紧', en: 'Tight' },
      medium: { zh: '适中', en: 'Medium' },
      loose: { zh: '松', en: 'Loose' },
    },
  },
  measure: {
    name: { zh: '栏宽', en: 'Column' },
    values: {
      narrow: { zh: '窄', en: 'Narrow' },
      medium: { zh: '适中', en: 'Medium' },
      wide: { zh: '宽', en: 'Wide' },
    },
  },
  first: {
    name: { zh: '双语次序', en: 'First in both' },
    values: {
      zh: { zh: '中文在前', en: 'Chinese' },
      en: { zh: '英文在前', en: 'English' },
    },
  },
  translation: {
    name: { zh: '双语译文', en: 'Translation' },
    values: {
      shown: { zh: '显示', en: 'Shown' },
      hidden: { zh: '点按才显示', en: 'On request' },
    },
  },
  terms: {
    name: { zh: '术语下划线', en: 'Mark terms' },
    values: { off: { zh: '关', en: 'Off' }, on: { zh: '开', en: 'On' } },
  },
  pinyin: {
    name: { zh: '拼音', en: 'Pinyin' },
    values: { off: { zh: '关', en: 'Off' }, on: { zh: '开', en: 'On' } },
  },
  keys: {
    name: { zh: '单键快捷键', en: 'Single-key shortcuts' },
    values: { on: { zh: '开', en: 'On' }, off: { zh: '关', en: 'Off' } },
  },
};
