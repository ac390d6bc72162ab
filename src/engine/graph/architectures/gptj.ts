import type { Checkpoint } from '../../models/checkpoint.js';
import { readActivation } from '../blocks/activation.js';
import { dense } from '../blocks/dense.js';
import { layerNorm, type Norm } from '../blocks/norm.js';
import { rotary, type Rotary } from '../blocks/rotary.js';
import { scaledFrequencies } from '../blocks/rotaryFrequencies.js';
import { turnHeads } from '../blocks/turnedHeads.js';
import { vocabulary, withBias } from '../blocks/vocabulary.js';
import { maxPositions } from '../checkPositions.js';
import { ConfigReader } from '../configReader.js';
import type { GraphContext } from '../graphContext.js';
import type { LinearInput } from '../linear/integer.js';
import { linear } from '../linear/linear.js';
import type { Value } from '../onnx/graphBuilder.js';
import { stackedRows, vector } from '../weights/matrix.js';
import type { CausalArchitecture, CausalAttention, CausalShape } from './causal.js';

/**
 * GPT-J (Wang and Komatsuzaki 2021): attention and feed-forward read the same normalised input side by side; the first
 * `rotary_dim` components of each head are turned by the position, neighbours against each other.
 */
export function readGptj(checkpoint: Checkpoint): CausalArchitecture {
  const config = new ConfigReader(checkpoint.name, checkpoint.config);
  const { tensors } = checkpoint;
  const shape = readShape(config);
  const { hiddenSize, headSize } = shape;
  const turned = config.has('rotary_dim') ? config.integer('rotary_dim') : headSize;
  if (turned % 2 !== 0 || turned > headSize) throw config.invalid('rotary_dim', `an even number up to ${headSize}`, turned);
  const intermediate = config.has('n_inner') ? config.integer('n_inner') : 4 * hiddenSize;
  const epsilon = config.number('layer_norm_epsilon', 1e-5);
  const activation = readActivation(config, 'activation_function', 'gelu_new');
  const tied = config.boolean('tie_word_embeddings', false);

  const norm = async (context: GraphContext, name: string): Promise<Norm> => {
    const gain = await vector(tensors, `${name}.weight`, hiddenSize);
    return layerNorm(context, name, gain, await vector(tensors, `${name}.bias`, hiddenSize), epsilon);
  };
  const project = (context: GraphContext, name: string, x: Value, rows: number, columns: number, input?: LinearInput): Promise<Value> =>
    dense(context, tensors, { name, rows, columns, ...(input && { input }) }, x);

  async function writeBlock(context: GraphContext, layer: number, x: Value, rotation: Rotary, attention: CausalAttention): Promise<Value> {
    const attn = `transformer.h.${layer}.attn`;
    const mlp = `transformer.h.${layer}.mlp`;
    const names = ['q_proj', 'k_proj', 'v_proj'].map((name) => `${attn}.${name}.weight`);
    const joined = await linear(context, `${attn}.qkv`, x, stackedRows(tensors, names, [hiddenSize, hiddenSize, hiddenSize], hiddenSize));
    const attended = attention.attend(layer, turnHeads(context, shape, joined, rotation, { size: turned, interleaved: true }));
    const output = await project(context, `${attn}.out_proj`, attended, hiddenSize, hiddenSize, { isInexact: true });
    const intermediateStates = activation(context, await project(context, `${mlp}.fc_in`, x, intermediate, hiddenSize));
    const narrowed = await project(context, `${mlp}.fc_out`, intermediateStates, hiddenSize, intermediate);
    return context.graph.op('Add', [output, narrowed]);
  }

  return {
    shape,
    async body(context, { ids, positions }, attention) {
      const { graph } = context;
      const head = tied ? undefined : stackedRows(tensors, ['lm_head.weight'], [shape.vocabularySize], hiddenSize);
      const words = await vocabulary(context, stackedRows(tensors, ['transformer.wte.weight'], [shape.vocabularySize], hiddenSize), head);
      const frequencies = scaledFrequencies(config, undefined, 10_000, turned);
      const rotation = await rotary(context, frequencies, shape.contextLength, positions);
      let residual = graph.op('Unsqueeze', [words.embed(ids), graph.ints([0])]); // [1, S, hidden]
      let x = (await norm(context, 'transformer.h.0.ln_1')).first(residual);
      for (let layer = 0; layer < shape.layers; layer++) {
        const block = await writeBlock(context, layer, x, rotation, attention);
        const next = await norm(context, layer + 1 < shape.layers ? `transformer.h.${layer + 1}.ln_1` : 'transformer.ln_f');
        ({ normed: x, residual } = next.after(block, residual));
      }
      const bias = tensors.has('lm_head.bias') ? await vector(tensors, 'lm_head.bias', shape.vocabularySize) : undefined;
      return { hidden: x, vocabulary: bias === undefined ? words : await withBias(context, words, 'lm_head.bias', bias) };
    },
  };
}

function readShape(config: ConfigReader): CausalShape {
  const heads = config.integer('n_head');
  const hiddenSize = config.integer('n_embd');
  if (hiddenSize % heads !== 0) throw config.invalid('n_embd', `a multiple of ${heads}`, hiddenSize);
  const headSize = hiddenSize / heads;
  return {
    layers: config.integer('n_layer'),
    heads,
    kvHeads: heads,
    headSize,
    hiddenSize,
    vocabularySize: config.integer('vocab_size'),
    contextLength: Math.min(maxPositions, config.integer('n_positions', 2048)),
    attentionScale: headSize ** -0.5,
  };
}
