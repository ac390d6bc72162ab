import type { Checkpoint } from '../../models/checkpoint.js';
import { atAsked } from '../blocks/encoderAttention.js';
import { dense } from '../blocks/dense.js';
import { labelKind, labelNames } from '../blocks/labels.js';
import { SequenceAttention } from '../blocks/sequenceAttention.js';
import { ConfigReader } from '../configReader.js';
import type { EncoderArchitecture } from './encoder.js';
import { readCausalArchitecture } from './registry.js';

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
  // There are no scores of words, so that there is no matrix for them, whatever the configuration says.
  const causal = readCausalArchitecture({ ...checkpoint, config: { ...config, tie_word_embeddings: true } });
  const { shape } = causal;
  const { hiddenSize } = shape;
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
      const { graph } = context;
      // The layers read all sequences as one; only attention tells them apart.
      const inOne = { ids: graph.op('Reshape', [ids, graph.ints([-1])]), positions: graph.op('Reshape', [positions, graph.ints([1, -1])]) };
      const attention = new SequenceAttention(context, shape, { positions, mask });
      const { hidden, vocabulary } = await causal.body(context, inOne, attention);
      return { inner: [], last: atAsked(graph, hidden, asked, hiddenSize), vocabulary };
    },
  };
}
