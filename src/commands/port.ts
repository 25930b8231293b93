import { parseArgs } from 'node:util';

/**
 * Read the port of a server from the option `--port`, or else from `PORT`.
 *
 * @throws {Error} if it is not a port, or if there is another option
 */
export function readPort(args: string[], { PORT }: NodeJS.ProcessEnv): number {
  const { port } = parseArgs({ args, options: { port: { type: 'string' } } }).values;
  const given = port ?? PORT ?? '4321';
  if (/^\d{1,5}$/.test(given) && Number(given) <= 65_535) return Number(given);
  const name = port === undefined ? 'PORT' : '--port';
  throw new Error(`${name} is “${given}”: give a number up to 65535, such as 4321`);
}
