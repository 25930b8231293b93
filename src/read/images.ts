import { imageSize } from 'image-size';
import type { Fault } from '../paper/report.ts';

/** The size of an image in pixels of CSS. */
export interface ImageSize {
  width: number;
  height: number;
}

/** The images of the content by their names. */
export type Images = ReadonlyMap<string, ImageSize>;

/** The media types of the images that a text may show, by the end of their names. */
export const imageTypes: ReadonlyMap<string, string> = new Map([
  ['png', 'image/png'],
  ['jpg', 'image/jpeg'],
  ['jpeg', 'image/jpeg'],
  ['gif', 'image/gif'],
  ['webp', 'image/webp'],
  ['avif', 'image/avif'],
  ['svg', 'image/svg+xml'],
]);

/** Measure an image, or say why it cannot be shown: its name, its bytes, or a program in a drawing. */
export function measureImage(name: string, bytes: Uint8Array): ImageSize | Fault {
  const [, extension = ''] = /^[\w.-]+\.(\w+)$/.exec(name) ?? [];
  if (!imageTypes.has(extension)) {
    const expected = `an image (${[...imageTypes.keys()].join(', ')})`;
    const fix = 'name it as map.png is named, with letters, digits, . and -, or move it away';
    return { expected, found: name, fix };
  }
  if (extension === 'svg' && isActive(new TextDecoder().decode(bytes))) {
    const fix = 'take scripts, handlers and foreign objects out of it';
    return { expected: 'a drawing', found: 'a program in it', fix };
  }
  try {
    const { width, height } = imageSize(bytes);
    return { width: Math.round(width), height: Math.round(height) };
  } catch {
    const fix = 'export the image anew; a drawing needs a width and a height, or a viewBox';
    return { expected: 'an image whose size can be read', found: 'other bytes', fix };
  }
}

function isActive(svg: string): boolean {
  return /<(?:\w+:)?(?:script|foreignObject|iframe|handler)\b|<!ENTITY|\son\w+\s*=|javascript:/i.test(
    svg,
  );
}
