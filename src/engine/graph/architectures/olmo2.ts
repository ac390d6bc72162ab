import type { Checkpoint } from '../../models/checkpoint.js';
import { withoutPrefix } from '../../models/renamedTensors.js';
import { readActivation } from '../blocks/activation.js';
import { dense } from '../blocks/dense.js';
import { gatedFeedForward } from '../blocks/gatedFeedForward.js';
import { joinedHeads } from '../blocks/joinedHeads.js';
import { rmsNorm, type Norm } from '../blocks/norm.js';
import { rotary, type Rotary } from '../blocks/rotary.js';
import { rotaryFrequencies } from '../blocks/rotaryFrequencies.js';
import { readRotaryShape } from '../blocks/rotaryShape.js';
import { storedVocabulary } from '../blocks/storedVocabulary.js';
import { ConfigReader } from '../configReader.js';
import type { GraphContext } from '../graphContext.js';
import type { Value } from '../onnx/graphBuilder.js';
import { vector } from '../weights/matrix.js';
import type { CausalArchitecture, CausalAttention } from './causal.js';

/**
 * OLMo 2 (https://arxiv.org/abs/2501.00656): Llama's layers, but a block's output is normalised before it is added to the stream, not its
 * input; queries and keys are normalised over all heads at once.
 */
export function readOlmo2(checkpoint: Checkpoint): CausalArchitecture {
  const config = new ConfigReader(checkpoint.name, checkpoint.config);
  const tensors = withoutPrefix(checkpoint.tensors, 'model.', 'embed_tokens.weight');
  const shape = readRotaryShape(config);
  const { hiddenSize, heads, kvHeads, headSize, layers } = shape;
  const intermediate = config.integer('intermediate_size');
  const epsilon = config.number('rms_norm_eps', 1e-5);
  const activation = readActivation(config, 'hidden_act', 'silu');
  const angles = rotaryFrequencies(config, headSize);
  const tied = config.boolean('tie_word_embeddings', false);

  const norm = async (context: GraphContext, name: string, size = hiddenSize): Promise<Norm> =>
    rmsNorm(context, name, await vector(tensors, `${name}.weight`, size), epsilon);

  async function selfAttention(
    context: GraphContext,
    layer: number,
    x: Value,
    rotation: Rotary,
    attention: CausalAttention,
  ): Promise<Value> {
    const { graph } = context;
    const path = `model.layers.${layer}.self_attn`;
    const joined = await joinedHeads(context, tensors, shape, path, x);
    const sizes = [heads, kvHeads, kvHeads].map((count) => count * headSize) as [number, number, number];
    const [q, k, v] = graph.ops('Split', 3, [joined, graph.ints(sizes)], { axis: -1 }) as [Value, Value, Value];
    const query = (await norm(context, `${path}.q_norm`, sizes[0])).first(q);
    const key = (await norm(context, `${path}.k_norm`, sizes[1])).first(k);
    const attended = attention.attend(layer, graph.op('Concat', [query, key, v], { axis: -1 }), rotation);
    const output = { name: `${path}.o_proj`, rows: hiddenSize, columns: sizes[0], input: { isInexact: true } };
    return dense(context, tensors, output, attended);
  }

  return {
    shape,
    async body(context, { ids, positions }, attention) {
      const { graph } = context;
      const words = await storedVocabulary(context, tensors, shape, 'model.embed_tokens.weight', tied ? undefined : 'lm_head.weight');
      const rotation = await rotary(context, angles, shape.contextLength, positions);
      let stream = graph.op('Unsqueeze', [words.embed(ids), graph.ints([0])]); // [1, S, hidden]
      for (let layer = 0; layer < layers; layer++) {
        const path = `model.layers.${layer}`;
        const attended = await selfAttention(context, layer, stream, rotation, attention);
        stream = graph.op('Add', [stream, (await norm(context, `${path}.post_attention_layernorm`)).first(attended)]);
        const mlp = { path: `${path}.mlp`, hiddenSize, intermediate, activation };
        const fedForward = await gatedFeedForward(context, tensors, mlp, stream);
        stream = graph.op('Add', [stream, (await norm(context, `${path}.post_feedforward_layernorm`)).first(fedForward)]);
      }
      return { hidden: (await norm(context, 'model.norm')).first(stream), vocabulary: words };
    },
  };
}
