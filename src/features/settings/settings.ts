import { keep, readKept } from '../../ui/storage.ts';

/** All settings, with their values in display order. */
export const settings = {
  size: { values: ['small', 'medium', 'large', 'larger', 'largest'], initial: 'medium' },
  theme: { values: ['system', 'light', 'sepia', 'dark'], initial: 'system' },
  face: { values: ['serif', 'sans'], initial: 'serif' },
  leading: { values: ['tight', 'medium', 'loose'], initial: 'medium' },
  measure: { values: ['narrow', 'medium', 'wide'], initial: 'medium' },
  first: { values: ['zh', 'en'], initial: 'zh' },
  translation: { values: ['shown', 'hidden'], initial: 'shown' },
  numbers: { values: ['hover', 'always', 'never'], initial: 'hover' },
  terms: { values: ['off', 'on'], initial: 'off' },
  pinyin: { values: ['off', 'on'], initial: 'off' },
  keys: { values: ['on', 'off'], initial: 'on' },
} as const satisfies Record<string, { values: readonly string[]; initial: string }>;

/** The name of a setting. */
export type SettingName = keyof typeof settings;

/** The choices that differ from the defaults. */
export type Choices = Partial<Record<SettingName, string>>;

/** The storage key of the reader's choices, as JSON. */
export const settingsKey = 'duidu:settings';

/** The script that applies the choices before the first paint, as attributes of the root. */
export const settingsScript = `try{Object.assign(document.documentElement.dataset,JSON.parse(localStorage.getItem('${settingsKey}')))}catch{}`;

/** Return the default of a setting; the language of the original comes first. */
export function initialOf(name: SettingName): string {
  const { original } = globalThis.document?.documentElement.dataset ?? {};
  return (name === 'first' && original) || settings[name].initial;
}

/** List the names of the settings in display order. */
export function listSettings(): SettingName[] {
  return Object.keys(settings) as SettingName[];
}

/** Pick the valid choices that differ from the defaults; ignore all other values. */
export function toChoices(values: Readonly<Record<string, unknown>>): Choices {
  return Object.fromEntries(
    listSettings().flatMap((name) => {
      const { values: all } = settings[name];
      const value = all.find((each) => each === values[name]);
      return value === undefined || value === initialOf(name) ? [] : [[name, value]];
    }),
  );
}

/** Return the value after the current one; after the last, the first. */
export function toNext(name: SettingName, value: string | undefined): string {
  const { values } = settings[name];
  const initial = initialOf(name);
  const all: readonly string[] = values;
  return all[(all.indexOf(value ?? initial) + 1) % all.length] ?? initial;
}

/** Return the choices that the page shows. */
export function readChoices(): Choices {
  return toChoices(document.documentElement.dataset);
}

/** Show choices, store them, and notify the page. */
export function writeChoices(values: Readonly<Record<string, unknown>>): void {
  const choices = toChoices(values);
  showChoices(choices);
  keep(settingsKey, choices);
}

/** Show the stored choices; ignore unreadable ones. */
export function restoreChoices(): void {
  const kept = readKept(settingsKey);
  if (kept !== undefined) showChoices(toChoices(Object(kept)));
}

function showChoices(choices: Choices): void {
  const { dataset } = document.documentElement;
  for (const name of listSettings()) {
    const value = choices[name] ?? (name === 'first' ? dataset['original'] : undefined);
    if (value === undefined) delete dataset[name];
    else dataset[name] = value;
  }
  document.dispatchEvent(new Event('choices'));
}
