/** A language of the text, as in URLs and folder names. */
export type Locale = 'zh' | 'en';

/** A way to show a page: both languages side by side, or one of them. */
export type View = 'bilingual' | Locale;

/** A text in both languages. */
export type Bilingual = Readonly<Record<Locale, string>>;

/** The languages of the text in the order in which they are read. */
export const locales = ['zh', 'en'] as const satisfies readonly Locale[];

/** The views in the order of the language toggle. */
export const views = ['zh', 'bilingual', 'en'] as const satisfies readonly View[];

/** The value of `chinese` in `paper.yaml`, which the build puts in the place of this name. */
declare const __CHINESE__: string | undefined;

/** The BCP 47 tag of each language. */
export const langs: Readonly<Record<Locale, string>> = {
  zh: (typeof __CHINESE__ === 'string' && __CHINESE__) || 'zh-Hans',
  en: 'en',
};

const [, script, region] = langs.zh.split('-');

/** Whether the Chinese is in traditional characters. */
export const isTraditional: boolean = script === 'Hant';

/** The place whose traditional characters they are, by its name in OpenCC. */
export const place: 'tw' | 'hk' = /^(?:HK|MO)$/.test(region ?? '') ? 'hk' : 'tw';

/** The tag of each language with a country in place of a script, as older formats want it. */
export const regionalLangs: Readonly<Record<Locale, string>> = {
  zh: `zh-${region ?? (isTraditional ? 'TW' : 'CN')}`,
  en: 'en-US',
};

/** Return the language that a language is translated from or into. */
export function otherOf(locale: Locale): Locale {
  return locale === 'zh' ? 'en' : 'zh';
}

/** Return the languages that a view shows, in reading order. */
export function localesOf(view: View): readonly Locale[] {
  return view === 'bilingual' ? locales : [view];
}

/** Return the language that a view leads with. */
export function leadOf(view: View): Locale {
  return view === 'bilingual' ? 'zh' : view;
}

/** Return both languages, that of a view first. */
export function localesFrom(view: View): readonly Locale[] {
  return view === 'en' ? [...locales].reverse() : locales;
}

/** Return the BCP 47 tag of a view's document. */
export function langOf(view: View): string {
  return langs[leadOf(view)];
}

/** Return the `hreflang` of a view: the bilingual one is for readers of any language. */
export function hreflangOf(view: View): string {
  return view === 'bilingual' ? 'x-default' : langs[view];
}

/** Make a value for each language. */
export function mapLocales<T>(make: (locale: Locale) => T): Record<Locale, T> {
  return { zh: make('zh'), en: make('en') };
}

/** Join a text's languages, as the view has them, for an attribute or a title. */
export function joinText(view: View, text: Bilingual, separator = ' / '): string {
  return localesOf(view)
    .map((locale) => text[locale])
    .join(separator);
}

/** Write the day that a clock shows as ISO 8601 does: `2026-11-23`. */
export function toIsoDate(time: Date): string {
  const pad = (part: number) => String(part).padStart(2, '0');
  return [time.getFullYear(), pad(time.getMonth() + 1), pad(time.getDate())].join('-');
}

/** Write how large a file is: `12 kB`, `1.4 MB`. */
export function formatSize(bytes: number): string {
  if (bytes < 999_500) return `${Math.max(1, Math.round(bytes / 1000))} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** Values to put into a text, by the names of their placeholders. */
export type Values = Readonly<Record<string, string | number>>;

/** Put values into a text: `{name}`, or `{name|one|many}` for a counted word. */
export function fillText(template: string, values: Values): string {
  return template.replace(
    /\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}/g,
    (_match, name: string, one?: string, many?: string) => {
      const value = values[name] ?? '';
      return many === undefined ? String(value) : `${value} ${value === 1 ? one : many}`;
    },
  );
}

/** Put values into a text in both languages. */
export function fillBoth(text: Bilingual, values: Values): Bilingual {
  return mapLocales((locale) => fillText(text[locale], values));
}
