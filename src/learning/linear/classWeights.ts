/** How much classes count: each example alike, or each class alike, so that rare ones are not drowned. */
export type ClassWeighting = 'none' | 'balanced';

/** A weight for each example; their mean is 1. Balanced as in scikit-learn: examples ÷ (classes · examples of the class). */
export function exampleWeights(labels: Int32Array, classes: number, weighting: ClassWeighting): Float64Array {
  if (weighting === 'none') return new Float64Array(labels.length).fill(1);
  const counts = new Float64Array(classes);
  for (const label of labels) counts[label] = (counts[label] ?? 0) + 1;
  const present = counts.filter((count) => count > 0).length;
  return Float64Array.from(labels, (label) => labels.length / (present * (counts[label] as number)));
}
