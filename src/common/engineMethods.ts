import { classificationMethods } from './methods/classification.js';
import { completionMethods } from './methods/completion.js';
import { lifecycleMethods } from './methods/lifecycle.js';
import { manuscriptMethods } from './methods/manuscript.js';
import { maskedWordMethods } from './methods/maskedWords.js';
import { scoringMethods } from './methods/scoring.js';
import { trainingMethods } from './methods/training.js';
import { writingMethods } from './methods/writing.js';

/**
 * What the engine can do, by what a backend has to be able to do for it: each of these may be served by another backend. All that carries
 * a call, from the type of the engine to the requests on the channel and their checks, is derived from these tables.
 */
export const capabilities = {
  completion: completionMethods,
  writing: writingMethods,
  scoring: scoringMethods,
  maskedWords: maskedWordMethods,
  classification: classificationMethods,
  training: trainingMethods,
  manuscript: manuscriptMethods,
  lifecycle: lifecycleMethods,
} as const;

export type Capability = keyof typeof capabilities;

/** Every method of the engine by its name. */
export const engineMethods = {
  ...completionMethods,
  ...writingMethods,
  ...scoringMethods,
  ...maskedWordMethods,
  ...classificationMethods,
  ...trainingMethods,
  ...manuscriptMethods,
  ...lifecycleMethods,
} as const;

export type EngineMethods = typeof engineMethods;
export type MethodName = keyof EngineMethods;
