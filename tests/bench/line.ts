import type { ServerResponse } from 'node:http';
import { setTimeout } from 'node:timers/promises';

/** The latency of an answer in milliseconds. */
const latency = 150;
/** The bandwidth in bytes per millisecond: 1.6 Mbit/s. */
const rate = 200;
const packet = 1400;

/**
 * A slow mobile connection, shared by all answers of a host. Browsers can throttle pages themselves, but not
 * service workers.
 */
export class Line {
  /** The time at which all data sent so far has arrived. */
  #free = 0;

  /** Send a body after its headers, in turn with others. */
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
