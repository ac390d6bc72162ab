import * as v from 'valibot';
import { badRequest } from '../common/badRequest.js';
import { text, whole } from '../common/methods/values.js';
import type { Span } from '../prose/span.js';
import { TextLines } from '../report/flow/textLines.js';
import type { ToolContext, ToolFile } from './tool.js';

/** Longer texts would take the models an hour. */
const maxText = 1_000_000;

/** What a tool is about: a text, or a file. */
export const source = {
  text: v.exactOptional(v.pipe(text(maxText), v.description('The text itself. Give either text or file.'))),
  file: v.exactOptional(v.pipe(text(4096), v.description('Path of the file to read, absolute or relative to the workspace. Give either text or file.'))), // prettier-ignore
  language: v.exactOptional(v.pipe(text(100), v.description('Language id by which markup is told from prose: markdown, latex, restructuredtext, asciidoc, typst, plaintext, … Default: by the file; plaintext for text.'))), // prettier-ignore
};

/** The lines that a tool is about. */
export const lineRange = {
  startLine: v.exactOptional(v.pipe(whole(1), v.description('First line to look at, from 1. The whole text is read as context all the same.'))), // prettier-ignore
  endLine: v.exactOptional(v.pipe(whole(1), v.description('Last line to look at, inclusive.'))),
};

interface Source {
  readonly text?: string;
  readonly file?: string;
  readonly language?: string;
}

/** A text that a tool works on. Offsets are into it as it is, in UTF-16 code units. */
export interface SourceText extends Omit<ToolFile, 'name'> {
  /** Absent for a text that is no file. */
  readonly file?: string;
  readonly lines: TextLines;
}

/** The text that a tool is about. Fails where there is none, or two. */
export async function sourceText(
  { text: given, file, language }: Source,
  { readFile }: Pick<ToolContext, 'readFile'>,
): Promise<SourceText> {
  if ((given === undefined) === (file === undefined)) throw badRequest('Give either text or file.');
  const { name, ...read } = file === undefined ? { name: undefined, text: given ?? '', language: 'plaintext' } : await readFile(file);
  if (read.text.trim() === '') throw badRequest(`${name ?? 'The text'} is empty.`);
  if (read.text.length > maxText)
    throw badRequest(`${name ?? 'The text'} has ${read.text.length} characters; at most ${maxText} are read.`);
  return {
    ...read,
    ...(language !== undefined && { language }),
    ...(name !== undefined && { file: name }),
    lines: new TextLines(read.text),
  };
}

/** The span of a range of lines; `undefined` for the whole text. */
export function spanOfLines(
  { startLine, endLine }: { readonly startLine?: number; readonly endLine?: number },
  { text: all, lines }: SourceText,
): Span | undefined {
  if (startLine === undefined && endLine === undefined) return undefined;
  const [first, last] = [startLine ?? 1, endLine ?? lines.at(all.length).line];
  const count = lines.at(all.length).line;
  if (first > count) throw badRequest(`startLine is ${first}, but the text has ${count} lines.`);
  if (last < first) throw badRequest(`endLine is ${last}, but must be ${first} or more.`);
  const start = lines.offsetAt({ line: first, column: 1 });
  return { start, end: last >= count ? all.length : lines.offsetAt({ line: last + 1, column: 1 }) - 1 };
}

/** Where something is, so that an agent can go there and change it. */
export function placeOf({ start, end }: Span, lines: TextLines): object {
  const last = lines.at(end);
  return { offset: start, length: end - start, ...lines.at(start), endLine: last.line, endColumn: last.column };
}
