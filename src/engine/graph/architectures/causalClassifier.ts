import type { Checkpoint } from '../../models/checkpoint.js';
import { dense } from '../blocks/dense.js';
import { labelKind, labelNames } from '../blocks/labels.js';
import { ConfigReader } from '../configReader.js';
import type { EncoderArchitecture } from './encoder.js';
import { readWholeSequences } from './wholeSequences.js';

/** Whether a causal model has a classifier in place of its vocabulary. */
export function hasClassifier({ tensors }: Checkpoint): boolean {
  return tensors.has('score.weight');
}

/** A causal model with a classifier on the last token's row. Text generation goes through `readCausalArchitecture` and its cache instead. */
export function readCausalClassifier(checkpoint: Checkpoint): EncoderArchitecture {
  const { config, tensors } = checkpoint;
  if (labelKind(checkpoint) !== 'sequence' || !hasClassifier(checkpoint)) {
    throw new ConfigReader(checkpoint.name, config).unsupported('a masked-word or classifier head');
  }
  const sequences = readWholeSequences(checkpoint);
  const { hiddenSize } = sequences.shape;
  const labels = labelNames(checkpoint, 'sequence', 'score');
  return {
    ...sequences,
    heads: {
      labels: {
        kind: 'sequence',
        pooling: 'last',
        labels,
        write: (context, rows) => dense(context, tensors, { name: 'score', rows: labels.length, columns: hiddenSize }, rows),
      },
    },
  };
}
