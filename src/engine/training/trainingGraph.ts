import type { Checkpoint } from '../models/checkpoint.js';
import { onProcessor } from '../graph/graphContext.js';
import { type AdaptedLayer, factorInput } from '../graph/blocks/lowRankInputs.js';
import { encodeModel } from '../graph/onnx/encode.js';
import { GraphBuilder, type Value } from '../graph/onnx/graphBuilder.js';
import { trainable, upperNames, writeUpperLayers } from '../graph/upperGraph.js';
import type { WeightStore } from '../graph/weights/weightStore.js';
import { gradients } from './gradients/gradients.js';
import { binaryLoss, contrastiveLoss, crossEntropy } from './losses.js';

/** What a graph for training has beside `upperNames`. R rows are labelled, with F features each, and there are C labels. */
export const trainingNames = {
  /** float32 [C, F] and [C] */
  headWeights: 'head.weight',
  headIntercepts: 'head.bias',
  /** float32 [R, C]: how much each row counts for each label. */
  targets: 'targets',
  /** float32 [R, C], where a row may have several labels: how much each decision counts. */
  weights: 'target_weights',
  /** float32 [R, R]: how much each row is to be like each other, and a large negative number for itself. */
  alike: 'alike_targets',
  others: 'alike_mask',
  /** float32 [] */
  loss: 'loss',
} as const;

/** The output that has the gradient for a parameter. */
export function gradientOutput(parameter: string): string {
  return `${parameter}.gradient`;
}

export interface TrainingGraphOptions {
  readonly kind: 'training';
  /** How many layers below are frozen, and left out. */
  readonly below: number;
  /** What has labels: a sequence by its means over the wanted layers side by side, or each mean by itself, which is a word. */
  readonly unit: 'text' | 'word';
  /** Layers whose means the head reads; the first above those left out is 1. */
  readonly layers: readonly number[];
  /** Means of each sequence, where it is labelled as a whole. */
  readonly poolings: number;
  /** Whether a row may have several labels. */
  readonly multiLabel: boolean;
}

/** Writes the graph that gives a loss, its gradients for adapters and head, and features meanwhile. Returns the encoded graph. */
export async function buildTrainingGraph(checkpoint: Checkpoint, options: TrainingGraphOptions, file: WeightStore): Promise<Uint8Array> {
  const { below, layers, unit, poolings, multiLabel } = options;
  const architecture = trainable(checkpoint);
  const { hiddenSize } = architecture.shape;
  const graph = new GraphBuilder(onProcessor.numbers);
  const { means, lowRank } = await writeUpperLayers(graph, file, architecture, below, true);
  graph.output(graph.op('Concat', means, { axis: 1 }), upperNames.features, 'float32', ['batch', 'layered_means', hiddenSize]);
  const chosen = layers.map((layer) => means[layer - 1] as Value);
  const size = hiddenSize * layers.length * (unit === 'text' ? poolings : 1);
  const joined = chosen.length === 1 ? (chosen[0] as Value) : graph.op('Concat', chosen, { axis: unit === 'text' ? 1 : 2 });
  const rows = graph.op('Reshape', [joined, graph.ints([-1, size])]);
  const loss = writeLoss(graph, rows, size, multiLabel);
  graph.output(loss, trainingNames.loss, 'float32', []);
  const shapes: Record<string, readonly (string | number)[]> = {
    ...Object.fromEntries(lowRank.layers.flatMap(factorShapes)),
    [trainingNames.headWeights]: ['labels', size],
    [trainingNames.headIntercepts]: ['labels'],
  };
  for (const [parameter, gradient] of gradients(graph, loss, Object.keys(shapes) as Value[])) {
    graph.output(gradient, gradientOutput(parameter), 'float32', shapes[parameter] ?? []);
  }
  return encodeModel(graph.build());
}

function factorShapes({ name, rows, columns }: AdaptedLayer): [string, (string | number)[]][] {
  return [
    [factorInput(name, 'A'), ['rank', columns]],
    [factorInput(name, 'B'), [rows, 'rank']],
  ];
}

function writeLoss(graph: GraphBuilder, rows: Value, size: number, multiLabel: boolean): Value {
  const weight = graph.input(trainingNames.headWeights, 'float32', ['labels', size]);
  const intercepts = graph.input(trainingNames.headIntercepts, 'float32', ['labels']);
  const scores = graph.op('Add', [graph.contrib('FusedMatMul', [rows, weight], { transB: 1 }), intercepts]);
  const targets = graph.input(trainingNames.targets, 'float32', ['rows', 'labels']);
  const labelLoss = multiLabel
    ? binaryLoss(graph, scores, targets, graph.input(trainingNames.weights, 'float32', ['rows', 'labels']))
    : crossEntropy(graph, scores, targets);
  const alike = graph.input(trainingNames.alike, 'float32', ['rows', 'rows']);
  const others = graph.input(trainingNames.others, 'float32', ['rows', 'rows']);
  return graph.op('Add', [labelLoss, contrastiveLoss(graph, rows, alike, others)]);
}
