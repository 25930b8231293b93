import type { Server } from 'node:http';

/** A file that was asked for. */
export interface Request {
  path: string;
  /** When it was asked for, in milliseconds since 1970. */
  at: number;
  /** What went over the wire, the answer's headers too. */
  bytes: number;
  done: boolean;
}

/** What a server is asked for, from the server's side: it is the same for every browser. */
export class Traffic {
  #requests: Request[] = [];

  /** @param server one that serves each file whole from now on, as to an empty cache */
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

  /** Wait until nothing is asked for, and return what was since the last time, below a folder. */
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
