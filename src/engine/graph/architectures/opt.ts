import type { Checkpoint } from '../../models/checkpoint.js';
import { withoutPrefix } from '../../models/renamedTensors.js';
import { readActivation } from '../blocks/activation.js';
import { dense } from '../blocks/dense.js';
import { embedding } from '../blocks/embeddings.js';
import { joinedHeads } from '../blocks/joinedHeads.js';
import type { Norm } from '../blocks/norm.js';
import { storedLayerNorm } from '../blocks/storedNorm.js';
import { vocabulary } from '../blocks/vocabulary.js';
import { ConfigReader } from '../configReader.js';
import type { GraphContext } from '../graphContext.js';
import type { Value } from '../onnx/graphBuilder.js';
import { stackedRows } from '../weights/matrix.js';
import type { CausalArchitecture, CausalAttention, CausalShape } from './causal.js';

/** Of all normalisations; the configuration has no key for it. */
const epsilon = 1e-5;

/** The first rows of the table of positions are for padding. */
const firstPosition = 2;

/** OPT (https://arxiv.org/abs/2205.01068): learned positions, biases, ReLU; embeddings may be narrower than the layers. */
export function readOpt(checkpoint: Checkpoint): CausalArchitecture {
  const config = new ConfigReader(checkpoint.name, checkpoint.config);
  const tensors = withoutPrefix(checkpoint.tensors, 'model.', 'decoder.embed_tokens.weight');
  const shape = readShape(config);
  const { hiddenSize, layers, vocabularySize, contextLength } = shape;
  const intermediate = config.integer('ffn_dim');
  const activation = readActivation(config, 'activation_function', 'relu');
  const normsFirst = config.boolean('do_layer_norm_before', true);
  const wordSize = config.integer('word_embed_proj_dim', hiddenSize);
  const tied = config.boolean('tie_word_embeddings', true);
  const root = 'model.decoder';

  const norm = (context: GraphContext, name: string): Promise<Norm> => storedLayerNorm(context, tensors, name, hiddenSize, epsilon);
  const project = (context: GraphContext, name: string, x: Value, rows: number, columns: number): Promise<Value> =>
    dense(context, tensors, { name, rows, columns }, x);

  async function selfAttention(context: GraphContext, layer: number, x: Value, attention: CausalAttention): Promise<Value> {
    const path = `${root}.layers.${layer}.self_attn`;
    const attended = attention.attend(layer, await joinedHeads(context, tensors, shape, path, x));
    const output = { name: `${path}.out_proj`, rows: hiddenSize, columns: hiddenSize, input: { isInexact: true } };
    return dense(context, tensors, output, attended);
  }

  async function feedForward(context: GraphContext, layer: number, x: Value): Promise<Value> {
    const path = `${root}.layers.${layer}`;
    const widened = activation(context, await project(context, `${path}.fc1`, x, intermediate, hiddenSize));
    return project(context, `${path}.fc2`, widened, hiddenSize, intermediate);
  }

  /** A block between a stream and itself; it is normalised before, or together with what it is added to. */
  async function residual(context: GraphContext, name: string, stream: Value, block: (x: Value) => Promise<Value>): Promise<Value> {
    const around = await norm(context, name);
    const sum = context.graph.op('Add', [stream, await block(normsFirst ? around.first(stream) : stream)]);
    return normsFirst ? sum : around.first(sum);
  }

  return {
    // What leaves the last layer is as narrow as the embeddings.
    shape: { ...shape, hiddenSize: wordSize },
    async body(context, { ids, positions }, attention) {
      const { graph } = context;
      const table = stackedRows(tensors, [`${root}.embed_tokens.weight`], [vocabularySize], wordSize);
      const words = await vocabulary(
        context,
        table,
        tied ? undefined : stackedRows(tensors, ['lm_head.weight'], [vocabularySize], wordSize),
      );
      const places = graph.op('Add', [positions, graph.ints([firstPosition], [])]);
      const positionTable = { name: `${root}.embed_positions`, rows: contextLength + firstPosition, columns: hiddenSize };
      const narrow = graph.op('Unsqueeze', [words.embed(ids), graph.ints([0])]); // [1, S, word size]
      const wide = wordSize === hiddenSize ? narrow : await project(context, `${root}.project_in`, narrow, hiddenSize, wordSize);
      let stream = graph.op('Add', [wide, await embedding(context, tensors, positionTable, places)]); // [1, S, hidden]
      for (let layer = 0; layer < layers; layer++) {
        const path = `${root}.layers.${layer}`;
        stream = await residual(context, `${path}.self_attn_layer_norm`, stream, (x) => selfAttention(context, layer, x, attention));
        stream = await residual(context, `${path}.final_layer_norm`, stream, (x) => feedForward(context, layer, x));
      }
      const hasLast = normsFirst && !config.boolean('_remove_final_layer_norm', false);
      const hidden = hasLast ? (await norm(context, `${root}.final_layer_norm`)).first(stream) : stream;
      if (wordSize === hiddenSize) return { hidden, vocabulary: words };
      return { hidden: await project(context, `${root}.project_out`, hidden, wordSize, hiddenSize), vocabulary: words };
    },
  };
}

function readShape(config: ConfigReader): CausalShape {
  const heads = config.integer('num_attention_heads');
  const hiddenSize = config.integer('hidden_size');
  if (hiddenSize % heads !== 0) throw config.invalid('hidden_size', `a multiple of ${heads}`, hiddenSize);
  const headSize = hiddenSize / heads;
  return {
    layers: config.integer('num_hidden_layers'),
    heads,
    kvHeads: heads,
    headSize,
    hiddenSize,
    vocabularySize: config.integer('vocab_size'),
    contextLength: config.integer('max_position_embeddings', 2048),
    attentionScale: headSize ** -0.5,
  };
}
