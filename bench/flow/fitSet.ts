import { fitLogistic, type LogisticModel, type Observation, predict } from '../acceptance/logisticRegression.js';
import { onRawFeatures, scalesOf, standardised } from '../acceptance/standardise.js';
import type { CoefficientSet } from '../../src/writing/flow/score/flowModel.js';
import type { CandidateSet } from './candidateSets.js';
import { score } from '../../src/writing/flow/score/score.js';
import { type FlowObservation, isFor } from './flowObservations.js';

/** A set fitted on all observations, and the chances that it gives them when their documents are left out of the fit. */
export interface FittedSet {
  readonly candidate: CandidateSet;
  readonly coefficients: Pick<CoefficientSet, 'name' | 'bias' | 'weights'>;
  readonly chances: ReadonlyMap<FlowObservation, number>;
}

const folds = 5;
const penalty = 8;

/** One factor for all is hardly held back. */
const penaltyOfFactor = 1;

/** Chances are stated as if so large a share of all sentences did not belong, whatever that share is in the data of a set. */
const prior = 0.1;

/**
 * @param earlier coefficients whose proportions are kept, so that only a factor for all of them and the bias are fitted: for a model that was
 * trained further, where rows are too few to fit all anew
 */
export async function fitSet(candidate: CandidateSet, all: readonly FlowObservation[], earlier?: CoefficientSet): Promise<FittedSet> {
  const used = all.filter((observation) => isFor(candidate, observation));
  const raw = used.map(({ features, isIntruder }) => ({
    features: earlier
      ? [logOdds(score(features, { sets: [earlier] })?.chance ?? NaN)]
      : candidate.features.map((name) => features[name] ?? NaN),
    happened: isIntruder,
  }));
  const scales = scalesOf(raw);
  const data = standardised(raw, scales);
  const strength = earlier ? penaltyOfFactor : penalty;
  const documents = [...new Set(used.map(({ paragraph }) => paragraph.document))];
  const foldOf = new Map(documents.map((document, index) => [document, index % folds]));
  const foldAt = used.map(({ paragraph }) => foldOf.get(paragraph.document));
  const chances = new Map<FlowObservation, number>();
  for (let fold = 0; fold < folds; fold++) {
    const model = await fitted(
      data.filter((_, at) => foldAt[at] !== fold),
      strength,
    );
    used.forEach((observation, at) => {
      if (foldAt[at] === fold) chances.set(observation, predict(model, data[at]?.features ?? []));
    });
  }
  const { intercept, weights } = onRawFeatures(await fitted(data, strength), scales);
  const [factor = 0] = weights;
  const known = Object.entries(earlier?.weights ?? {}).map(([name, { weight, mean }]) => [name, weight * factor, mean] as const);
  const fresh = candidate.features.map((name, at) => [name, weights[at] ?? 0, scales.means[at] ?? 0] as const);
  const bias = earlier ? intercept + factor * earlier.bias : fresh.reduce((sum, [, weight, mean]) => sum + weight * mean, intercept);
  return {
    candidate,
    chances,
    coefficients: {
      name: candidate.name,
      bias: rounded(bias),
      weights: Object.fromEntries(
        (earlier ? known : fresh).map(([name, weight, mean]) => [name, { weight: rounded(weight), mean: rounded(mean) }]),
      ),
    },
  };
}

async function fitted(data: readonly Observation[], strength: number): Promise<LogisticModel> {
  const { intercept, weights } = await fitLogistic(data, strength);
  const share = data.filter(({ happened }) => happened).length / data.length;
  return { intercept: intercept + logOdds(prior) - logOdds(share), weights };
}

function logOdds(probability: number): number {
  return Math.log(probability / (1 - probability));
}

function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
