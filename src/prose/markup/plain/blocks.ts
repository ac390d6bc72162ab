import type { Block } from '../block.js';
import { BlockBuilder } from '../blockBuilder.js';
import { isBlankLine, type Line } from '../lines.js';

/** Lines longer than this are not wrapped by hand, so each is a paragraph. */
const longestWrapped = 120;

const underline = /^(?:={3,}|-{3,}|~{3,})\s*$/;
const rule = /^(?:[*_=~#-]\s*){3,}$/;
const tableRow = /^(?:\|.*\||\+[-=+]{3,})\s*$/;
const item = /^(?:[-*+•–]|\d{1,3}[.)]|\([a-z\d]\))\s+\S/;
const chapter =
  /^(?:(?:chapter|part|book|act|scene|volume)\s+(?:\d+|[ivxlc]+|the\s\p{L}+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\p{L}+teen|twenty(?:.\p{L}+)?)\b.{0,60}|(?:prologue|epilogue|preface|foreword|introduction|appendix|interlude|afterword)(?:\s.{0,40})?)$/iu;

/**
 * Blocks of plain text. Paragraphs end at blank lines; where lines are too long to be wrapped by hand, or the next line is
 * indented as in books, at each line end. Chapter titles, lines in capitals and underlined lines are headings.
 */
export function plainBlocks(text: string): Block[] {
  const builder = new BlockBuilder(text);
  for (const [index, line] of builder.lines.entries()) readLine(builder, index, line);
  return builder.blocks;
}

function readLine(builder: BlockBuilder, index: number, line: Line): void {
  const content = builder.content(index);
  const { open } = builder;
  const previous = builder.lines[index - 1];
  if (isBlankLine(line)) builder.close();
  else if (open && open.start === previous?.start && underline.test(content)) {
    builder.extend(line.end, { kind: 'heading', level: content.startsWith('=') ? 1 : 2 });
    builder.close();
  } else if (rule.test(content)) builder.add('markup', line.start, line.end);
  else if (tableRow.test(content)) builder.add('table', line.start, line.end);
  else if (!open && builder.content(index + 1) === '' && isTitle(content)) {
    builder.add('heading', line.start, line.end, chapter.test(content) ? 2 : 3);
  } else if (item.test(content)) builder.start('list-item', line.start, line.end, 1);
  else if (open && previous && !endsParagraph(open, line, previous)) builder.extend(line.end);
  else builder.start('paragraph', line.start, line.end);
}

/** Whether the line before ends a paragraph though no blank line follows. */
function endsParagraph(open: Block, line: Line, previous: Line): boolean {
  const isIndented = line.column > previous.column && open.kind !== 'list-item';
  return isIndented || previous.end - previous.start > longestWrapped || line.end - line.start > longestWrapped;
}

function isTitle(content: string): boolean {
  if (content.length > 80) return false;
  return (
    (chapter.test(content) && !/[.,;!?]\s*$/.test(content)) ||
    (/\p{Lu}{3}/u.test(content) && !/\p{Ll}/u.test(content) && !/[.,;:]\s*$/.test(content))
  );
}
