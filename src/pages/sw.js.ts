import { build } from 'rolldown';
import { isOfflineOff, version } from '../site/config.ts';

/** Bundle the service worker, which removes itself in development and with `OFFLINE=0`. */
export async function GET(): Promise<Response> {
  const { output } = await build({
    input: 'src/features/offline/worker.ts',
    write: false,
    logLevel: 'silent',
    transform: {
      define: {
        'process.env.NODE_ENV': '"production"',
        siteVersion: JSON.stringify(isOfflineOff ? '' : version),
      },
    },
    output: { format: 'iife', minify: true },
  });
  return new Response(output[0].code, { headers: { 'Content-Type': 'text/javascript' } });
}
