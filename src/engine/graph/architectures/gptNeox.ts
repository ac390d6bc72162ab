import type { Checkpoint } from '../../models/checkpoint.js';
import { withoutPrefix } from '../../models/renamedTensors.js';
import { readActivation } from '../blocks/activation.js';
import { dense } from '../blocks/dense.js';
import { rotary, type Rotary } from '../blocks/rotary.js';
import { rotaryFrequencies, rotarySize } from '../blocks/rotaryFrequencies.js';
import { readRotaryShape } from '../blocks/rotaryShape.js';
import { storedLayerNorm } from '../blocks/storedNorm.js';
import { turnHeads } from '../blocks/turnedHeads.js';
import { storedVocabulary } from '../blocks/storedVocabulary.js';
import { ConfigReader } from '../configReader.js';
import type { GraphContext } from '../graphContext.js';
import type { LinearInput } from '../linear/integer.js';
import type { Norm } from '../blocks/norm.js';
import type { Value } from '../onnx/graphBuilder.js';
import type { CausalArchitecture, CausalAttention } from './causal.js';

/**
 * GPT-NeoX and Pythia (https://arxiv.org/abs/2204.06745): attention and feed-forward read the stream side by side, each with its own
 * normalisation; the first part of each head is turned; each head's query, key and value lie together.
 */
export function readGptNeox(checkpoint: Checkpoint): CausalArchitecture {
  const config = newerKeys(new ConfigReader(checkpoint.name, checkpoint.config), checkpoint);
  const tensors = withoutPrefix(checkpoint.tensors, 'gpt_neox.', 'embed_in.weight');
  const usual = readRotaryShape(config);
  const shape = { ...usual, kvHeads: usual.heads };
  const { hiddenSize, heads, headSize, layers } = shape;
  const intermediate = config.integer('intermediate_size');
  const epsilon = config.number('layer_norm_eps', 1e-5);
  const activation = readActivation(config, 'hidden_act', 'gelu');
  const isParallel = config.boolean('use_parallel_residual', true);
  const size = rotarySize(config, headSize, 0.25);
  const angles = rotaryFrequencies(config, size);
  const tied = config.boolean('tie_word_embeddings', false);

  const norm = (context: GraphContext, name: string): Promise<Norm> => storedLayerNorm(context, tensors, name, hiddenSize, epsilon);
  const project = (context: GraphContext, name: string, x: Value, rows: number, columns: number, input?: LinearInput): Promise<Value> =>
    dense(context, tensors, { name, rows, columns, ...(input && { input }) }, x);

  async function selfAttention(
    context: GraphContext,
    layer: number,
    x: Value,
    rotation: Rotary,
    attention: CausalAttention,
  ): Promise<Value> {
    const { graph } = context;
    const path = `gpt_neox.layers.${layer}.attention`;
    const together = await project(context, `${path}.query_key_value`, x, 3 * hiddenSize, hiddenSize);
    const byHead = graph.op('Reshape', [together, graph.ints([1, -1, heads, 3, headSize])]);
    const apart = graph.op('Transpose', [byHead], { perm: [0, 1, 3, 2, 4] }); // [1, S, 3, heads, size]
    const joined = graph.op('Reshape', [apart, graph.ints([1, -1, 3 * hiddenSize])]);
    const attended = attention.attend(layer, turnHeads(context, shape, joined, rotation, { size }));
    return project(context, `${path}.dense`, attended, hiddenSize, hiddenSize, { isInexact: true });
  }

  async function feedForward(context: GraphContext, layer: number, x: Value): Promise<Value> {
    const path = `gpt_neox.layers.${layer}.mlp`;
    const widened = activation(context, await project(context, `${path}.dense_h_to_4h`, x, intermediate, hiddenSize));
    return project(context, `${path}.dense_4h_to_h`, widened, hiddenSize, intermediate);
  }

  return {
    shape,
    async body(context, { ids, positions }, attention) {
      const { graph } = context;
      // The reference has written the head under both names.
      const head = tensors.has('embed_out.weight') ? 'embed_out.weight' : 'lm_head.weight';
      const words = await storedVocabulary(context, tensors, shape, 'gpt_neox.embed_in.weight', tied ? undefined : head);
      const rotation = await rotary(context, angles, shape.contextLength, positions);
      let stream = graph.op('Unsqueeze', [words.embed(ids), graph.ints([0])]); // [1, S, hidden]
      for (let layer = 0; layer < layers; layer++) {
        const path = `gpt_neox.layers.${layer}`;
        const first = (await norm(context, `${path}.input_layernorm`)).first(stream);
        const attended = await selfAttention(context, layer, first, rotation, attention);
        const middle = graph.op('Add', [stream, attended]);
        const second = (await norm(context, `${path}.post_attention_layernorm`)).first(isParallel ? stream : middle);
        stream = graph.op('Add', [middle, await feedForward(context, layer, second)]);
      }
      return { hidden: (await norm(context, 'gpt_neox.final_layer_norm')).first(stream), vocabulary: words };
    },
  };
}

/** Older configurations have names of their own for how heads are turned. */
function newerKeys(config: ConfigReader, { name, config: keys }: Checkpoint): ConfigReader {
  if (!config.has('rotary_pct') && !config.has('rotary_emb_base')) return config;
  const renamed = { partial_rotary_factor: keys.rotary_pct, rope_theta: keys.rotary_emb_base };
  return new ConfigReader(name, { ...renamed, ...keys });
}
