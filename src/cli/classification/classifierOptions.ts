import type { Classifier } from '../../common/methods/classification.js';
import { readHead } from '../../learning/heads/headFile.js';
import type { Arguments } from '../arguments.js';
import type { Options } from '../syntax.js';
import { readText } from '../input/readText.js';
import type { Terminal } from '../terminal.js';
import { usageError } from '../usageError.js';

/** Options that say what gives the labels. */
export const classifierOptions = {
  head: { value: 'FILE', help: 'A classifier of your own, as "cloze train" writes it.' },
  checkpoint: { value: 'M', help: 'A model that was trained to classify texts, by name or path.' },
  labels: { value: 'A,B,…', help: 'Labels of your choice, without training: words that say what a text may be.' },
  by: {
    value: 'encoder|causal|both|MODEL',
    default: 'both',
    help: 'Who judges labels without training: embedded models, or a model for natural language inference.',
  },
} as const satisfies Options;

/** Options that say where in a table texts and labels are. */
export const columnOptions = {
  'text-column': { value: 'C', help: 'The column of the texts, by its name or its number from 1 (default: detected).' },
  'label-column': { value: 'C', help: 'The column of the labels (default: detected).' },
  'no-header': { help: 'The first row of the table holds no column names.' },
  delimiter: { value: 'C', help: 'What stands between the cells of a CSV table, such as ";", or "tab" (default: detected).' },
  format: { value: 'csv|tsv|jsonl|lines', help: "The table's format (default: by the file's name; csv for standard input)." },
} as const satisfies Options;

/** What the options say gives the labels; exactly one of them has to be there. */
export async function classifierOf(args: Arguments, terminal: Terminal): Promise<Classifier> {
  const [head, checkpoint, labels] = [args.text('head'), args.text('checkpoint'), args.text('labels')];
  if ([head, checkpoint, labels].filter((given) => given !== undefined).length !== 1) {
    throw usageError('Specify what gives the labels: one of --head FILE, --checkpoint M and --labels A,B,…');
  }
  if (head !== undefined) return { kind: 'head', head: readHead(await readText(head, terminal), head) };
  if (checkpoint !== undefined) return { kind: 'checkpoint', model: checkpoint };
  const by = args.text('by') ?? 'both';
  const isEmbedded = by === 'encoder' || by === 'causal' || by === 'both';
  return { kind: 'zero-shot', labels: labelList(labels ?? ''), by: isEmbedded ? by : { entailment: by } };
}

/** Labels that are separated by commas. */
export function labelList(labels: string): string[] {
  const list = labels.split(',').map((label) => label.trim()).filter((label) => label !== ''); // prettier-ignore
  if (new Set(list).size < 2) throw usageError('--labels needs two different labels at least, such as --labels praise,blame');
  return [...new Set(list)];
}
