import { olderEngines } from './engines/engines.ts';

/** Get the older browsers once, before the files that use them run side by side. */
export default function setup(): void {
  for (const kind of Object.values(olderEngines)) kind.findMissing();
}
