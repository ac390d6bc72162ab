import { logSumExp } from './softmax.js';

/** Scores of a classifier on examples that it was not fitted to. */
export interface ScoredExamples {
  /** [examples · classes] */
  readonly scores: Float64Array;
  readonly labels: Int32Array;
  readonly classes: number;
}

/** Temperatures beyond these mean that there is too little to go by. */
const leastTemperature = 0.05;
const mostTemperature = 20;

const golden = (Math.sqrt(5) - 1) / 2;

/**
 * The temperature that scores have to be divided by for probabilities to be as large as they are right (Guo et al. 2017,
 * https://arxiv.org/abs/1706.04599): the least log-loss, found by golden-section search on a logarithmic scale.
 */
export function fitTemperature(examples: ScoredExamples): number {
  let [low, high] = [Math.log(leastTemperature), Math.log(mostTemperature)];
  while (high - low > 1e-4) {
    const span = golden * (high - low);
    if (logLoss(examples, Math.exp(high - span)) < logLoss(examples, Math.exp(low + span))) high = low + span;
    else low = high - span;
  }
  return Math.exp((low + high) / 2);
}

/** The mean of −log p(label), in nats. */
export function logLoss({ scores, labels, classes }: ScoredExamples, temperature = 1): number {
  const scaled = scores.map((score) => score / temperature);
  return labels.reduce((sum, label, row) => {
    const at = row * classes;
    return sum + (logSumExp(scaled, at, at + classes) - (scaled[at + label] as number)) / labels.length;
  }, 0);
}
