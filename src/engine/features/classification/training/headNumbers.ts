import type { ClassifierHead } from '../../../../common/classifierHead.js';
import type { TrainedHead } from '../../../../learning/heads/trainHead.js';

/** The numbers of a trained classifier as its file has them. */
export function headNumbers({
  model,
  temperature,
}: Pick<TrainedHead, 'model' | 'temperature'>): Pick<ClassifierHead, 'temperature' | 'intercepts' | 'weights'> {
  const classes = model.intercepts.length;
  const columns = model.weights.length / classes;
  return {
    temperature: rounded(temperature),
    intercepts: Array.from(model.intercepts, rounded),
    weights: Array.from({ length: classes }, (_, k) => Array.from(model.weights.subarray(k * columns, (k + 1) * columns), rounded)),
  };
}

/** As exact as the features are, and shorter in a file. */
function rounded(value: number): number {
  return Number(value.toPrecision(7));
}
