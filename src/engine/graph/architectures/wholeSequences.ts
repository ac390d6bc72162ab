import type { Checkpoint } from '../../models/checkpoint.js';
import { atAsked } from '../blocks/encoderAttention.js';
import { SequenceAttention } from '../blocks/sequenceAttention.js';
import { ConfigReader } from '../configReader.js';
import type { EncoderArchitecture } from './encoder.js';
import { readCausalArchitecture } from './registry.js';

/** A causal model that makes vectors of texts, as its modules of sentence-transformers say; it has no heads. */
export function readCausalEmbedder(checkpoint: Checkpoint): EncoderArchitecture {
  const { name, config } = checkpoint;
  if (config['use_bidirectional_attention'] === true || config['is_causal'] === false) {
    throw new ConfigReader(name, config).unsupported('attention to what follows, in a model of a kind that has none');
  }
  return readWholeSequences(checkpoint);
}

/** A causal model as one that reads whole sequences, each token what stands before it. */
export function readWholeSequences(checkpoint: Checkpoint): EncoderArchitecture {
  // There are no scores of words, so that there is no matrix for them, whatever the configuration says.
  const causal = readCausalArchitecture({ ...checkpoint, config: { ...checkpoint.config, tie_word_embeddings: true } });
  const { shape } = causal;
  return {
    shape: { ...shape, segments: 1 },
    heads: {},
    positions: (ids) => [...ids.keys()],
    async body(context, { ids, positions, mask, asked }) {
      const { graph } = context;
      // The layers read all sequences as one; only attention tells them apart.
      const inOne = { ids: graph.op('Reshape', [ids, graph.ints([-1])]), positions: graph.op('Reshape', [positions, graph.ints([1, -1])]) };
      const attention = new SequenceAttention(context, shape, { positions, mask });
      const { hidden, vocabulary } = await causal.body(context, inOne, attention);
      return { inner: [], last: atAsked(graph, hidden, asked, shape.hiddenSize), vocabulary };
    },
  };
}
