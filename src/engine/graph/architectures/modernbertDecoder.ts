import type { Checkpoint } from '../../models/checkpoint.js';
import { withoutPrefix } from '../../models/renamedTensors.js';
import { readActivation } from '../blocks/activation.js';
import { dense } from '../blocks/dense.js';
import { joinedHeads } from '../blocks/joinedHeads.js';
import type { Norm } from '../blocks/norm.js';
import { rotary, type Rotary, type RotaryAngles } from '../blocks/rotary.js';
import { scaledFrequencies } from '../blocks/rotaryFrequencies.js';
import { readRotaryShape } from '../blocks/rotaryShape.js';
import { storedLayerNorm } from '../blocks/storedNorm.js';
import { storedVocabulary } from '../blocks/storedVocabulary.js';
import { withBias } from '../blocks/vocabulary.js';
import { localLayers } from '../blocks/window.js';
import { ConfigReader } from '../configReader.js';
import type { GraphContext } from '../graphContext.js';
import type { Value } from '../onnx/graphBuilder.js';
import { vector } from '../weights/matrix.js';
import type { CausalArchitecture, CausalAttention, CausalShape } from './causal.js';

/** The decoder of ModernBERT's kind, as Ettin has it (https://arxiv.org/abs/2507.11412): its layers, each token seeing those before it. */
export function readModernbertDecoder(checkpoint: Checkpoint): CausalArchitecture {
  const config = new ConfigReader(checkpoint.name, checkpoint.config);
  const tensors = withoutPrefix(checkpoint.tensors, 'model.', 'embeddings.tok_embeddings.weight');
  const shape = readShape(config);
  const { hiddenSize, heads, headSize, layers, vocabularySize } = shape;
  const local = readKinds(config);
  const intermediate = config.integer('intermediate_size');
  const epsilon = config.number('norm_eps', 1e-5);
  const activation = readActivation(config, 'hidden_activation', 'gelu');
  const headActivation = readActivation(config, 'classifier_activation', 'gelu');
  const tied = config.boolean('tie_word_embeddings', true);
  const norm = (context: GraphContext, name: string): Promise<Norm> => storedLayerNorm(context, tensors, name, hiddenSize, epsilon);

  async function selfAttention(
    context: GraphContext,
    layer: number,
    x: Value,
    rotation: Rotary,
    attention: CausalAttention,
  ): Promise<Value> {
    const path = `model.layers.${layer}.attn`;
    const attended = attention.attend(layer, await joinedHeads(context, tensors, shape, path, x), rotation);
    const output = { name: `${path}.Wo`, rows: hiddenSize, columns: heads * headSize, input: { isInexact: true } };
    return dense(context, tensors, output, attended);
  }

  async function feedForward(context: GraphContext, layer: number, x: Value): Promise<Value> {
    const { graph } = context;
    const path = `model.layers.${layer}.mlp`;
    const both = await dense(context, tensors, { name: `${path}.Wi`, rows: 2 * intermediate, columns: hiddenSize }, x);
    const [input, gate] = graph.ops('Split', 2, [both, graph.ints([intermediate, intermediate])], { axis: -1 }) as [Value, Value];
    const gated = graph.op('Mul', [activation(context, input), gate]);
    return dense(context, tensors, { name: `${path}.Wo`, rows: hiddenSize, columns: intermediate }, gated);
  }

  return {
    shape,
    async body(context, { ids, positions }, attention) {
      const { graph } = context;
      const words = await storedVocabulary(
        context,
        tensors,
        shape,
        'model.embeddings.tok_embeddings.weight',
        tied ? undefined : 'decoder.weight',
      );
      const turn = (kind: LayerKind): Promise<Rotary> =>
        rotary(context, readAngles(config, kind, headSize), shape.contextLength, positions, `rotary.${kind}`);
      const [far, near] = [await turn('full_attention'), await turn('sliding_attention')];
      const embedded = graph.op('Unsqueeze', [words.embed(ids), graph.ints([0])]);
      let stream = (await norm(context, 'model.embeddings.norm')).first(embedded); // [1, S, hidden]
      for (let layer = 0; layer < layers; layer++) {
        const path = `model.layers.${layer}`;
        // The first layer's input is normalised already.
        const x = layer === 0 ? stream : (await norm(context, `${path}.attn_norm`)).first(stream);
        const attended = await selfAttention(context, layer, x, local[layer] === true ? near : far, attention);
        const middle = graph.op('Add', [stream, attended]);
        const second = (await norm(context, `${path}.mlp_norm`)).first(middle);
        stream = graph.op('Add', [middle, await feedForward(context, layer, second)]);
      }
      const last = (await norm(context, 'model.final_norm')).first(stream);
      const transformed = headActivation(
        context,
        await dense(context, tensors, { name: 'lm_head.dense', rows: hiddenSize, columns: hiddenSize }, last),
      );
      const hidden = (await norm(context, 'lm_head.norm')).first(transformed);
      if (!tensors.has('decoder.bias')) return { hidden, vocabulary: words };
      const bias = await vector(tensors, 'decoder.bias', vocabularySize);
      return { hidden, vocabulary: await withBias(context, words, 'decoder.bias', bias) };
    },
  };
}

/** Where layers look: at all tokens before, or at those within a window. */
type LayerKind = 'full_attention' | 'sliding_attention';

/** Which layers see a window. */
function readKinds(config: ConfigReader): readonly boolean[] {
  const every = config.integer('global_attn_every_n_layers', 3);
  return localLayers(config, config.integer('num_hidden_layers'), (layer) => layer % every !== 0);
}

function readShape(config: ConfigReader): CausalShape {
  const usual = readRotaryShape(config);
  const shape = { ...usual, kvHeads: usual.heads };
  const tokens = Math.floor(config.integer('local_attention', 128) / 2);
  const local = readKinds(config);
  return tokens < shape.contextLength && local.includes(true) ? { ...shape, window: { tokens, layers: local } } : shape;
}

/** From `rope_parameters`, or from `global_rope_theta` and `local_rope_theta` in older configurations. */
function readAngles(config: ConfigReader, kind: LayerKind, headSize: number): RotaryAngles {
  const section = config.section('rope_parameters')?.section(kind);
  const [older, fallback] = kind === 'full_attention' ? ['global_rope_theta', 160_000] : ['local_rope_theta', 10_000];
  const base = section?.has('rope_theta') === true ? section.number('rope_theta') : config.number(older, fallback);
  return scaledFrequencies(config, section, base, headSize);
}
