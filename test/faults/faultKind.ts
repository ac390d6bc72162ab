import type { SeededRandom } from './seededRandom.js';
import type { Workshop } from './workshop.js';

/** A way to break something. */
export interface FaultKind {
  readonly name: string;
  /** How often it comes, relative to the others. */
  readonly share: number;
  /** Breaks something, and fails where Cloze does worse than to give a reason or to go on as before. */
  readonly run: (random: SeededRandom, workshop: Workshop) => Promise<void>;
}
