import { ClozeError } from '../../common/clozeError.js';
import type { TaggedSentence } from '../../common/methods/training.js';

/** Which columns of a file hold words and tags, from 1. */
export interface ConllColumns {
  /** The first unless it is given. */
  readonly word?: number;
  /** The last unless it is given. */
  readonly tag?: number;
}

/** A word, a tag and the columns between them are shorter. */
const longestLine = 100_000;

/** More characters than this are text in the wrong column. */
const longestTag = 100;

/** Whether a file is one of words with tags, by its name. */
export function isConllName(name: string): boolean {
  return /\.(conll\d*|bio|bioes|bilou|iob[12]?)$/i.test(name);
}

/**
 * Reads a file in the CoNLL format: a word a line with its tag, in two columns or more with tabs or spaces between them, and an empty line
 * after each sentence. Lines of -DOCSTART- and comments (`# key = value`) are none. Fails with `text-invalid`, and says in which line.
 * @param name what to call the file in an error
 */
export function readConll(content: string, name: string, columns: ConllColumns = {}): TaggedSentence[] {
  const lines = content.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  const sentences: TaggedSentence[] = [];
  const separator = separatorOf(lines);
  let width: number | undefined;
  let [words, tags]: [string[], string[]] = [[], []];
  const endSentence = (): void => {
    if (words.length > 0) sentences.push({ words, tags });
    [words, tags] = [[], []];
  };
  for (const [index, line] of lines.entries()) {
    if (line.length > longestLine) throw invalid(`Line ${index + 1} of ${name} has more than ${longestLine} characters. ${expected}`);
    if (line.trim() === '' || isMark(line)) endSentence();
    else if (words.length > 0 || !isComment(line, separator)) {
      const cells = (separator === tab ? line : line.trim()).split(separator).map((cell) => cell.trim());
      width ??= cells.length;
      const row = rowOf(cells, width, columns, `Line ${index + 1} of ${name}`);
      words.push(row.word);
      tags.push(row.tag);
    }
  }
  endSentence();
  if (sentences.length === 0) throw invalid(`${name} ${content.trim() === '' ? 'is empty' : 'has no sentence'}. ${expected}`);
  return sentences;
}

const tab = /\t/;
const spaces = / +/;
const expected = 'Each line has to be a word and its tag with a tab or a space between them, with an empty line behind each sentence.';

/** What the first row says; a comment says nothing. */
function separatorOf(lines: readonly string[]): RegExp {
  const first = lines.find((line) => line.trim() !== '' && !line.startsWith('#') && !isMark(line)) ?? '';
  return first.includes('\t') ? tab : spaces;
}

function isMark(line: string): boolean {
  return /^\s*-DOCSTART-/.test(line);
}

/** In front of a sentence only: a number sign may also be a word. */
function isComment(line: string, separator: RegExp): boolean {
  return line.startsWith('#') && (/^#\s*\S+\s*=/.test(line) || (separator === tab && !line.includes('\t')));
}

function rowOf(
  cells: readonly string[],
  width: number,
  columns: ConllColumns,
  place: string,
): { readonly word: string; readonly tag: string } {
  if (cells.length < 2) throw invalid(`${place} has one column only. ${expected}`);
  if (cells.length !== width)
    throw invalid(`${place} has ${cells.length} columns, but the first row has ${width}. Correct it and try again.`);
  const [word, tag] = [cells[(columns.word ?? 1) - 1], cells[(columns.tag ?? width) - 1]];
  if (word === undefined || tag === undefined) throw invalid(`${place} has ${width} columns, fewer than the one that was named.`);
  if (word === '') throw invalid(`${place} has no word. ${expected}`);
  if (`${word}${tag}`.includes('\uFFFD')) throw invalid(`${place} is not valid UTF-8 text. Save the file as UTF-8 and try again.`);
  if (tag === '') throw invalid(`${place} has no tag. Give words that have none the tag O.`);
  if (tag.length > longestTag) throw invalid(`${place} has a tag of ${tag.length} characters. Name the column of tags.`);
  return { word, tag };
}

function invalid(message: string): ClozeError {
  return new ClozeError({ code: 'text-invalid', message });
}
