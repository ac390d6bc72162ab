import type { CausalContext } from '../../graph/architectures/causal.js';
import { readCausalArchitecture } from '../../graph/architectures/registry.js';
import { type AdaptedLayer, factorInput, LowRankInputs } from '../../graph/blocks/lowRankInputs.js';
import { SequenceAttention } from '../../graph/blocks/sequenceAttention.js';
import { onProcessor } from '../../graph/graphContext.js';
import { encodeModel } from '../../graph/onnx/encode.js';
import { GraphBuilder, type Value } from '../../graph/onnx/graphBuilder.js';
import { knownWeights, type WeightStore } from '../../graph/weights/weightStore.js';
import type { Checkpoint } from '../../models/checkpoint.js';
import { modelUnsupported } from '../../models/modelErrors.js';
import { gradients } from '../gradients/gradients.js';
import { gradientOutput } from '../trainingGraph.js';

/** Inputs and outputs of a graph that trains the upper layers of a causal model on a passage of S tokens, beside the adapter's own. */
export const writerTrainingNames = {
  /** float32 [1, S, hidden]: what the layers below make of the passage. */
  states: 'lower_states',
  /** int64 [1, S] */
  positions: 'position_ids',
  /** float32 [1, 1, 1, S]: zeros, since all tokens are of the passage. */
  mask: 'attention_mask',
  /** int64 [S - 1]: the places of all tokens but the last. */
  rows: 'rows',
  /** int64 [S - 1, 1]: the token after each of them. */
  targets: 'targets',
  /** float32 []: the mean of -ln p of the targets. */
  loss: 'loss',
} as const;

export interface WriterTrainingOptions {
  readonly kind: 'writer-training';
  /** How many layers below are frozen, and left out. */
  readonly below: number;
}

/** Writes the graph that gives the loss of a passage and its gradients for the adapter. Returns the encoded graph. */
export async function buildWriterTraining(
  checkpoint: Checkpoint,
  { below }: WriterTrainingOptions,
  file: WeightStore,
): Promise<Uint8Array> {
  const graph = new GraphBuilder(onProcessor.numbers);
  const { loss, inputs } = await writeLoss(graph, checkpoint, below, file);
  graph.output(loss, writerTrainingNames.loss, 'float32', []);
  const shapes = Object.fromEntries(inputs.layers.flatMap(factorShapes));
  for (const [parameter, gradient] of gradients(graph, loss, Object.keys(shapes) as Value[])) {
    graph.output(gradient, gradientOutput(parameter), 'float32', shapes[parameter] ?? []);
  }
  return encodeModel(graph.build());
}

/** The layers that an adapter of a writer changes above the first `below` ones. Fails with `model-unsupported` where they take none. */
export async function writerLayers(checkpoint: Checkpoint, below: number): Promise<readonly AdaptedLayer[]> {
  return (await writeLoss(new GraphBuilder(onProcessor.numbers), checkpoint, below, knownWeights)).inputs.layers;
}

/** Fails with `model-unsupported` where a model cannot learn a writer's style. */
export function checkTakesAdapters(checkpoint: Checkpoint): void {
  if (checkpoint.readyMade === undefined && readCausalArchitecture(checkpoint).takesAdapters === true) return;
  throw modelUnsupported(
    checkpoint.name,
    'Its layers cannot be trained here, so it learns your words and names only. Llama, Qwen, Mistral, Gemma, Phi-3, Granite, SmolLM and GPT-2 models can be trained.',
  );
}

async function writeLoss(
  graph: GraphBuilder,
  checkpoint: Checkpoint,
  below: number,
  file: WeightStore,
): Promise<{ loss: Value; inputs: LowRankInputs }> {
  checkTakesAdapters(checkpoint);
  const architecture = readCausalArchitecture(checkpoint);
  const { shape } = architecture;
  const names = writerTrainingNames;
  const inputs = new LowRankInputs();
  const states = graph.input(names.states, 'float32', [1, 'tokens', shape.hiddenSize]);
  const positions = graph.input(names.positions, 'int64', [1, 'tokens']);
  const mask = graph.input(names.mask, 'float32', [1, 1, 1, 'tokens']);
  const rows = graph.input(names.rows, 'int64', ['rows']);
  const targets = graph.input(names.targets, 'int64', ['rows', 1]);
  const upper = { below, inputs, states };
  const context: CausalContext = { graph, file, precision: 'float32', device: 'cpu', isPlain: true, upper };
  const attention = new SequenceAttention(context, shape, { positions, mask });
  // The tokens themselves are read by the layers below alone.
  const { hidden, vocabulary } = await architecture.body(context, { ids: rows, positions }, attention);
  const asked = graph.op('Squeeze', [graph.op('Gather', [hidden, rows], { axis: 1 }), graph.ints([0])]); // [S - 1, hidden]
  const logprobs = graph.op('LogSoftmax', [vocabulary.logits(asked)], { axis: -1 });
  const chosen = graph.op('GatherElements', [logprobs, targets], { axis: 1 });
  return { loss: graph.op('Neg', [graph.op('ReduceMean', [chosen, graph.ints([0, 1])], { keepdims: 0 })]), inputs };
}

function factorShapes({ name, rows, columns }: AdaptedLayer): [string, (string | number)[]][] {
  return [
    [factorInput(name, 'A'), ['rank', columns]],
    [factorInput(name, 'B'), [rows, 'rank']],
  ];
}
