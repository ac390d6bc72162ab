/** Tokens that one step reads at most on a processor, padding included: longer ones are slower a token, as they leave its caches. */
export const processorTokens = 256;

/** Sequences are only joined while padding stays below this share of a step. */
const maxPadding = 0.15;

/** Groups sequences of similar lengths into steps of at most so many tokens; returns the indexes of each step's sequences. */
export function planSteps(lengths: readonly number[], maxTokens = processorTokens): number[][] {
  const order = [...lengths.keys()].sort((a, b) => (lengths[b] as number) - (lengths[a] as number));
  const steps: number[][] = [];
  let step: number[] = [];
  let real = 0;
  for (const index of order) {
    const length = lengths[index] as number;
    const padded = (step.length + 1) * (lengths[step[0] ?? index] as number);
    const fits = padded <= maxTokens && padded - real - length <= maxPadding * padded;
    if (step.length > 0 && !fits) {
      steps.push(step);
      step = [];
      real = 0;
    }
    step.push(index);
    real += length;
  }
  if (step.length > 0) steps.push(step);
  return steps;
}
