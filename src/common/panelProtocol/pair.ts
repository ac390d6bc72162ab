import type { TextPlace } from './place.js';
import type { Unit } from './view.js';

/** How well one sentence follows another, for the panel's view of a pair. All texts are in the editor's language. */
export interface PairRecord {
  readonly first: TextPlace;
  readonly second: TextPlace;
  /** The verdict in one sentence, with the rate of false alarms that it is held to. */
  readonly verdict: string;
  readonly signals: readonly PairSignal[];
  /** Why, in full sentences. */
  readonly reasons: readonly string[];
}

/** One number that the verdict rests on, beside what is usual for sentences of the document in another order. */
export interface PairSignal {
  /** The same for the same kind of signal. */
  readonly id: string;
  readonly label: string;
  readonly unit: Unit;
  readonly value: number;
  /** The median of the document's own shuffled pairs. */
  readonly shuffled?: number;
  readonly detail?: string;
}
