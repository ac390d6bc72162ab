import type { Checkpoint } from '../../models/checkpoint.js';
import { readActivation } from '../blocks/activation.js';
import { readClassifier } from '../blocks/classifierHead.js';
import { dense } from '../blocks/dense.js';
import { embedding } from '../blocks/embeddings.js';
import { atAsked } from '../blocks/encoderAttention.js';
import { encoderNorm } from '../blocks/encoderNorm.js';
import { gatedFeedForward } from '../blocks/gatedFeedForward.js';
import { joinedHeads } from '../blocks/joinedHeads.js';
import { rotary } from '../blocks/rotary.js';
import { rotaryFrequencies } from '../blocks/rotaryFrequencies.js';
import { readRotaryShape } from '../blocks/rotaryShape.js';
import { turnedAttention, writeSights, type Sight } from '../blocks/sights.js';
import { vocabulary } from '../blocks/vocabulary.js';
import { writeWordsHead } from '../blocks/wordsHead.js';
import type { Value } from '../onnx/graphBuilder.js';
import { stackedRows } from '../weights/matrix.js';
import type { EncoderArchitecture, EncoderContext } from './encoder.js';
import { newerNomicKeys, newerNomicNames } from './nomicNames.js';

/** Nomic's BERT (Nussbaum et al. 2024, https://arxiv.org/abs/2402.01613): post-norm layers with rotary positions and gated blocks. */
export function readNomicBert(checkpoint: Checkpoint): EncoderArchitecture {
  const config = newerNomicKeys(checkpoint);
  const root = ['', 'nomic_bert.', 'bert.'].find((prefix) => checkpoint.tensors.has(`${prefix}embeddings.word_embeddings.weight`)) ?? '';
  const tensors = newerNomicNames(checkpoint.tensors, root);
  const segments = config.integer('type_vocab_size', 2);
  const rotaryShape = { ...readRotaryShape(config), kvHeads: config.integer('num_attention_heads') };
  const shape = { ...rotaryShape, segments };
  const { hiddenSize, layers, vocabularySize } = shape;
  const intermediate = config.integer('intermediate_size');
  const epsilon = config.number('layer_norm_eps', 1e-12);
  const activation = readActivation(config, 'hidden_act', 'silu');
  const angles = rotaryFrequencies(config, shape.headSize);
  const norm = (context: EncoderContext, name: string, x: Value): Promise<Value> =>
    encoderNorm(context, tensors, name, hiddenSize, epsilon, x);

  async function writeLayer(context: EncoderContext, path: string, x: Value, sight: Sight): Promise<Value> {
    const { graph } = context;
    const joined = await joinedHeads(context, tensors, rotaryShape, `${path}.self_attn`, x);
    const parts = graph.ops('Split', 3, [joined, graph.ints([hiddenSize, hiddenSize, hiddenSize])], { axis: -1 }) as [Value, Value, Value];
    const attended = turnedAttention(context, rotaryShape, parts, sight);
    const output = await dense(context, tensors, { name: `${path}.self_attn.o_proj`, rows: hiddenSize, columns: hiddenSize }, attended);
    const before = sight.asked === undefined ? x : atAsked(graph, x, sight.asked, hiddenSize);
    const middle = await norm(context, `${path}.post_attention_layernorm`, graph.op('Add', [before, output]));
    const fed = await gatedFeedForward(context, tensors, { path: `${path}.mlp`, hiddenSize, intermediate, activation }, middle);
    return norm(context, `${path}.post_mlp_layernorm`, graph.op('Add', [middle, fed]));
  }

  const head = 'cls.predictions.transform';
  const wordsNorm = tensors.has(`${head}.layer_norm.weight`) ? 'layer_norm' : 'LayerNorm';
  const wordsHead = { transform: `${head}.dense`, norm: `${head}.${wordsNorm}`, bias: 'cls.predictions.bias', activation, epsilon };
  const names = { sequence: 'classifier', token: 'classifier', answer: 'qa_outputs' };
  const pooler = { name: 'pooler.dense', rows: hiddenSize, columns: hiddenSize };
  const labels = readClassifier(checkpoint, hiddenSize, names, async (context, rows) =>
    context.graph.op('Tanh', [await dense(context, tensors, pooler, rows)]),
  );
  return {
    shape,
    heads: {
      ...(tensors.has(`${head}.dense.weight`) && {
        words: (context, rows, words) => writeWordsHead(context, tensors, shape, wordsHead, rows, words),
      }),
      ...(labels && { labels }),
    },
    positions: (ids) => [...ids.keys()],
    async body(context, inputs) {
      const { graph } = context;
      const words = await vocabulary(context, stackedRows(tensors, ['embeddings.word_embeddings.weight'], [vocabularySize], hiddenSize));
      const segmentTable = { name: 'embeddings.token_type_embeddings', rows: segments, columns: hiddenSize };
      const segment = await embedding(context, tensors, segmentTable, inputs.segments ?? graph.ints([0], [1, 1]));
      const { all, last } = writeSights(context, await rotary(context, angles, shape.contextLength, inputs.positions), inputs);
      const inner: Value[] = [];
      let stream = await norm(context, 'embeddings.LayerNorm', graph.op('Add', [words.embed(inputs.ids), segment])); // [B, S, hidden]
      for (let layer = 0; layer < layers; layer++) {
        inner.push(stream);
        stream = await writeLayer(context, `layers.${layer}`, stream, layer + 1 < layers ? all : last);
      }
      return { inner, last: stream, vocabulary: words };
    },
  };
}
