import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { initWasm, Resvg } from '@resvg/resvg-wasm';

type Image = ReturnType<InstanceType<typeof Resvg>['render']>;

/** Draw an SVG, and return what `take` reads from the image. */
export async function draw<T>(svg: string, take: (image: Image) => T): Promise<T> {
  const { resolve } = createRequire(import.meta.url);
  await initWasm(readFileSync(resolve('@resvg/resvg-wasm/index_bg.wasm'))).catch((error) => {
    // Another picture is being drawn, or the development server has restarted in the same process.
    if (!String(error).includes('Already initialized')) throw error;
  });
  const resvg = new Resvg(svg);
  const image = resvg.render();
  const taken = take(image);
  // The garbage collector does not count WebAssembly memory.
  image.free();
  resvg.free();
  return taken;
}
