import { toManifest } from '../page/head/manifest.ts';
import { base } from '../site/config.ts';
import { paper } from '../site/site.ts';

/** Serve what a browser is told of the site when it is put on a home screen. */
export const GET = () =>
  new Response(JSON.stringify(toManifest(paper.record.title, base)), {
    headers: { 'Content-Type': 'application/manifest+json' },
  });
