import type { Checkpoint } from '../../models/checkpoint.js';
import type { HeadWriter, LabelHead } from '../architectures/encoder.js';
import { dense } from './dense.js';
import { labelKind, labelNames } from './labels.js';

export interface ClassifierNames {
  /** The layer that gives the labels, of each kind of head. */
  readonly sequence: string;
  readonly token: string;
  readonly answer: string;
}

/**
 * The classifier of an encoder: one layer over the first token's row, each token's, or both ends of an answer; undefined where a checkpoint has
 * none.
 * @param before what a row of a whole sequence goes through first
 */
export function readClassifier(
  checkpoint: Checkpoint,
  hiddenSize: number,
  names: ClassifierNames,
  before: HeadWriter,
): LabelHead | undefined {
  const { tensors } = checkpoint;
  const kind = labelKind(checkpoint);
  if (kind === undefined || !tensors.has(`${names[kind]}.weight`)) return undefined;
  const labels = labelNames(checkpoint, kind, names[kind]);
  const classifier = { name: names[kind], rows: labels.length, columns: hiddenSize };
  return {
    kind,
    pooling: 'first',
    labels,
    write: async (context, rows) => dense(context, tensors, classifier, kind === 'sequence' ? await before(context, rows) : rows),
  };
}
