import { type Bilingual, mapLocales } from '../paper/locale.ts';

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
