import type { InlineSpan } from '../block.js';

const reference = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));/iy;
const names: Readonly<Record<string, string>> = {
  ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', ndash: '–', mdash: '—', hellip: '…', middot: '·', bull: '•' },
  ...{ lsquo: '‘', rsquo: '’', ldquo: '“', rdquo: '”', laquo: '«', raquo: '»', copy: '©', reg: '®', trade: '™', deg: '°' },
  ...{ larr: '←', rarr: '→', times: '×', plusmn: '±', zwj: '', shy: '' },
};

/** A character by its number or name: "&#8217;" or "&amp;". */
export function characterReferenceAt(content: string, offset: number): InlineSpan | undefined {
  reference.lastIndex = offset;
  const [whole, decimal, hexadecimal, name = ''] = reference.exec(content) ?? [];
  if (whole === undefined) return undefined;
  const code = Number.parseInt(decimal ?? hexadecimal ?? '', decimal === undefined ? 16 : 10);
  const shows = code <= 0x10ffff ? String.fromCodePoint(code) : Object.hasOwn(names, name) ? names[name] : undefined;
  return shows === undefined ? undefined : { kind: 'command', start: offset, end: offset + whole.length, shows };
}
