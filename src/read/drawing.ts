import { XmlDocument, XmlElement, XmlParseError } from 'libxml2-wasm';
import type { Fault } from '../paper/report.ts';

// cspell:ignore ATTLIST creativecommons inkscape sodipodi xlink
const namespace = 'http://www.w3.org/2000/svg';

/** The allowed elements (SVG 2), without scripts, links, animations and embedded documents. */
const elements = toSet(`svg g defs symbol use switch title desc metadata style view path rect circle
  ellipse line polyline polygon text tspan textPath image marker linearGradient radialGradient stop pattern
  clipPath mask filter feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix
  feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR
  feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight
  feTile feTurbulence`);

/** The allowed attributes, besides references within the drawing. */
const attributes =
  toSet(`id class style lang role tabindex content version baseProfile media type viewBox
  preserveAspectRatio zoomAndPan contentStyleType contentScriptType requiredFeatures requiredExtensions
  systemLanguage width height x y z x1 y1 x2 y2 cx cy r rx ry fx fy fr d dx dy points pathLength rotate
  textLength lengthAdjust method spacing side startOffset gradientUnits gradientTransform spreadMethod offset
  patternUnits patternContentUnits patternTransform clipPathUnits maskUnits maskContentUnits markerUnits
  markerWidth markerHeight orient refX refY filterUnits primitiveUnits in in2 result stdDeviation edgeMode
  mode operator k1 k2 k3 k4 values tableValues slope intercept amplitude exponent order kernelMatrix divisor
  bias targetX targetY preserveAlpha kernelUnitLength surfaceScale diffuseConstant specularConstant
  specularExponent limitingConeAngle azimuth elevation pointsAtX pointsAtY pointsAtZ scale xChannelSelector
  yChannelSelector seed baseFrequency numOctaves stitchTiles radius filterRes title alignment-baseline
  baseline-shift clip clip-path clip-rule color color-interpolation color-interpolation-filters
  color-profile color-rendering cursor direction display dominant-baseline enable-background fill
  fill-opacity fill-rule filter flood-color flood-opacity font font-family font-size font-size-adjust
  font-stretch font-style font-variant font-weight glyph-orientation-horizontal glyph-orientation-vertical
  image-rendering isolation kerning letter-spacing lighting-color marker marker-end marker-mid marker-start
  mask mask-type mix-blend-mode opacity overflow paint-order pointer-events shape-rendering stop-color
  stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit
  stroke-opacity stroke-width text-anchor text-decoration text-rendering transform transform-origin
  unicode-bidi vector-effect visibility white-space word-spacing writing-mode`);

/** Matches the metadata namespaces of drawing programs, which browsers ignore. */
const notes =
  /^http:\/\/(?:www\.inkscape\.org|sodipodi\.sourceforge\.net|creativecommons\.org|web\.resource\.org|purl\.org|www\.w3\.org\/1999\/02\/22-rdf)/;

/** Matches a style that may load a file, including by escapes; embedded fonts do not match. */
const loading =
  /url\(\s*["']?(?!["'#\s]|data:(?:application\/)?(?:x-)?font[-/])|@import|image-set|\\/i;

/** Refuse an SVG with anything that a browser opening it directly might run or load. */
export function checkDrawing(svg: string): Fault | undefined {
  const fix = 'export it again as plain SVG, without scripts, links and other files';
  const [special] =
    /<!(?:ENTITY|ATTLIST)|<\?xml-stylesheet|<\?xml[^>]*encoding=.(?!utf-8)/i.exec(svg) ?? [];
  if (special) return { expected: 'a self-contained SVG in UTF-8', found: special, fix };
  try {
    using document = XmlDocument.fromString(svg.replace(/^\uFEFF/, ''));
    for (const node of document.find('//*')) {
      const found = node instanceof XmlElement && findForeign(node);
      if (found) return { line: node.line, expected: 'plain SVG', found, fix };
    }
    return undefined;
  } catch (error) {
    if (!(error instanceof XmlParseError)) throw error;
    const [{ line, message } = { line: 1, message: '' }] = error.details;
    const found = message.trim();
    return { line, expected: 'an SVG in well-formed XML', found, fix: 'export it again' };
  }
}

function findForeign(element: XmlElement): string | undefined {
  const { name, namespaceUri, attrs } = element;
  if (notes.test(namespaceUri)) return undefined;
  if (namespaceUri !== namespace || !elements.has(name)) return `the element ${name}`;
  if (name === 'style' && loading.test(element.content)) return 'a style that loads a file';
  for (const { name: attribute, prefix, namespaceUri: uri, value } of attrs) {
    const isKnown = uri === '' && (attributes.has(attribute) || /^(?:data|aria)-/.test(attribute));
    const isReference = attribute === 'href' && (uri === '' || uri === xlink);
    const isRight = isReference
      ? value.startsWith('#') || (name === 'image' && picture.test(value))
      : (isKnown && !loading.test(value)) ||
        (prefix === 'xml' && attribute !== 'base') ||
        notes.test(uri) ||
        uri === xlink;
    if (!isRight) return `${attribute}="${value.slice(0, 40)}"`;
  }
  return undefined;
}

const xlink = 'http://www.w3.org/1999/xlink';
const picture = /^data:image\/(?:png|jpe?g|gif|webp);base64,[\w+/=\s]*$/;

function toSet(words: string): ReadonlySet<string> {
  return new Set(words.split(/\s+/));
}
