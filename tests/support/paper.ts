import { readPaper } from '../../src/read/index.ts';

/** The content for the tests, independent of `content/`. */
export const paperFolder = 'tests/fixtures/paper';

/** A very different paper: an English original with all kinds of Markdown. */
export const otherFolder = 'tests/fixtures/other-paper';

/** The paper in `paperFolder`. */
export const paper = readPaper(paperFolder);
