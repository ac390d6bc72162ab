import type { Checkpoint } from '../../models/checkpoint.js';
import { withoutPrefix } from '../../models/renamedTensors.js';
import { readActivation } from '../blocks/activation.js';
import { dense } from '../blocks/dense.js';
import { layerNormaliseHeads, ofEachHead } from '../blocks/headNorm.js';
import { joinedHeads } from '../blocks/joinedHeads.js';
import type { Norm } from '../blocks/norm.js';
import { rotary, type Rotary } from '../blocks/rotary.js';
import { rotaryFrequencies, rotarySize } from '../blocks/rotaryFrequencies.js';
import { readRotaryShape } from '../blocks/rotaryShape.js';
import { storedLayerNorm } from '../blocks/storedNorm.js';
import { turnHeads } from '../blocks/turnedHeads.js';
import { storedVocabulary } from '../blocks/storedVocabulary.js';
import { withBias } from '../blocks/vocabulary.js';
import { ConfigReader } from '../configReader.js';
import type { GraphContext } from '../graphContext.js';
import type { Value } from '../onnx/graphBuilder.js';
import { vector } from '../weights/matrix.js';
import type { CausalArchitecture, CausalAttention } from './causal.js';

/**
 * Phi-1, Phi-1.5 and Phi-2 (https://arxiv.org/abs/2306.11644): attention and feed-forward read the same normalised input side by side; the
 * first part of each head is turned; biases everywhere.
 */
export function readPhi(checkpoint: Checkpoint): CausalArchitecture {
  const config = new ConfigReader(checkpoint.name, checkpoint.config);
  const tensors = withoutPrefix(checkpoint.tensors, 'model.', 'embed_tokens.weight');
  const shape = readRotaryShape(config);
  const { hiddenSize, heads, headSize, layers, vocabularySize } = shape;
  const intermediate = config.integer('intermediate_size');
  const epsilon = config.number('layer_norm_eps', 1e-5);
  const activation = readActivation(config, 'hidden_act', 'gelu_new');
  const size = rotarySize(config, headSize, 0.5);
  const angles = rotaryFrequencies(config, size);
  const tied = config.boolean('tie_word_embeddings', false);

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
    const output = { name: `${path}.dense`, rows: hiddenSize, columns: heads * headSize, input: { isInexact: true } };
    return dense(context, tensors, output, attended);
  }

  async function normHeads(context: GraphContext, path: string, joined: Value): Promise<Value> {
    if (!config.boolean('qk_layernorm', false)) return joined;
    const both = async (part: string): Promise<Float32Array> =>
      ofEachHead(
        shape,
        await vector(tensors, `${path}.q_layernorm.${part}`, headSize),
        await vector(tensors, `${path}.k_layernorm.${part}`, headSize),
      );
    const norm = { name: `${path}.qk_layernorm`, gains: await both('weight'), biases: await both('bias'), epsilon };
    return layerNormaliseHeads(context, shape, norm, joined);
  }

  async function feedForward(context: GraphContext, layer: number, x: Value): Promise<Value> {
    const path = `model.layers.${layer}.mlp`;
    const widened = await dense(context, tensors, { name: `${path}.fc1`, rows: intermediate, columns: hiddenSize }, x);
    return dense(context, tensors, { name: `${path}.fc2`, rows: hiddenSize, columns: intermediate }, activation(context, widened));
  }

  return {
    shape,
    async body(context, { ids, positions }, attention) {
      const { graph } = context;
      const words = await storedVocabulary(context, tensors, shape, 'model.embed_tokens.weight', tied ? undefined : 'lm_head.weight');
      const rotation = await rotary(context, angles, shape.contextLength, positions);
      let residual = graph.op('Unsqueeze', [words.embed(ids), graph.ints([0])]); // [1, S, hidden]
      const norm = (name: string): Promise<Norm> => storedLayerNorm(context, tensors, name, hiddenSize, epsilon);
      let normed = (await norm('model.layers.0.input_layernorm')).first(residual);
      for (let layer = 0; layer < layers; layer++) {
        const attended = await selfAttention(context, layer, normed, rotation, attention);
        const both = graph.op('Add', [attended, await feedForward(context, layer, normed)]);
        const next = await norm(layer + 1 < layers ? `model.layers.${layer + 1}.input_layernorm` : 'model.final_layernorm');
        ({ normed, residual } = next.after(both, residual));
      }
      const bias = tensors.has('lm_head.bias') ? await vector(tensors, 'lm_head.bias', vocabularySize) : undefined;
      return { hidden: normed, vocabulary: bias === undefined ? words : await withBias(context, words, 'lm_head.bias', bias) };
    },
  };
}
