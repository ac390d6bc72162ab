import type { InlineSpan } from './block.js';

const entity = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z][\da-z]{1,31}));/iy;

/** The names of U+00A0 to U+00FF in HTML, in order. */
const latin =
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil ' +
  'sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute ' +
  'Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc ' +
  'atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide ' +
  'oslash ugrave uacute ucirc uuml yacute thorn yuml';

/** Names of other characters that people write in prose. */
const others =
  'amp & lt < gt > quot " apos \' lsquo ‘ rsquo ’ sbquo ‚ ldquo “ rdquo ” bdquo „ lsaquo ‹ rsaquo › ndash – mdash — horbar ― hellip … ' +
  'bull • prime ′ Prime ″ dagger † Dagger ‡ permil ‰ euro € trade ™ larr ← uarr ↑ rarr → darr ↓ harr ↔ rArr ⇒ lArr ⇐ hArr ⇔ minus − ' +
  'ne ≠ le ≤ ge ≥ asymp ≈ infin ∞ radic √ sum ∑ prod ∏ part ∂ int ∫ isin ∈ cap ∩ cup ∪ sub ⊂ sup ⊃ alpha α beta β gamma γ delta δ ' +
  'epsilon ε theta θ lambda λ mu μ pi π rho ρ sigma σ tau τ phi φ chi χ psi ψ omega ω Delta Δ Omega Ω OElig Œ oelig œ Scaron Š scaron š ' +
  'Zcaron Ž zcaron ž Yuml Ÿ fnof ƒ circ ˆ tilde ˜ check ✓ star ☆ hearts ♥ lbrace { rbrace } lbrack [ rbrack ] lpar ( rpar ) ' +
  'ast * num # dollar $ percnt % commat @ vert | grave ` lowbar _ sol / bsol \\ excl ! quest ? colon : semi ; period . comma , equals = plus +';

const named: ReadonlyMap<string, string> = new Map([
  ...latin.split(' ').map((name, index): [string, string] => [name, String.fromCharCode(0xa0 + index)]),
  ...pairsOf(others.split(' ')),
  ...['ensp', 'emsp', 'thinsp', 'nbsp'].map((name): [string, string] => [name, ' ']),
  ...['shy', 'zwj', 'zwnj', 'lrm', 'rlm', 'ZeroWidthSpace'].map((name): [string, string] => [name, '']),
]);

/** At `&`: the entity of HTML that stands there, and the character that a reader sees. One whose name is not known stays as it is. */
export function entityAt(content: string, offset: number): InlineSpan | undefined {
  entity.lastIndex = offset;
  const found = entity.exec(content);
  if (!found) return undefined;
  const [source, decimal, hexadecimal, name = ''] = found;
  const point = decimal === undefined ? parseInt(hexadecimal ?? '', 16) : Number(decimal);
  const shows = Number.isNaN(point) ? named.get(name) : characterAt(point);
  return { kind: 'html', start: offset, end: offset + source.length, shows: shows ?? source };
}

/** A text with the characters that its entities stand for. */
export function withoutEntities(text: string): string {
  return text.replace(/&[#\w]{1,32};/g, (source) => entityAt(source, 0)?.shows ?? source);
}

function characterAt(point: number): string | undefined {
  if (point === 0) return '\ufffd';
  if (point === 0xa0 || point === 9 || point === 10 || point === 13) return ' ';
  return point > 31 && point <= 0x10ffff && !(point >= 0xd800 && point <= 0xdfff) ? String.fromCodePoint(point) : undefined;
}

function pairsOf(words: readonly string[]): [string, string][] {
  return words.flatMap((name, index) => (index % 2 === 0 ? [[name, words[index + 1] ?? ''] satisfies [string, string]] : []));
}
