import { loadStyles } from '../../ui/load.ts';
import { view } from '../../ui/page.ts';
import styles from './speech.css?url';
import { SpeechReader } from './speech-reader.ts';

let reader: SpeechReader | undefined;

/** Read the text aloud from where the reader is; or, if that is going on, pause it or go on with it. */
export async function readAloud(): Promise<void> {
  await loadStyles(styles);
  if (reader) reader.toggle();
  else open();
}

function open(): void {
  reader = new SpeechReader(view, () => {
    reader = undefined;
  });
  reader.open();
}
