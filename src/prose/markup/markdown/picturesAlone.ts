import { append } from '../../../common/append.js';
import { isSpace } from '../../characters.js';
import type { Span } from '../../span.js';

/** Of the pictures in a text, in order, those that share their lines with nothing but pictures: a figure, a row of badges. */
export function picturesAlone(content: string, pictures: readonly Span[]): Span[] {
  const found: Span[] = [];
  let group: Span[] = [];
  for (const [index, picture] of pictures.entries()) {
    if (group.length === 0 && !isLineStart(content, picture.start)) continue;
    group.push(picture);
    const next = pictures[index + 1];
    const behind = afterSpace(content, picture.end);
    if (behind.offset === next?.start) continue;
    if (behind.isLineEnd) append(found, group);
    group = [];
  }
  return found;
}

function isLineStart(content: string, offset: number): boolean {
  let before = offset;
  while (before > 0 && isSpace(content.charCodeAt(before - 1)) && content.charCodeAt(before - 1) !== 10) before--;
  return before === 0 || content.charCodeAt(before - 1) === 10;
}

/** The next character after white space and attributes, and whether a line ends before it. */
function afterSpace(content: string, from: number): { offset: number; isLineEnd: boolean } {
  let offset = from;
  if (content.charAt(offset) === '{') offset += Math.max(0, content.slice(offset, offset + 200).indexOf('}') + 1);
  let isLineEnd = false;
  while (offset < content.length && (isSpace(content.charCodeAt(offset)) || content.charCodeAt(offset) === 92)) {
    isLineEnd ||= content.charCodeAt(offset) === 10;
    offset++;
  }
  return { offset, isLineEnd: isLineEnd || offset >= content.length };
}
