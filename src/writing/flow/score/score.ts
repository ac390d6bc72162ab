import { sigmoid } from '../../../common/sigmoid.js';
import type { Features } from './features.js';
import { type CoefficientSet, type FlowModel, flowModel } from './flowModel.js';

/** How likely it is that a sentence does not belong where it stands. */
export interface FlowScore {
  /** 0 to 1, as if every tenth sentence did not belong. */
  readonly chance: number;
  readonly set: CoefficientSet;
  /** What each feature adds to the log-odds beyond what is usual; above 0 speaks against the sentence. */
  readonly contributions: Readonly<Record<string, number>>;
}

/** Scores a sentence by the best of the sets that its features allow. */
export function score(features: Features, { sets }: Pick<FlowModel, 'sets'> = flowModel): FlowScore | undefined {
  const set = sets.find(({ weights }) => Object.keys(weights).every((name) => features[name] !== undefined));
  if (set === undefined) return undefined;
  const contributions: Record<string, number> = {};
  let logOdds = set.bias;
  for (const [name, { weight, mean }] of Object.entries(set.weights)) {
    contributions[name] = weight * ((features[name] ?? mean) - mean);
    logOdds += contributions[name];
  }
  return { chance: sigmoid(logOdds), set, contributions };
}
