import type { Checkpoint } from '../../models/checkpoint.js';
import { withoutPrefix } from '../../models/renamedTensors.js';
import { readActivation } from '../blocks/activation.js';
import { dense } from '../blocks/dense.js';
import { gatedFeedForward } from '../blocks/gatedFeedForward.js';
import { layerNormaliseHeads } from '../blocks/headNorm.js';
import { joinedHeads } from '../blocks/joinedHeads.js';
import type { Norm } from '../blocks/norm.js';
import { rotary, type Rotary } from '../blocks/rotary.js';
import { rotaryFrequencies, rotarySize } from '../blocks/rotaryFrequencies.js';
import { readRotaryShape } from '../blocks/rotaryShape.js';
import { storedLayerNorm } from '../blocks/storedNorm.js';
import { turnHeads } from '../blocks/turnedHeads.js';
import { storedVocabulary } from '../blocks/storedVocabulary.js';
import { ConfigReader } from '../configReader.js';
import type { GraphContext } from '../graphContext.js';
import type { Value } from '../onnx/graphBuilder.js';
import { vector } from '../weights/matrix.js';
import type { CausalArchitecture, CausalAttention } from './causal.js';

/**
 * StableLM 2 (https://arxiv.org/abs/2402.17834): Llama's blocks with layer normalisation, of which some normalise each head and some read
 * the stream side by side; the first part of each head is turned.
 */
export function readStablelm(checkpoint: Checkpoint): CausalArchitecture {
  const config = new ConfigReader(checkpoint.name, checkpoint.config);
  const tensors = withoutPrefix(checkpoint.tensors, 'model.', 'embed_tokens.weight');
  const shape = readRotaryShape(config);
  const { hiddenSize, heads, kvHeads, headSize, layers } = shape;
  const intermediate = config.integer('intermediate_size');
  const epsilon = config.number('layer_norm_eps', 1e-5);
  const activation = readActivation(config, 'hidden_act', 'silu');
  const size = rotarySize(config, headSize, 0.25);
  const angles = rotaryFrequencies(config, size);
  const tied = config.boolean('tie_word_embeddings', false);
  const isParallel = config.boolean('use_parallel_residual', false);
  const norm = (context: GraphContext, name: string): Promise<Norm> => storedLayerNorm(context, tensors, name, hiddenSize, epsilon);

  async function selfAttention(
    context: GraphContext,
    layer: number,
    x: Value,
    rotation: Rotary,
    attention: CausalAttention,
  ): Promise<Value> {
    const path = `model.layers.${layer}.self_attn`;
    const joined = await normHeads(context, path, await joinedHeads(context, tensors, shape, path, x));
    const attended = attention.attend(layer, turnHeads(context, shape, joined, rotation, { size }));
    const output = { name: `${path}.o_proj`, rows: hiddenSize, columns: heads * headSize, input: { isInexact: true } };
    return dense(context, tensors, output, attended);
  }

  /** Each head has gains of its own here. */
  async function normHeads(context: GraphContext, path: string, joined: Value): Promise<Value> {
    if (!config.boolean('qk_layernorm', false)) return joined;
    const gains = new Float32Array((heads + kvHeads) * headSize);
    for (let head = 0; head < heads + kvHeads; head++) {
      const name = head < heads ? `q_layernorm.norms.${head}` : `k_layernorm.norms.${head - heads}`;
      gains.set(await vector(tensors, `${path}.${name}.weight`, headSize), head * headSize);
    }
    return layerNormaliseHeads(context, shape, { name: `${path}.qk_layernorm`, gains, epsilon }, joined);
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
        const first = (await norm(context, `${path}.input_layernorm`)).first(stream);
        const middle = graph.op('Add', [stream, await selfAttention(context, layer, first, rotation, attention)]);
        const second = isParallel ? first : (await norm(context, `${path}.post_attention_layernorm`)).first(middle);
        const mlp = { path: `${path}.mlp`, hiddenSize, intermediate, activation };
        stream = graph.op('Add', [middle, await gatedFeedForward(context, tensors, mlp, second)]);
      }
      return { hidden: (await norm(context, 'model.norm')).first(stream), vocabulary: words };
    },
  };
}
