import type { CancellationToken } from '../../common/cancellation.js';
import type { LeftOutFile, TableApi } from '../../common/methods/tables.js';
import type { TaggedSentence } from '../../common/methods/training.js';
import { labelSource } from '../../learning/examples/labelFile.js';
import type { Example } from '../../learning/examples/labels.js';
import { holdsLabelList } from '../../learning/multiLabel/labelCell.js';
import { formatOf, type TableFormat } from '../../learning/table/columns.js';
import { isConllName } from '../../learning/tagging/conll.js';
import { type ChosenTable, tablePages } from './tablePages.js';

const pageRows = 2000;

/** Rows that show what labels are like. */
const firstRows = 200;

/** More are no use to a classifier of this kind. */
export const maxExamples = 100_000;

export interface LabelledExamples {
  readonly examples: readonly Example[];
  /** Files that are no texts to learn from. */
  readonly leftOut: readonly LeftOutFile[];
}

/** Labelled texts that were chosen to learn from. */
export interface ExampleSource {
  readonly kind: 'texts';
  /** Reads it. It may take long. */
  readonly read: (token: CancellationToken) => Promise<LabelledExamples>;
  /** Whether texts seem to have lists of labels. */
  readonly hasLists: boolean;
  /** The workspace's own file of labels, where it is that. */
  readonly file?: string;
}

/** A file of words with tags that was chosen to learn from. */
export interface TaggedSource {
  readonly kind: 'words';
  /** Fails with a `ClozeError` where it is no such file. */
  readonly read: () => Promise<readonly TaggedSentence[]>;
}

/** What is offered to learn from. */
export type OfferedSource =
  | { readonly kind: 'this-table'; readonly format: TableFormat }
  | { readonly kind: 'this-tagged-file' | 'workspace' | 'table' | 'folder' | 'tagged-file' };

/**
 * What there is to learn from: the table or the file of tagged words that is open, which is likely meant, comes first.
 * @param open the path of the file that is open
 */
export function offeredSources(open: string | undefined): OfferedSource[] {
  return [
    ...(open === undefined ? [] : likelySource(open)),
    { kind: 'workspace' },
    { kind: 'table' },
    { kind: 'folder' },
    { kind: 'tagged-file' },
  ];
}

function likelySource(path: string): OfferedSource[] {
  if (isConllName(path)) return [{ kind: 'this-tagged-file' }];
  const format = formatOf(path);
  return format === undefined ? [] : [{ kind: 'this-table', format }];
}

/** The labels of the workspace. */
export function workspaceSource(examples: readonly Example[]): ExampleSource {
  const hasLists = examples.some(({ label }) => holdsLabelList(label));
  return { kind: 'texts', read: () => Promise.resolve({ examples, leftOut: [] }), hasLists, file: labelSource };
}

/** A folder of text files for each label. `path` is absolute. */
export function folderSource(path: string, tables: Pick<TableApi, 'readLabelFolder'>): ExampleSource {
  return { kind: 'texts', read: (token) => tables.readLabelFolder({ path }, token), hasLists: false };
}

/** The labelled rows of a table. Its first rows are read, to see what labels are like. */
export async function tableSource(table: ChosenTable, tables: Pick<TableApi, 'readTable'>): Promise<ExampleSource> {
  const { rows } = await tables.readTable({ ...table, limit: firstRows });
  return {
    kind: 'texts',
    read: async (token) => ({ examples: await tableExamples(table, tables, token), leftOut: [] }),
    hasLists: rows.some(({ label }) => label !== undefined && holdsLabelList(label)),
  };
}

async function tableExamples(table: ChosenTable, tables: Pick<TableApi, 'readTable'>, token: CancellationToken): Promise<Example[]> {
  const examples: Example[] = [];
  for await (const rows of tablePages(table, pageRows, tables, token)) {
    for (const { text, label } of rows) {
      const example = exampleIn(text, label);
      if (example !== undefined) examples.push(example);
    }
    if (examples.length >= maxExamples) break;
  }
  return examples.slice(0, maxExamples);
}

/** The example in a row; `undefined` where it is not labelled yet. */
export function exampleIn(text: string, label: string | undefined): Example | undefined {
  const trimmed = label?.trim() ?? '';
  return trimmed === '' ? undefined : { text, label: trimmed };
}
