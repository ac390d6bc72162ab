import type { TextPlace } from './place.js';

/** What the panel can show. */
export const viewKinds = ['next-token', 'masked-word', 'completion', 'pair', 'classes', 'surprisal'] as const;
export type ViewKind = (typeof viewKinds)[number];

/** Numbers about one place in a text with their names, ready to be drawn as bars, as a table, as CSV or as a picture. */
export interface PanelView {
  /** Of the view that follows the caret, its kind; of a pinned one, a name of its own. */
  readonly id: string;
  readonly kind: ViewKind;
  readonly title: string;
  /** The place in the text. */
  readonly subtitle: string;
  readonly sections: readonly PanelSection[];
  /** Full sentences below the bars. */
  readonly notes: readonly string[];
}

export interface PanelSection {
  /** Unique in its view, and the same from one state of it to the next. */
  readonly id: string;
  /** Empty where the view's own title says enough. */
  readonly title: string;
  readonly unit: Unit;
  /** The value that fills the whole bar. */
  readonly full: number;
  /** What a row's value is and what the one it is compared with is; absent where no row is compared. */
  readonly legend?: readonly [value: string, compared: string];
  readonly rows: readonly PanelRow[];
}

/** Probabilities are shares from 0 to 1; bits count surprisal. */
export type Unit = 'probability' | 'bits';

export interface PanelRow {
  /** Unique in its view, alternatives included, and the same as long as the row is about the same thing. */
  readonly id: string;
  /** What the value belongs to. */
  readonly label: string;
  /** How the label is read aloud, where its signs do not say it. */
  readonly name?: string;
  readonly value: number;
  /** The value as people read it. */
  readonly text: string;
  /** A second value beside it. */
  readonly compared?: { readonly value: number; readonly text: string };
  /** Something more about it, in a few words. */
  readonly detail?: string;
  /** What else could stand in its place, best first. These have no alternatives of their own. */
  readonly alternatives?: readonly PanelRow[];
  readonly action?: PanelAction;
}

/** What choosing a row does. The page shows the title; the host alone acts, on what it has sent itself. */
export type PanelAction =
  /** Puts a text in the place of what stands there. */
  | { readonly kind: 'put'; readonly title: string; readonly place: TextPlace; readonly text: string }
  /** Shows the place in the editor. */
  | { readonly kind: 'show'; readonly title: string; readonly place: TextPlace };
