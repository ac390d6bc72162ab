import type { InlineSpan } from '../block.js';

/** What stands for a typographic sign that a keyboard lacks. */
const shown: ReadonlyMap<string, string> = new Map([
  ['~', '\u00a0'],
  ['``', '“'],
  ["''", '”'],
  ['---', '—'],
  ['--', '–'],
  ['?`', '¿'],
  ['!`', '¡'],
  ['<<', '«'],
  ['>>', '»'],
  // Shorthands of the package babel.
  ['"`', '„'],
  [`"'`, '“'],
  ['"=', '-'],
  ['"~', '-'],
]);

/** Commands that print a sign or a name. */
const symbols: Readonly<Record<string, string>> = {
  ...{ textendash: '–', textemdash: '—', textquotedblleft: '“', textquotedblright: '”', textquoteleft: '‘', textquoteright: '’' },
  ...{ lq: '‘', rq: '’', ldots: '…', dots: '…', textellipsis: '…', textbackslash: '\\', textasciitilde: '~', textasciicircum: '^' },
  ...{ textbar: '|', textless: '<', textgreater: '>', textunderscore: '_', textbraceleft: '{', textbraceright: '}', textbullet: '•' },
  ...{ textregistered: '®', texttrademark: '™', textcopyright: '©', copyright: '©', textdegree: '°', degree: '°', S: '§', P: '¶' },
  ...{ pounds: '£', textsterling: '£', euro: '€', texteuro: '€', EUR: '€', textyen: '¥', textcent: '¢', textdollar: '$', quad: ' ' },
  ...{ glqq: '„', grqq: '“', glq: '‚', grq: '‘', flqq: '«', frqq: '»', og: '«', fg: '»', textquotedbl: '"', guillemotleft: '«' },
  ...{ guillemotright: '»', quotedblbase: '„', slash: '/', textperiodcentered: '·', textnumero: '№', dag: '†', ddag: '‡', qquad: ' ' },
  ...{ enspace: ' ', emspace: ' ', thinspace: ' ', space: ' ', nobreakspace: ' ', TeX: 'TeX', LaTeX: 'LaTeX', LaTeXe: 'LaTeX2e' },
  ...{ XeLaTeX: 'XeLaTeX', LuaLaTeX: 'LuaLaTeX', XeTeX: 'XeTeX', LuaTeX: 'LuaTeX', BibTeX: 'BibTeX', pdfLaTeX: 'pdfLaTeX', and: ' ' },
  ...{ textmu: 'µ', textasteriskcentered: '*', textexclamdown: '¡', textquestiondown: '¿', ordinarycolon: ':', textonehalf: '½' },
};

/** What a command without arguments prints, if that is a sign or a name that is known. */
export function symbolOf(name: string): string | undefined {
  return Object.hasOwn(symbols, name) ? symbols[name] : undefined;
}

/** The span of a sign that is written with others, such as `---`; a hyphen or a quotation mark by itself is none. */
export function signSpan(source: string, start: number): InlineSpan | undefined {
  const shows = shown.get(source);
  return shows === undefined ? undefined : { kind: 'sign', start, end: start + source.length, shows };
}

/** A backslash with a sign after it: a space of some width, or a sign that is meant as it is. */
export function escapeAt(content: string, start: number): InlineSpan {
  const sign = content.charAt(start + 1);
  if (',;:> ~'.includes(sign) && sign !== '') return { kind: 'sign', start, end: start + 2, shows: '\u00a0' };
  const isHidden = sign !== '' && '!/-@()[]*+<'.includes(sign);
  return { kind: 'sign', start, end: start + (isHidden ? 2 : 1) };
}
