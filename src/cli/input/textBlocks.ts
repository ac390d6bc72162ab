import { TextDecoder } from 'node:util';
import { maxOf } from '../../common/extremes.js';
import { ClozeError } from '../../common/clozeError.js';
import { encodingOf } from '../../common/textEncoding.js';
import { TextLines } from '../../report/flow/textLines.js';

/** A piece of a text, and where it starts: its offset in UTF-16 code units, and its line and column from 1. */
export interface TextBlock {
  readonly text: string;
  readonly offset: number;
  readonly line: number;
  readonly column: number;
}

/** Characters that are waited for until a paragraph ends. */
const longestParagraph = 16_000;

/**
 * A text as it comes in, in pieces that end where a paragraph does, so that one of any size takes little memory. UTF-8, or UTF-16 where a
 * byte-order mark says so. Fails with `text-invalid` where it is neither.
 * @param name what to call the text in an error
 */
export async function* textBlocks(source: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<TextBlock> {
  let place = { offset: 0, line: 1, column: 1 };
  let rest = '';
  const blockTo = (end: number): TextBlock => {
    const block = { text: rest.slice(0, end), ...place };
    const { line, column } = new TextLines(block.text).at(end);
    place = { offset: place.offset + end, line: place.line + line - 1, column: line === 1 ? place.column + column - 1 : column };
    rest = rest.slice(end);
    return block;
  };
  try {
    for await (const text of decoded(source)) {
      rest += text;
      const end = endOfParagraphs(rest);
      if (end > 0) yield blockTo(end);
    }
  } catch (error) {
    // What a decoder says of bytes that are none of its encoding.
    throw error instanceof TypeError ? notText(name, place.line, error) : error;
  }
  if (rest !== '') yield blockTo(rest.length);
}

async function* decoded(source: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined;
  for await (const chunk of source) {
    decoder ??= new TextDecoder(encodingOf(chunk), { fatal: true });
    yield decoder.decode(chunk, { stream: true });
  }
  yield decoder?.decode() ?? '';
}

/** After the last empty line; where none comes, after a line or a word. */
function endOfParagraphs(text: string): number {
  const empty = maxOf(['\n\n', '\n\r\n'].map((end) => text.lastIndexOf(end) + (text.includes(end) ? end.length : 1)));
  if (empty > 0 || text.length < longestParagraph) return empty;
  const end = text.lastIndexOf('\n') + 1 || text.lastIndexOf(' ') + 1;
  return end > 0 ? end : text.length;
}

function notText(name: string, line: number, cause: unknown): ClozeError {
  const message = `${name} is not valid UTF-8 text in line ${line} or behind it. Save it as UTF-8 and try again.`;
  return new ClozeError({ code: 'text-invalid', message }, { cause });
}
