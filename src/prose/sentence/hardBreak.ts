import { isDigit, isSpace } from '../characters.js';

/**
 * Whether the line end at an offset ends a sentence whatever comes before it: a blank line follows, or a line that starts
 * a list item or heading, or the line itself is a heading. `start` is where the sentence began.
 */
export function isHardBreak(text: string, lineEnd: number, start: number): boolean {
  let next = lineEnd + 1;
  while (next < text.length && isSpace(text.charCodeAt(next))) {
    if (text.charCodeAt(next) === 10) return true;
    next++;
  }
  return startsItem(text, next) || isHeadingLine(text, start, lineEnd);
}

/** `#`, `*`, `+`, `-` or `•` with a space after, or a number of up to three digits with `.` or `)`: "1984." may be a year. */
function startsItem(text: string, offset: number): boolean {
  const code = text.charCodeAt(offset);
  let end = offset;
  if (code === 35) {
    while (end < offset + 6 && text.charCodeAt(end) === 35) end++;
    return isSpace(text.charCodeAt(end));
  }
  if (code === 42 || code === 43 || code === 45 || code === 0x2022) return isSpace(text.charCodeAt(offset + 1));
  while (end < offset + 3 && isDigit(text.charCodeAt(end))) end++;
  const mark = text.charCodeAt(end);
  return end > offset && (mark === 46 || mark === 41) && isSpace(text.charCodeAt(end + 1));
}

function isHeadingLine(text: string, start: number, lineEnd: number): boolean {
  return text.charCodeAt(start) === 35 && startsItem(text, start) && !text.slice(start, lineEnd).includes('\n');
}
