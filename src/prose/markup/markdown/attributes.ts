import type { InlineSpan } from '../block.js';

const opening = /^\{\s?(?:[#.=][^\s{}]|:[^{}]|[\w-]{1,40}=|-\})/;
const longest = 1500;

/** At `{`: attributes of Pandoc and kramdown, such as `{.class}`, `{#name}`, `{width=50%}`, `{=html}`; values may stand in quotation marks. */
export function attributesAt(content: string, offset: number): InlineSpan | undefined {
  if (!opening.test(content.slice(offset, offset + 50))) return undefined;
  for (let end = offset + 1; end < Math.min(content.length, offset + longest); end++) {
    const sign = content.charAt(end);
    if (sign === '}') return { kind: 'command', start: offset, end: end + 1 };
    if (sign === '{') return undefined;
    if (sign !== '"') continue;
    const length = content.slice(end + 1, offset + longest).indexOf('"');
    if (length < 0) return undefined;
    end += length + 1;
  }
  return undefined;
}
