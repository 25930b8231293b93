/** A language of the text, as in URLs and folder names. */
export type Locale = 'zh' | 'en';

/** A way to show a page: both languages side by side, or one of them. */
export type View = 'bilingual' | Locale;

/** A text in both languages. */
export type Bilingual = Readonly<Record<Locale, string>>;

/** The languages of the text in reading order. */
export const locales = ['zh', 'en'] as const satisfies readonly Locale[];

/** The views in the order of the language toggle. */
export const views = ['zh', 'bilingual', 'en'] as const satisfies readonly View[];

/** The value of `chinese` in `paper.yaml`, which the build inserts. */
declare const __CHINESE__: string | undefined;

/** The BCP 47 tag of each language. */
export const langs: Readonly<Record<Locale, string>> = {
  zh: (typeof __CHINESE__ === 'string' && __CHINESE__) || 'zh-Hans',
  en: 'en',
};

const [, script, region] = langs.zh.split('-');

/** Whether the Chinese is in traditional characters. */
export const isTraditional: boolean = script === 'Hant';

/** The region of the traditional characters, by its name in OpenCC. */
export const place: 'tw' | 'hk' = /^(?:HK|MO)$/.test(region ?? '') ? 'hk' : 'tw';

/** The tag of each language with a country in place of a script, for older formats. */
export const regionalLangs: Readonly<Record<Locale, string>> = {
  zh: `zh-${region ?? (isTraditional ? 'TW' : 'CN')}`,
  en: 'en-US',
};

/** Return the other language. */
export function otherOf(locale: Locale): Locale {
  return locale === 'zh' ? 'en' : 'zh';
}

/** Return the languages that a view shows, in reading order. */
export function localesOf(view: View): readonly Locale[] {
  return view === 'bilingual' ? locales : [view];
}

/** Return the leading language of a view. */
export function leadOf(view: View): Locale {
  return view === 'bilingual' ? 'zh' : view;
}

/** Return both languages, the leading language of a view first. */
export function localesFrom(view: View): readonly Locale[] {
  return view === 'en' ? [...locales].reverse() : locales;
}

/** Return the BCP 47 tag of a view's document. */
export function langOf(view: View): string {
  return langs[leadOf(view)];
}

/** Return the `hreflang` of a view; the bilingual one is for readers of any language. */
export function hreflangOf(view: View): string {
  return view === 'bilingual' ? 'x-default' : langs[view];
}

/** Make a value for each language. */
export function mapLocales<T>(make: (locale: Locale) => T): Record<Locale, T> {
  return { zh: make('zh'), en: make('en') };
}

/** Join the languages of a text for an attribute or a title, in the order of the view. */
export function joinText(view: View, text: Bilingual, separator = ' / '): string {
  return localesOf(view)
    .map((locale) => text[locale])
    .join(separator);
}

/** Format a local date as ISO 8601: `2026-11-23`. */
export function toIsoDate(time: Date): string {
  const pad = (part: number) => String(part).padStart(2, '0');
  return [time.getFullYear(), pad(time.getMonth() + 1), pad(time.getDate())].join('-');
}

/** Format a file size: `12 kB`, `1.4 MB`. */
export function formatSize(bytes: number): string {
  if (bytes < 999_500) return `${Math.max(1, Math.round(bytes / 1000))} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** Values for a text by placeholder name. */
export type Values = Readonly<Record<string, string | number>>;

/** Fill the placeholders of a text: `{name}`, or `{name|one|many}` for a counted word. */
export function fillText(template: string, values: Values): string {
  return template.replace(
    /\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}/g,
    (_match, name: string, one?: string, many?: string) => {
      const value = values[name] ?? '';
      return many === undefined ? String(value) : `${value} ${value === 1 ? one : many}`;
    },
  );
}

/** Fill the placeholders of a text in both languages. */
export function fillBoth(text: Bilingual, values: Values): Bilingual {
  return mapLocales((locale) => fillText(text[locale], values));
}
