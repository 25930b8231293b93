import type { ServerResponse } from 'node:http';
import { setTimeout } from 'node:timers/promises';

/** The connection of a phone, and its processor. */
export interface Phone {
  name: string;
  /** The latency of an answer in milliseconds. */
  latency: number;
  /** The bandwidth in bytes per millisecond. */
  rate: number;
  /** How many times its processor is slower than this machine's. */
  slowdown: number;
}

/** A phone with a slow connection. */
export const slowLine: Phone = {
  name: '1.6 Mbit/s, 150 ms, a quarter of the processor',
  ...{ latency: 150, rate: 200, slowdown: 4 },
};

/** A phone with a slow processor and a better connection. */
export const slowProcessor: Phone = {
  name: '8 Mbit/s, 60 ms, an eighth of the processor',
  ...{ latency: 60, rate: 1000, slowdown: 8 },
};

const packet = 1400;

/** A connection shared by all answers of a host. Browsers can throttle pages themselves, but not service workers. */
export class Line {
  /** The time at which all data sent so far has arrived. */
  #free = 0;
  readonly #phone: Phone;

  constructor(phone: Phone) {
    this.#phone = phone;
  }

  /** Send a body after its headers, in turn with others. */
  async send(response: ServerResponse, body: Uint8Array): Promise<void> {
    const { latency, rate } = this.#phone;
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
