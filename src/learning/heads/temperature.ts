import { logSumExp } from '../linear/softmax.js';

/** Scores of a classifier on examples that it was not fitted to. */
export interface ScoredExamples {
  /** [examples · classes] */
  readonly scores: Float64Array;
  readonly labels: Int32Array;
  readonly classes: number;
}

/** Temperatures beyond these mean that there is too little to go by. */
const minTemperature = 0.05;
const maxTemperature = 20;

const golden = (Math.sqrt(5) - 1) / 2;

/**
 * The temperature that scores have to be divided by for probabilities to be as large as they are right (Guo et al. 2017,
 * https://arxiv.org/abs/1706.04599): the least log-loss, found by golden-section search on a logarithmic scale. One label among the
 * examples and two more counts as wrong (Platt 1999), since even a classifier that made no mistake so far will make some.
 */
export function fitTemperature(examples: ScoredExamples): number {
  const doubt = 1 / (examples.labels.length + 2);
  const lossAt = (temperature: number): number => {
    return (1 - doubt) * logLoss(examples, temperature) + doubt * otherLoss(examples, temperature);
  };
  let [low, high] = [Math.log(minTemperature), Math.log(maxTemperature)];
  while (high - low > 1e-4) {
    const span = golden * (high - low);
    if (lossAt(Math.exp(high - span)) < lossAt(Math.exp(low + span))) high = low + span;
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

/** The mean of −log p over the labels that examples do not have. */
function otherLoss({ scores, labels, classes }: ScoredExamples, temperature: number): number {
  const scaled = scores.map((score) => score / temperature);
  return labels.reduce((sum, label, row) => {
    const at = row * classes;
    const others = scaled.subarray(at, at + classes).reduce((total, score, k) => (k === label ? total : total + score), 0);
    return sum + (logSumExp(scaled, at, at + classes) - others / (classes - 1)) / labels.length;
  }, 0);
}
