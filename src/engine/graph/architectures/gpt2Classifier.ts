import type { Checkpoint } from '../../models/checkpoint.js';
import { atAsked } from '../blocks/encoderAttention.js';
import { dense } from '../blocks/dense.js';
import { labelKind, labelNames } from '../blocks/labels.js';
import { SequenceAttention } from '../blocks/sequenceAttention.js';
import { ConfigReader } from '../configReader.js';
import type { EncoderArchitecture } from './encoder.js';
import { readGpt2 } from './gpt2.js';

/** GPT-2 with a classifier on the last token's row. Text generation goes through `readGpt2` and its cache instead. */
export function readGpt2Classifier(checkpoint: Checkpoint): EncoderArchitecture {
  const { tensors } = checkpoint;
  const causal = readGpt2(checkpoint);
  const { shape } = causal;
  const { hiddenSize } = shape;
  if (labelKind(checkpoint) !== 'sequence' || !tensors.has('score.weight')) {
    throw new ConfigReader(checkpoint.name, checkpoint.config).unsupported('a masked-word or classifier head');
  }
  const labels = labelNames(checkpoint, 'sequence', 'score');
  return {
    shape: { ...shape, segments: 1 },
    heads: {
      labels: {
        kind: 'sequence',
        pooling: 'last',
        labels,
        write: (context, rows) => dense(context, tensors, { name: 'score', rows: labels.length, columns: hiddenSize }, rows),
      },
    },
    positions: (ids) => [...ids.keys()],
    async body(context, { ids, positions, mask, asked }) {
      const attention = new SequenceAttention(context, shape, { positions, mask });
      const { hidden, vocabulary } = await causal.body(context, { ids, positions }, attention);
      return { inner: [], last: atAsked(context.graph, hidden, asked, hiddenSize), vocabulary };
    },
  };
}
