import { keep, readKept } from '../../ui/storage.ts';
import { type Choices, listSettings, settingsKey, toChoices } from './settings.ts';

/** Return what the reader has chosen, as the page shows it. */
export function readChoices(): Choices {
  return toChoices(document.documentElement.dataset);
}

/** Show what the reader has chosen, keep it where there is storage, and tell the page about it. */
export function writeChoices(values: Readonly<Record<string, unknown>>): void {
  const choices = toChoices(values);
  showChoices(choices);
  keep(settingsKey, choices);
}

/** Show what the reader has chosen, as it is kept; what cannot be read changes nothing. */
export function restoreChoices(): void {
  const kept = readKept(settingsKey);
  if (kept !== undefined) showChoices(toChoices(Object(kept)));
}

function showChoices(choices: Choices): void {
  const { dataset } = document.documentElement;
  for (const name of listSettings()) {
    const value = choices[name];
    if (value === undefined) delete dataset[name];
    else dataset[name] = value;
  }
  document.dispatchEvent(new Event('choices'));
}
