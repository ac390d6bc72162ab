/** LaTeX's accents, by the combining mark of Unicode that says the same. */
const accents: ReadonlyMap<string, string> = new Map([
  ['`', '\u0300'],
  ["'", '\u0301'],
  ['^', '\u0302'],
  ['~', '\u0303'],
  ['"', '\u0308'],
  ['=', '\u0304'],
  ['.', '\u0307'],
  ['u', '\u0306'],
  ['v', '\u030c'],
  ['H', '\u030b'],
  ['c', '\u0327'],
  ['d', '\u0323'],
  ['b', '\u0331'],
  ['r', '\u030a'],
  ['k', '\u0328'],
  ['t', '\u0361'],
]);

/** Commands that print a letter. A space after one only ends its name. */
const letters: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...{ ss: 'ß', SS: 'SS', aa: 'å', AA: 'Å', ae: 'æ', AE: 'Æ', oe: 'œ', OE: 'Œ', o: 'ø', O: 'Ø', l: 'ł', L: 'Ł', i: 'ı', j: 'ȷ' },
    ...{ dh: 'ð', DH: 'Ð', th: 'þ', TH: 'Þ', dj: 'đ', DJ: 'Đ', ng: 'ŋ', NG: 'Ŋ', ij: 'ĳ', IJ: 'Ĳ' },
  }),
);

const accent = /\\(?:([`'^~"=.])|([uvHcdbrkt])(?![A-Za-z@])[ \t]*)(?:\{(\\?\p{L}{1,2})\}|(\\[ij](?![A-Za-z])(?: |\{\})?|\p{L}))/uy;
const letter = /\\([A-Za-z]{1,2})(?![A-Za-z@])(?:\{\}|[ \t]+|)/y;

/** A letter that is written as a command, and where that ends: "ö" for `\"o`, `\"{o}`, "ß" for `\ss`. */
export function letterAt(content: string, offset: number): { readonly end: number; readonly shows: string } | undefined {
  letter.lastIndex = offset;
  const shows = letters.get(letter.exec(content)?.[1] ?? '');
  if (shows !== undefined) return { end: letter.lastIndex, shows };
  accent.lastIndex = offset;
  const found = accent.exec(content);
  if (!found) return undefined;
  const [, sign, name, braced, bare = ''] = found;
  // An accent takes the place of the dot.
  const [base = '', ...others] = (braced ?? bare).replace(/^\\/, '').trim().replace('{}', '');
  const mark = accents.get(sign ?? name ?? '') ?? '';
  return { end: accent.lastIndex, shows: (base + mark).normalize('NFC') + others.join('') };
}
