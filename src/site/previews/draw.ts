import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { initWasm, Resvg } from '@resvg/resvg-wasm';

/** Draw an SVG as a PNG. */
export async function drawPng(svg: string): Promise<Buffer<ArrayBuffer>> {
  const { resolve } = createRequire(import.meta.url);
  await initWasm(readFileSync(resolve('@resvg/resvg-wasm/index_bg.wasm'))).catch((error) => {
    // Another picture is being drawn, or the development server has restarted in the same process.
    if (!String(error).includes('Already initialized')) throw error;
  });
  const resvg = new Resvg(svg);
  const image = resvg.render();
  const png = Buffer.from(image.asPng());
  // The garbage collector does not count WebAssembly memory.
  image.free();
  resvg.free();
  return png;
}
