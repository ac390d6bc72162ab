import type { Checkpoint } from '../../models/checkpoint.js';
import { withoutPrefix } from '../../models/renamedTensors.js';
import { readActivation } from '../blocks/activation.js';
import { dense } from '../blocks/dense.js';
import { atAsked } from '../blocks/encoderAttention.js';
import { gatedFeedForward } from '../blocks/gatedFeedForward.js';
import { joinedHeads } from '../blocks/joinedHeads.js';
import { labelKind, labelNames } from '../blocks/labels.js';
import { rmsNorm } from '../blocks/norm.js';
import { rotary } from '../blocks/rotary.js';
import { rotaryFrequencies } from '../blocks/rotaryFrequencies.js';
import { readRotaryShape } from '../blocks/rotaryShape.js';
import { turnedAttention, writeSights, type Sight } from '../blocks/sights.js';
import { storedVocabulary } from '../blocks/storedVocabulary.js';
import { ConfigReader } from '../configReader.js';
import type { Value } from '../onnx/graphBuilder.js';
import { vector } from '../weights/matrix.js';
import type { EncoderArchitecture, EncoderContext, LabelHead } from './encoder.js';

/** EuroBERT (Boizard et al. 2025, https://arxiv.org/abs/2503.05500): Llama's layers, each token seeing all others. */
export function readEurobert(checkpoint: Checkpoint): EncoderArchitecture {
  const config = new ConfigReader(checkpoint.name, checkpoint.config);
  const tensors = withoutPrefix(checkpoint.tensors, 'model.', 'embed_tokens.weight');
  const rotaryShape = readRotaryShape(config);
  const shape = { ...rotaryShape, segments: 1 };
  const { hiddenSize, heads, kvHeads, headSize, layers } = rotaryShape;
  const intermediate = config.integer('intermediate_size');
  const epsilon = config.number('rms_norm_eps', 1e-5);
  const activation = readActivation(config, 'hidden_act', 'silu');
  const angles = rotaryFrequencies(config, headSize);
  const hasHead = tensors.has('lm_head.weight');
  const norm = async (context: EncoderContext, name: string, x: Value): Promise<Value> =>
    (await rmsNorm(context, name, await vector(tensors, `${name}.weight`, hiddenSize), epsilon)).first(x);

  async function writeLayer(context: EncoderContext, path: string, stream: Value, sight: Sight): Promise<Value> {
    const { graph } = context;
    const x = await norm(context, `${path}.input_layernorm`, stream);
    const joined = await joinedHeads(context, tensors, rotaryShape, `${path}.self_attn`, x);
    const sizes = graph.ints([heads, kvHeads, kvHeads].map((count) => count * headSize));
    const parts = graph.ops('Split', 3, [joined, sizes], { axis: -1 }) as [Value, Value, Value];
    const attended = turnedAttention(context, rotaryShape, parts, sight);
    const output = await dense(
      context,
      tensors,
      { name: `${path}.self_attn.o_proj`, rows: hiddenSize, columns: heads * headSize },
      attended,
    );
    const before = sight.asked === undefined ? stream : atAsked(graph, stream, sight.asked, hiddenSize);
    const middle = graph.op('Add', [before, output]);
    const second = await norm(context, `${path}.post_attention_layernorm`, middle);
    return graph.op('Add', [
      middle,
      await gatedFeedForward(context, tensors, { path: `${path}.mlp`, hiddenSize, intermediate, activation }, second),
    ]);
  }

  const labels = readLabels(checkpoint, config, hiddenSize);
  return {
    shape,
    heads: {
      ...(hasHead &&
        labels === undefined && {
          words: (context, rows, words) => Promise.resolve(words.logits(context.graph.op('Squeeze', [rows, context.graph.ints([0])]))),
        }),
      ...(labels && { labels }),
    },
    positions: (ids) => [...ids.keys()],
    async body(context, inputs) {
      const words = await storedVocabulary(context, tensors, shape, 'model.embed_tokens.weight', hasHead ? 'lm_head.weight' : undefined);
      const { all, last } = writeSights(
        context,
        await rotary(context, angles, shape.contextLength, inputs.positions),
        inputs,
        shape.contextLength,
      );
      const inner: Value[] = [];
      let stream = words.embed(inputs.ids); // [B, S, hidden]
      for (let layer = 0; layer < layers; layer++) {
        inner.push(stream);
        stream = await writeLayer(context, `model.layers.${layer}`, stream, layer + 1 < layers ? all : last);
      }
      return { inner, last: await norm(context, 'model.norm', stream), vocabulary: words };
    },
  };
}

function readLabels(checkpoint: Checkpoint, config: ConfigReader, hiddenSize: number): LabelHead | undefined {
  const { tensors } = checkpoint;
  const kind = labelKind(checkpoint);
  if (kind === undefined || !tensors.has('classifier.weight')) return undefined;
  const labels = labelNames(checkpoint, kind, 'classifier');
  const pooling = config.text('classifier_pooling', 'late');
  // "late" takes the mean of scores, which are no linear function of a mean of rows.
  if (kind === 'sequence' && pooling === 'late') throw config.unsupported('the pooling "late"');
  const gelu = readActivation(new ConfigReader(checkpoint.name, {}), 'activation', 'gelu');
  const classifier = { name: 'classifier', rows: labels.length, columns: hiddenSize };
  const before = { name: 'dense', rows: hiddenSize, columns: hiddenSize };
  return {
    kind,
    pooling: pooling === 'mean' ? 'mean' : 'first',
    labels,
    write: async (context, rows) =>
      dense(context, tensors, classifier, kind === 'sequence' ? gelu(context, await dense(context, tensors, before, rows)) : rows),
  };
}
