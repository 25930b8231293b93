import { entries } from '../features/terms/entries.ts';
import { toTermData } from '../features/terms/term-data.ts';

/** Serve what a page needs to mark the terms in its text, which only readers who want it load. */
export const GET = () => Response.json(toTermData(entries));
