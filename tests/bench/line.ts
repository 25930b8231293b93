import type { ServerResponse } from 'node:http';
import { setTimeout } from 'node:timers/promises';

/** How long an answer takes to begin, in milliseconds. */
const latency = 150;
/** How many bytes come in a millisecond: 1.6 Mbit/s. */
const rate = 200;
const packet = 1400;

/**
 * A phone's slow line, which all that a host sends shares. Browsers can slow down pages by themselves,
 * but not what service workers ask for.
 */
export class Line {
  /** When all that was sent so far has come. */
  #free = 0;

  /** Send a body after its head, in turn with others. */
  async send(response: ServerResponse, body: Uint8Array): Promise<void> {
    await setTimeout(latency);
    for (let at = 0; at < body.length && !response.destroyed; at += packet) {
      const part = body.subarray(at, at + packet);
      const now = performance.now();
      this.#free = Math.max(this.#free, now) + part.length / rate;
      await setTimeout(this.#free - now);
      response.write(part);
    }
    response.end();
  }
}
