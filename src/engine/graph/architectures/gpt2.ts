import type { Checkpoint } from '../../models/checkpoint.js';
import { adaptedLinear } from '../blocks/adaptedLinear.js';
import { readActivation } from '../blocks/activation.js';
import { layerNorm, type Norm, type Normed } from '../blocks/norm.js';
import { vocabulary } from '../blocks/vocabulary.js';
import { ConfigReader } from '../configReader.js';
import { bytesOf, store } from '../graphContext.js';
import type { LinearInput } from '../linear/integer.js';
import { linear } from '../linear/linear.js';
import type { Value } from '../onnx/graphBuilder.js';
import { matrixShape, stackedRows, transposed, vector } from '../weights/matrix.js';
import type { CausalArchitecture, CausalAttention, CausalContext, CausalShape } from './causal.js';

/** GPT-2 (Radford et al. 2019): learned positions, pre-norm, biases everywhere, weights stored as [inputs, outputs]. */
export function readGpt2(checkpoint: Checkpoint): CausalArchitecture {
  const config = new ConfigReader(checkpoint.name, checkpoint.config);
  const shape = readShape(config);
  const epsilon = config.number('layer_norm_epsilon', 1e-5);
  const intermediate = config.has('n_inner') ? config.integer('n_inner') : 4 * shape.hiddenSize;
  const activation = readActivation(config, 'activation_function', 'gelu_new');
  const tied = config.boolean('tie_word_embeddings', true);
  const { tensors } = checkpoint;
  const { hiddenSize } = shape;
  // A bare `GPT2Model` has no prefix; a `GPT2LMHeadModel` has this one.
  const root = tensors.has('wte.weight') ? '' : 'transformer.';

  const norm = async (context: CausalContext, name: string): Promise<Norm> => {
    const gain = await vector(tensors, `${root}${name}.weight`, hiddenSize);
    return layerNorm(context, name, gain, await vector(tensors, `${root}${name}.bias`, hiddenSize), epsilon);
  };
  /** A fully connected layer; `part` is its name in a layer. */
  const project = async (
    context: CausalContext,
    layer: number,
    part: string,
    x: Value,
    rows: number,
    columns: number,
    input?: LinearInput,
  ): Promise<Value> => {
    const name = `h.${layer}.${part}`;
    const weight = transposed(tensors, `${root}${name}.weight`, rows, columns);
    const product = await linear(context, name, x, weight, await vector(tensors, `${root}${name}.bias`, rows), input);
    return adaptedLinear(context, { layer, parts: [{ name: `${root}${name}`, rows, columns }], x, product });
  };

  async function selfAttention(context: CausalContext, layer: number, x: Value, attention: CausalAttention): Promise<Value> {
    const joined = await project(context, layer, 'attn.c_attn', x, 3 * hiddenSize, hiddenSize); // [1, S, 3 · hidden]
    return project(context, layer, 'attn.c_proj', attention.attend(layer, joined), hiddenSize, hiddenSize, { isInexact: true });
  }

  async function feedForward(context: CausalContext, layer: number, x: Value): Promise<Value> {
    const intermediateStates = await project(context, layer, 'mlp.c_fc', x, intermediate, hiddenSize);
    return project(context, layer, 'mlp.c_proj', activation(context, intermediateStates), hiddenSize, intermediate);
  }

  return {
    shape,
    takesAdapters: true,
    async body(context, { ids, positions }, attention) {
      const { graph } = context;
      const head = tied ? undefined : stackedRows(tensors, ['lm_head.weight'], [shape.vocabularySize], hiddenSize);
      const words = await vocabulary(context, stackedRows(tensors, [`${root}wte.weight`], [shape.vocabularySize], hiddenSize), head);
      matrixShape(tensors, `${root}wpe.weight`, shape.contextLength, hiddenSize);
      const places = await tensors.floats(`${root}wpe.weight`);
      const table = await store(context, 'positions', 'float32', [shape.contextLength, hiddenSize], bytesOf(places));
      const { below = 0, states } = context.upper ?? {};
      const first = states === undefined ? 0 : below;
      const start = states ?? graph.op('Add', [words.embed(ids), graph.op('Gather', [table, positions])]); // [1, S, hidden]
      let stream: Normed = { normed: (await norm(context, `h.${first}.ln_1`)).first(start), residual: start };
      let lower = start;
      for (let layer = first; layer < shape.layers; layer++) {
        if (layer === below) lower = stream.residual;
        const attended = await selfAttention(context, layer, stream.normed, attention);
        stream = (await norm(context, `h.${layer}.ln_2`)).after(attended, stream.residual);
        const next = await norm(context, layer + 1 < shape.layers ? `h.${layer + 1}.ln_1` : 'ln_f');
        stream = next.after(await feedForward(context, layer, stream.normed), stream.residual);
      }
      return { hidden: stream.normed, lower, vocabulary: words };
    },
  };
}

function readShape(config: ConfigReader): CausalShape {
  const heads = config.integer('n_head');
  const hiddenSize = config.integer('n_embd');
  if (hiddenSize % heads !== 0) throw config.invalid('n_embd', `a multiple of ${heads}`, hiddenSize);
  if (config.boolean('scale_attn_by_inverse_layer_idx', false)) throw config.unsupported('attention scaled by the layer index');
  const headSize = hiddenSize / heads;
  return {
    layers: config.integer('n_layer'),
    heads,
    kvHeads: heads,
    headSize,
    hiddenSize,
    vocabularySize: config.integer('vocab_size'),
    contextLength: config.integer('n_positions', 1024),
    attentionScale: config.boolean('scale_attn_weights', true) ? headSize ** -0.5 : 1,
  };
}
