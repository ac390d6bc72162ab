import { createReadStream } from 'node:fs';
import path from 'node:path';
import { seededRandom } from '../../src/engine/decode/seededRandom.js';
import { cellOf, openTable } from '../../src/engine/tables/tableReader.js';
import { byClass, shuffled } from '../../src/learning/validation/folds.js';
import type { Example } from '../../src/learning/examples/labels.js';
import { setFolder } from '../harness/setFolder.js';

/** A set of labelled texts to learn from, and one to be measured on. */
export interface LabelSet {
  readonly name: string;
  /** The names of the labels, in words that a model may know. */
  readonly labels: readonly string[];
  readonly train: Labelled;
  readonly test: Labelled;
}

export interface Labelled {
  readonly texts: readonly string[];
  /** Indexes of labels. */
  readonly labels: readonly number[];
}

const sets = [
  { name: 'sst2', format: 'tsv', header: false, words: { '0': 'negative', '1': 'positive' } },
  {
    name: 'ag-news',
    format: 'csv',
    header: true,
    words: { World: 'world', Sports: 'sports', Business: 'business', 'Sci/Tech': 'technology' },
  },
] as const;

/** The sets that lie in a folder or beside it. */
export async function labelSets(evalFolder: string): Promise<LabelSet[]> {
  const found: LabelSet[] = [];
  for (const { name, format, header, words } of sets) {
    const folder = setFolder(evalFolder, name);
    if (folder === undefined) continue;
    const keys = Object.keys(words);
    const read = async (part: string): Promise<Labelled> => {
      const examples = await examplesOf(path.join(folder, `${part}.${format}`), format, header);
      return { texts: examples.map(({ text }) => text), labels: examples.map(({ label }) => keys.indexOf(label)) };
    };
    found.push({ name, labels: Object.values(words), train: await read('train'), test: await read('dev') });
  }
  return found;
}

/** Rows of a table with a text and a label. */
export async function examplesOf(file: string, format: 'csv' | 'tsv' = 'csv', header = true): Promise<Example[]> {
  const { columns, rows } = await openTable(createReadStream(file), format, header ? {} : { header: false }, path.basename(file));
  const examples: Example[] = [];
  for await (const row of rows) {
    examples.push({ text: cellOf(row, columns, columns.text) ?? '', label: cellOf(row, columns, columns.label ?? 0) ?? '' });
  }
  return examples;
}

/** Some examples of each label, as indexes; the same seed draws the same ones. */
export function someOfEach({ labels }: Labelled, count: number, seed: number): number[] {
  const random = seededRandom(seed);
  return [...byClass(labels).values()].flatMap((indexes) => shuffled(indexes, random).slice(0, count));
}
