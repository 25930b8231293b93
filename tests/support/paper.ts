import { readPaper } from '../../src/read/index.ts';

/** The content that the software is tested on, whatever lies in `content/`. */
export const paperFolder = 'tests/fixtures/paper';

/** A paper quite unlike it: an English original with everything that Markdown has. */
export const otherFolder = 'tests/fixtures/other-paper';

/** The paper in `paperFolder`. */
export const paper = readPaper(paperFolder);
