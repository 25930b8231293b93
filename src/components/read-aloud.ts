import styles from '../styles/speech.css?url';
import { readView } from './page-view.ts';
import { SpeechReader } from './speech-reader.ts';
import { loadStyles } from './styles.ts';

let reader: SpeechReader | undefined;

/** Read the text aloud from where the reader is; or, if that is going on, pause it or go on with it. */
export async function readAloud(): Promise<void> {
  await loadStyles(styles);
  if (reader) reader.toggle();
  else open();
}

function open(): void {
  reader = new SpeechReader(readView(), () => {
    reader = undefined;
  });
  reader.open();
}
