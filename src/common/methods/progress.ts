import * as v from 'valibot';
import type { Plain } from './method.js';

/** How far a long method is. Within a phase `done` never falls, and `total` stays. */
export const progress = v.object({
  done: v.number(),
  total: v.number(),
  /** Texts are read by the model, something is learned from what it said, or its layers are trained, in steps. */
  phase: v.picklist(['reading', 'learning', 'training']),
  /** Of training: the mean loss of the latest steps. */
  loss: v.exactOptional(v.number()),
});
export interface Progress extends Plain<typeof progress> {}
