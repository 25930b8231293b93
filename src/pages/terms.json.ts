import { toTermData } from '../features/terms/find-terms.ts';
import { entries } from '../site/site.ts';

/** Serve what a page needs to mark the terms in its text, which only readers who want it load. */
export const GET = () => Response.json(toTermData(entries));
