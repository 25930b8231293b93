import type { Server } from 'node:http';

/** A request for a file. */
export interface Request {
  path: string;
  /** The time of the request, in milliseconds since 1970. */
  at: number;
  /** The bytes over the wire, including response headers. */
  bytes: number;
  done: boolean;
}

/** Records requests on the server side, in the same way for every browser. */
export class Traffic {
  #requests: Request[] = [];

  /** @param server a server that sends each file whole from now on, as to an empty cache */
  constructor(server: Server) {
    server.prependListener('request', (request, response) => {
      delete request.headers['if-none-match'];
      const { socket } = request;
      const before = socket.bytesWritten;
      const path = new URL(request.url ?? '/', 'http://localhost').pathname;
      const entry: Request = { path, at: Date.now(), bytes: 0, done: false };
      this.#requests.push(entry);
      response.on('close', () => {
        entry.bytes = socket.bytesWritten - before;
        entry.done = true;
      });
    });
  }

  /** Wait until requests have stopped, and return those since the last time, below a folder. */
  async take(folder: string): Promise<Request[]> {
    for (let seen = -1; seen !== this.#requests.length || this.#isBusy(); ) {
      seen = this.#requests.length;
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
    const taken = this.#requests.filter(({ path }) => path.startsWith(folder));
    this.#requests = [];
    return taken;
  }

  #isBusy(): boolean {
    return this.#requests.some(({ done }) => !done);
  }
}

/** Add up the bytes of requests. */
export function sumBytes(requests: readonly Request[]): number {
  return requests.reduce((sum, { bytes }) => sum + bytes, 0);
}
