import * as v from 'valibot';
import type { Plain } from './method.js';

/** How far a long method is. Within a phase `done` never falls, and `total` stays. */
export const progress = v.object({
  done: v.number(),
  total: v.number(),
  /** Texts are read by the model, or something is learned from what it said. */
  phase: v.picklist(['reading', 'learning']),
});
export interface Progress extends Plain<typeof progress> {}
