import type { Block } from '../block.js';
import { BlockBuilder } from '../blockBuilder.js';
import { isBlankLine } from '../lines.js';

const scissors = /^# -{8,} >8 -{8,}/;
const trailer = /^(?:[A-Z][\w-]*-by|Co-authored-by|Change-Id|Refs?|Fix(?:es)?|Closes?|See-also|Cc|BREAKING[ -]CHANGE): ?/i;
const item = /^(?:[-*+•]|\d{1,3}[.)])\s/;

/**
 * Blocks of a commit message: the subject as a heading, paragraphs, list items; lines that Git drops (`#`, if `hasComments`,
 * and the diff after the scissors) and trailers are not prose. Lines indented by four columns are code.
 */
export function gitBlocks(text: string, hasComments: boolean): Block[] {
  const builder = new BlockBuilder(text);
  let hasSubject = false;
  for (const [index, line] of builder.lines.entries()) {
    const content = builder.content(index);
    const isComment = hasComments && text.charAt(line.start) === '#';
    if (isComment && scissors.test(content)) {
      builder.takeRest('comment', index);
      break;
    }
    if (isBlankLine(line)) builder.close();
    else if (isComment) builder.add('comment', line.start, line.end);
    else if (!hasSubject) builder.add('heading', line.start, line.end, 1);
    else if (trailer.test(content)) builder.add('markup', line.start, line.end);
    else if (item.test(content)) builder.start('list-item', line.start, line.end, 1);
    else if (builder.open) builder.extend(line.end);
    else if (line.column >= 4) builder.add('code', line.start, line.end);
    else builder.start('paragraph', line.start, line.end);
    hasSubject ||= !isComment && !isBlankLine(line);
  }
  return builder.blocks;
}
