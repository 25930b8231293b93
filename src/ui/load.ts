import { followUpdate } from './lost.ts';

/**
 * Fetch a file of this version of the site; where the host has another version by now, the page follows.
 *
 * @throws if it does not come, or comes from elsewhere
 */
export async function load(url: string): Promise<Response> {
  const response = await fetch(url);
  if (response.status === 404) followUpdate();
  if (!response.ok || new URL(response.url).origin !== location.origin) {
    throw new Error(`${url}: ${response.status}`);
  }
  return response;
}
