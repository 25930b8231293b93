import type {} from 'micromark-extension-gfm-autolink-literal';
import type {} from 'micromark-extension-math';
import type { Code, Construct, Extension, State, Tokenizer } from 'micromark-util-types';
import type { Processor } from 'unified';

/** Read `$x$` as a formula, and an address up to the punctuation of either language. */
export function remarkSyntax(this: Processor): void {
  const data = this.data();
  const others = (data.micromarkExtensions ?? []).map(withoutAddresses);
  data.micromarkExtensions = [...others, syntax];
}

/**
 * Remove the addresses of GFM, which end only at white space and take quadratic time. A later step of GFM finds
 * email addresses.
 */
function withoutAddresses(extension: Extension): Extension {
  const text = Object.entries(extension.text ?? {}).map(([code, constructs = []]) => {
    const kept = [constructs].flat().filter(({ name }) => !name?.endsWith('Autolink'));
    return [code, kept] as const;
  });
  return { ...extension, text: Object.fromEntries(text.filter(([, kept]) => kept.length > 0)) };
}

const toCharacter = (code: Code) => (code === null ? '' : String.fromCharCode(code));
const isWordCharacter = (code: Code) => code !== null && /^\w/.test(toCharacter(code));

/**
 * Read a formula as pandoc does: no space inside its dollars, and no digit after them.
 *
 * The next dollar in the line decides, so that parsing stays linear.
 */
const tokenizeFormula: Tokenizer = function (effects, ok, nok) {
  let tex = '';
  const { previous } = this;
  const open: State = (code) => {
    if (!mayBeginFormula(previous)) return nok(code);
    effects.enter('mathText');
    effects.enter('mathTextSequence');
    effects.consume(code);
    effects.exit('mathTextSequence');
    effects.enter('mathTextData');
    return inside;
  };
  const inside: State = (code) => {
    if (code === null || code < 0 || code === dollar) return close(code);
    tex += toCharacter(code);
    effects.consume(code);
    return code === backslash ? escaped : inside;
  };
  const escaped: State = (code) => {
    if (code !== dollar) return inside(code);
    tex += '$';
    effects.consume(code);
    return inside;
  };
  const close: State = (code) => {
    if (code !== dollar || !/^\S(?:.*\S)?$/s.test(tex)) return nok(code);
    effects.exit('mathTextData');
    effects.enter('mathTextSequence');
    effects.consume(code);
    effects.exit('mathTextSequence');
    effects.exit('mathText');
    return end;
  };
  const end: State = (code) =>
    (/^\d/.test(toCharacter(code)) || isMoney(tex, previous, code) ? nok : ok)(code);
  return open;
};

/** Tell text between two amounts from a formula: $5，约合A$, $5 and A$, 10$和20$, $HOME和$PATH. */
function isMoney(tex: string, previous: Code, next: Code): boolean {
  const text = tex.replace(/\{[^{}]*\}/g, '');
  const hasHan = /[\p{Script=Han}\u3000-\u303F\uFF00-\uFF1F]/u.test(text);
  return /^\d/.test(tex)
    ? hasHan || /^[\d.,]+\p{L}{0,2}[,;]?\s\(?\p{L}{2}/u.test(text)
    : hasHan && (isWordCharacter(previous) || isWordCharacter(next));
}

const dollar = 36;
const backslash = 92;

/** Tell whether a formula may start: not after another dollar, and not in US$5. */
const mayBeginFormula = (previous: Code) => !/^[A-Za-z$]/.test(toCharacter(previous));

/** Matches the end of an address: white space, and punctuation that is full-width or not ASCII. */
const endOfAddress = /^(?:$|[\s<]|[^\P{P}\0-\x7F]|[\u3000-\u303F\uFF00-\uFFEF])/u;
const isEnd = (code: Code) => code === null || code < 0 || endOfAddress.test(toCharacter(code));

/** Matches characters that belong to an address only if more of it follows. */
const trailing = /^[!"'),.:;?\]*_~]/;

const trail: Construct = {
  partial: true,
  tokenize(effects, ok, nok) {
    const inside: State = (code) => {
      if (!trailing.test(toCharacter(code))) return (isEnd(code) ? ok : nok)(code);
      effects.consume(code);
      return inside;
    };
    return inside;
  },
};

/** Tell whether a text may become an address. */
function isBegun(url: string): boolean {
  const begun = url.slice(0, 8).toLowerCase();
  return ['https://', 'http://', 'www.'].some((it) => it.startsWith(begun) || begun.startsWith(it));
}

/** Read an address as GFM does, but up to the punctuation of either language, and after any non-letter. */
const tokenizeAddress: Tokenizer = function (effects, ok, nok) {
  let url = '';
  const begin: State = (code) => {
    effects.enter('literalAutolink');
    effects.enter(kindOf(code));
    return proceed(code);
  };
  const proceed: State = (code) => {
    url += toCharacter(code);
    effects.consume(code);
    return isBegun(url) ? inside : nok;
  };
  const inside: State = (code) => {
    if (isEnd(code)) return end(code);
    const character = toCharacter(code);
    const isPaired = character === ')' && url.split('(').length > url.split(')').length;
    if (!trailing.test(character) || isPaired) return proceed(code);
    return effects.check(trail, end, proceed)(code);
  };
  const end: State = (code) => {
    const isInLink = this.events.some(
      ([, { type, _balanced }]) => type === 'labelLink' && !_balanced,
    );
    if (isInLink || !/^(?:https?:\/\/|www\.)[\p{L}\p{N}]/iu.test(url)) return nok(code);
    effects.exit(kindOf(url.charCodeAt(0)));
    effects.exit('literalAutolink');
    return ok(code);
  };
  return begin;
};

const kindOf = (code: Code) =>
  /^h/i.test(toCharacter(code)) ? 'literalAutolinkHttp' : 'literalAutolinkWww';

const address: Construct = {
  tokenize: tokenizeAddress,
  previous: (code) => !isWordCharacter(code),
};

const syntax: Extension = {
  text: {
    ...{ 72: address, 87: address, 104: address, 119: address },
    [dollar]: { previous: mayBeginFormula, tokenize: tokenizeFormula },
  },
};
