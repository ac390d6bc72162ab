import type { InlineSpan } from '../block.js';

const longestNote = 2000;

/** At `^[`: a footnote in place. Its text is prose, but not part of the sentence around it. */
export function inlineNoteAt(content: string, offset: number): InlineSpan[] | undefined {
  if (!content.startsWith('^[', offset)) return undefined;
  let depth = 0;
  for (let end = offset + 1; end < Math.min(content.length, offset + longestNote); end++) {
    const sign = content.charAt(end);
    if (sign === '\\') end++;
    else if (sign === '[') depth++;
    else if (sign === ']' && --depth === 0) {
      return [
        { kind: 'note-start', start: offset, end: offset + 2 },
        { kind: 'note-end', start: end, end: end + 1 },
      ];
    }
  }
  return undefined;
}
