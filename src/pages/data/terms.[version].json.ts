import { toTermData } from '../../features/terms/concordance.ts';
import { entries } from '../../features/terms/entries.ts';
import { version } from '../../site/config.ts';

export const getStaticPaths = () => [{ params: { version } }];

/** Serve what a page needs to mark the terms in its text, which only readers who want it load. */
export const GET = () => Response.json(toTermData(entries));
