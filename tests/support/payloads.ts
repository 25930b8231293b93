import { readCases } from './cases.ts';

/** The variable that every payload sets if it runs; `watchPage` detects it. */
export const ranMark = '__ran';

/** A host that no page should contact. */
export const foreignHost = 'evil.example';

const run = `${ranMark}=1`;
const script = `<script>${run}</script>`;
const fill = (text: string) => text.replaceAll('ELEMENT', script).replaceAll('RUN', run);
const parts = readCases<Record<string, string[]>>('payloads');
const list = (name: string) => (parts[name] ?? []).map(fill);

/** Ways to write a handler: quoted or not, with unusual white space, without a space before it. */
const quotings: readonly ((element: string, handler: string) => string)[] = [
  (element, handler) => `<${element} ${handler}=${run}>`,
  (element, handler) => `<${element} ${handler}="${run}">`,
  (element, handler) => `<${element}\t${handler}='${run}'/>`,
  (element, handler) => `<${element.replace(' ', '/')}/${handler}=\`${run}\`>`,
  (element, handler) => `<${element} ${handler}\f=&#95;&#95;ran&#61;1 //`,
];

const encoded = [
  ...['&lt;', '&#60;', '&#x3c;', '%3C', '%253C', '\\u003c', '\\x3c', '+ADw-', '＜', '﹤', 'À¼'],
].map((less) => script.replaceAll('<', less));

const characters = [...list('characters'), 'Z\u0351\u036b\u0343'.repeat(20)];

const long = [
  ...['a'.repeat(999), 'a'.repeat(5000), '"'.repeat(1001), `${'a'.repeat(40)}!`],
  ...[`${'a*'.repeat(60)}b`, `${'(a+)+'.repeat(20)}$`, '（“'.repeat(300), '<'.repeat(400)],
  ...['&'.repeat(400), '[x]('.repeat(120), '新'.repeat(800), '新 a '.repeat(120)],
  ...['ni'.repeat(200), `${'"新疆" '.repeat(60)}${script}`, script.repeat(30)],
];

/** The distinct payloads: those of `fixtures/payloads.yaml` in all combinations, and long ones. */
export const payloads: readonly string[] = [
  ...new Set([
    ...list('elements').flatMap((element, row) =>
      list('handlers').map((handler, column) =>
        (quotings[(row + column) % quotings.length] ?? String)(element, handler),
      ),
    ),
    ...list('ends').flatMap((end) => list('bodies').map((body) => end + body)),
    ...list('addresses').flatMap((address) =>
      list('linkings').map((link) => link.replace('ADDRESS', () => address)),
    ),
    ...[...encoded, ...list('mutated'), ...list('programs')],
    ...[...characters.map((character) => `x${character}y${character}`), ...long],
  ]),
];
