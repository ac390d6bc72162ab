/**
 * The share of the learning rate in a step, from 0 to 1: it rises evenly at first, because the first gradients say little, and then falls as half a
 * cosine (Loshchilov and Hutter 2017, https://arxiv.org/abs/1608.03983).
 * @param step from 0
 * @param warmUp the share of the steps in which it rises
 */
export function rateShare(step: number, steps: number, warmUp: number): number {
  const rising = Math.ceil(steps * warmUp);
  if (step < rising) return (step + 1) / (rising + 1);
  return 0.5 * (1 + Math.cos((Math.PI * (step - rising)) / Math.max(1, steps - rising)));
}
