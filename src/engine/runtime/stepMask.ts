import { root, type Slot, type TokenTree } from './tokenTree.js';

/** One token of a model step: it follows a slot of the cache, or another token of the same step. */
export interface StepToken {
  /** The slot that the token follows, or that the tokens of this step before it follow. */
  readonly base: Slot;
  /** The index in the step of the token that this one follows; undefined where it follows `base` itself. */
  readonly after?: number | undefined;
}

/** Far below any score, so that the softmax gives it no weight, and finite, so that no difference becomes NaN. */
const hidden = -1e30;

/**
 * Which slots of the cache and which tokens of the step each token of the step sees: its ancestors and itself.
 * The result is added to attention scores; its shape is [tokens, capacity + tokens].
 */
export function stepMask(tree: TokenTree, step: readonly StepToken[], capacity: number): Float32Array {
  const width = capacity + step.length;
  const mask = new Float32Array(step.length * width).fill(hidden);
  step.forEach(({ base, after }, index) => {
    const row = index * width;
    if (after !== undefined) mask.copyWithin(row, after * width, (after + 1) * width);
    else for (let slot = base; slot !== root; slot = tree.parent(slot)) mask[row + slot] = 0;
    mask[row + capacity + index] = 0;
  });
  return mask;
}

/** The same for layers with a window: a token sees itself and its `window` − 1 nearest ancestors. */
export function localStepMask(tree: TokenTree, step: readonly StepToken[], capacity: number, window: number): Float32Array {
  const width = capacity + step.length;
  const mask = new Float32Array(step.length * width).fill(hidden);
  for (const index of step.keys()) {
    const row = index * width;
    let left = window;
    let at = index;
    for (;;) {
      mask[row + capacity + at] = 0;
      const { after } = step[at] as StepToken;
      if (--left === 0 || after === undefined) break;
      at = after;
    }
    for (let slot = (step[at] as StepToken).base; left > 0 && slot !== root; slot = tree.parent(slot), left--) mask[row + slot] = 0;
  }
  return mask;
}
