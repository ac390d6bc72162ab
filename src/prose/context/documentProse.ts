import { splitsCharacter } from '../characters.js';
import { type Block, isProseKind } from '../markup/block.js';
import { blocks, inlineReader } from '../markup/blocks.js';
import { grammarOf } from '../markup/languages.js';
import { lineBreaks } from './proseBefore.js';
import { proseText } from './proseText.js';

/** How much of a block is read at once, so that a manuscript in a single line is read in pieces too. */
const longestPiece = 20_000;

/**
 * All prose of a document from its beginning to its end, in pieces, as `documentContext` gives it before a caret: without code, tables, front
 * matter, math blocks and comments, line ends as `\n`, at most one blank line between two stretches. Takes time linear in the text.
 */
export function* documentProse(text: string, languageId: string): Generator<string> {
  const grammar = grammarOf(languageId);
  const read = inlineReader(text, languageId);
  const window = { text, grammar, inlines: read };
  let previous: Block | undefined;
  let isCut = false;
  for (const block of blocks(text, languageId)) {
    if (!isProseKind(block.kind)) {
      isCut = true;
      continue;
    }
    const gap = previous === undefined ? '' : isCut ? '\n\n' : lineBreaks(text.slice(previous.end, block.start));
    let piece = gap;
    for (const { start, end } of pieces(text, block)) {
      yield piece + proseText(window, block, start, end);
      piece = '';
    }
    previous = block;
    isCut = false;
  }
}

/** A block in pieces that end at white space, as far as there is any. */
function* pieces(text: string, block: Block): Generator<{ readonly start: number; readonly end: number }> {
  for (let start = block.start; start < block.end;) {
    const end = Math.min(block.end, start + longestPiece);
    const space = end < block.end ? text.slice(start, end).search(/\s\S*$/) : -1;
    const cut = end === block.end ? end : space > 0 ? start + space : end - (splitsCharacter(text, end) ? 1 : 0);
    yield { start, end: cut };
    start = cut;
  }
}
