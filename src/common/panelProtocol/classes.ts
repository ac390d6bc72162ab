import type { TextPlace } from './place.js';

/** What a text is, as a classifier sees it, for the panel's view of classes. */
export interface ClassesRecord {
  readonly place: TextPlace;
  /** Best first. */
  readonly classes: readonly ClassRecord[];
  /** Passages of a long text, in its order, with the probability of the text's label there; empty where the text is one passage. */
  readonly passages: readonly { readonly place: TextPlace; readonly probability: number; readonly decided: boolean }[];
  /** Words that moved the decision, strongest first; in bits of the label's odds. Absent until they are found. */
  readonly words?: readonly { readonly place: TextPlace; readonly bits: number }[];
  /** The names of the models. */
  readonly model: string;
  /** What to keep in mind, in full sentences. */
  readonly notes: readonly string[];
}

/** A label and how probable it is. */
export interface ClassRecord {
  readonly label: string;
  readonly probability: number;
  /** Where a text may have several labels, or none: the probability that this one takes. */
  readonly threshold?: number;
}
