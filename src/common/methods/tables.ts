import * as v from 'valibot';
import type { Methods, Plain } from './method.js';
import { absolutePath, flag, oneOf, text, whole } from './values.js';

/** The table service: it reads rows of tables and folders of texts from the disk, and needs no model. */

const tableFormat = oneOf(['csv', 'tsv', 'jsonl', 'lines']);

/** Where in a row its text and its label are, by index. */
const tableColumns = v.object({
  /** Names of the columns; absent where the first row holds none. */
  header: v.exactOptional(v.array(text())),
  text: whole(0),
  /** Absent where the rows have no labels. */
  label: v.exactOptional(whole(0)),
});
export interface TableColumns extends Plain<typeof tableColumns> {}

/** How a table is written, found out from its start. JSON lines and lines have only an encoding. */
const tableDialect = v.object({
  encoding: oneOf(['utf-8', 'utf-16le', 'utf-16be']),
  /** The character between cells. */
  delimiter: text(),
  /** Whether cells may stand in quotation marks. */
  quotes: flag(),
  /** Whether a backslash before a quotation mark makes a character of it. */
  backslash: flag(),
});
export interface TableDialect extends Plain<typeof tableDialect> {}

const tablePlace = v.object({
  byte: whole(0),
  /** Lines before it. */
  lines: whole(0),
  columns: tableColumns,
  dialect: tableDialect,
});
export interface TablePlace extends Plain<typeof tablePlace> {}

const readTableRequest = v.object({
  path: absolutePath(),
  format: tableFormat,
  /** Where the rows that were read before end, as the answer before says it; absent for the first ones. */
  from: v.exactOptional(tablePlace),
  /** What the columns are, where a person has said so; found out unless it is given. Only for the first rows. */
  columns: v.exactOptional(tableColumns),
  /** The most rows to read. */
  limit: whole(1, 10_000),
});
export interface ReadTableRequest extends Plain<typeof readTableRequest> {}

const readTableResult = v.object({
  rows: v.array(v.object({ line: v.number(), text: v.string(), label: v.exactOptional(v.string()) })),
  /** Where to go on; absent after the last row. */
  next: v.exactOptional(tablePlace),
});
export interface ReadTableResult extends Plain<typeof readTableResult> {}

const previewTableRequest = v.object({
  path: absolutePath(),
  format: tableFormat,
  /** Whether the first row holds names; found out unless it is given. */
  header: v.exactOptional(flag()),
});
export interface PreviewTableRequest extends Plain<typeof previewTableRequest> {}

const previewTableResult = v.object({
  /** A guess. */
  columns: tableColumns,
  /** For each column its first different values that are not empty, long ones cut. */
  values: v.array(v.array(v.string())),
});
export interface PreviewTableResult extends Plain<typeof previewTableResult> {}

const readLabelFolderRequest = v.object({
  path: absolutePath(),
});
export interface ReadLabelFolderRequest extends Plain<typeof readLabelFolderRequest> {}

export const leftOutFile = v.object({
  /** From the folder on, with `/`. */
  file: v.string(),
  /** Bytes that are no text; another encoding than UTF-8 or UTF-16; no words; more bytes than any text; no right to read it. */
  why: v.picklist(['binary', 'encoding', 'empty', 'too-large', 'unreadable']),
});
export interface LeftOutFile extends Plain<typeof leftOutFile> {}

const readLabelFolderResult = v.object({
  examples: v.array(v.object({ text: v.string(), label: v.string() })),
  /** Files that are no texts to learn from. */
  leftOut: v.array(leftOutFile),
});
export interface ReadLabelFolderResult extends Plain<typeof readLabelFolderResult> {}

export const tableMethods = {
  /** Reads rows of a table on disk, some at a time, so that a file of any size takes little memory. */
  readTable: { request: readTableRequest, result: readTableResult },

  /** Looks at the first rows of a table, to tell its columns, so that a person can say which are which. */
  previewTable: { request: previewTableRequest, result: previewTableResult },

  /** Reads examples from a folder that holds a folder of text files for each label. */
  readLabelFolder: { request: readLabelFolderRequest, result: readLabelFolderResult },
} as const;

/** Reads tables. Lives where the engine does, so that a large file blocks no editor; each method rejects with a `ClozeError`. */
export interface TableApi extends Methods<typeof tableMethods> {}
