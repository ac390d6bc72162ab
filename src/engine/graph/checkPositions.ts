import { modelInvalid } from '../models/modelErrors.js';

/** A text of fewer tokens has no room for a question about it. */
const minPositions = 32;

/** More positions than this are of no use at a writer's speed, and tables of all of them would fill the memory. */
export const maxPositions = 8192;

/** Fails with `model-invalid` where a model reads so little that it can answer nothing. */
export function checkPositions(model: string, contextLength: number): void {
  if (contextLength >= minPositions) return;
  throw modelInvalid(model, `It reads at most ${contextLength} tokens of a text, by its configuration, and Cloze needs ${minPositions}.`);
}
