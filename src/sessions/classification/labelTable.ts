import type { Disposable } from '../../common/disposable.js';
import { Emitter } from '../../common/emitter.js';
import type { Translate } from '../../common/translate.js';
import { type LabelOrder, type LabelRow, labelsOfRow, sortedRows } from '../../learning/table/labelRows.js';

/** A probability of one label, below its row. */
export interface LabelShare {
  readonly label: string;
  readonly probability: number;
}

/** Rows that an editor draws at most; it holds each of them in memory, seen or not. */
const maxDrawn = 1000;

/** The table of many labelled texts, sorted and filtered. */
export class LabelTable implements Disposable {
  readonly #changes = new Emitter<void>();
  /** What is shown has changed. */
  readonly onDidChange = this.#changes.event;
  #rows: LabelRow[] = [];
  #labels: readonly string[] = [];
  #order: LabelOrder = 'source';
  #only: string | undefined;
  #shownCount = 0;

  /** All rows, in the order of their sources. */
  get rows(): readonly LabelRow[] {
    return this.#rows;
  }

  /** The labels that rows may have. */
  get labels(): readonly string[] {
    return this.#labels;
  }

  /** What is shown, in its order. */
  get shown(): readonly LabelRow[] {
    return sortedRows(this.#chosen, this.#order);
  }

  /** The rows to draw: the first of what is shown. */
  get drawn(): LabelRow[] {
    return this.shown.slice(0, maxDrawn);
  }

  /** The same as `shown`, in the order of the sources. */
  get #chosen(): readonly LabelRow[] {
    const only = this.#only;
    return only === undefined ? this.#rows : this.#rows.filter((row) => labelsOfRow(row).includes(only));
  }

  /** Empties the table, for rows with these labels. All of them are shown. */
  start(labels: readonly string[]): void {
    this.#rows = [];
    this.#labels = labels;
    this.#only = undefined;
    this.show();
  }

  /** Adds rows. They are shown once a fifth is new, so that a large table is not drawn again and again; `show` shows all. */
  add(rows: readonly LabelRow[]): void {
    for (const row of rows) this.#rows.push(row);
    if (this.#rows.length >= 1.2 * this.#shownCount) this.show();
  }

  set order(order: LabelOrder) {
    this.#order = order;
    this.show();
  }

  /** Only rows with this label are shown; all where it is `undefined`. */
  set only(label: string | undefined) {
    this.#only = label;
    this.show();
  }

  /** Shows all rows that were added. */
  show(): void {
    this.#shownCount = this.#rows.length;
    this.#changes.fire();
  }

  /** The probability of each label of a row, best first. */
  sharesOf({ probabilities = [] }: LabelRow): LabelShare[] {
    const shares = probabilities.map((probability, index) => ({ label: this.#labels[index] ?? '', probability }));
    return shares.sort((a, b) => b.probability - a.probability);
  }

  /** How many texts there are and which are shown; empty where there are none. */
  summary(t: Translate): string {
    if (this.#rows.length === 0) return '';
    const count = this.#rows.length === 1 ? t('1 text') : t('{0} texts', this.#rows.length);
    const labelled = this.#only === undefined ? count : t('{0}, only those labeled "{1}"', count, this.#only);
    return this.#chosen.length <= maxDrawn ? labelled : t('{0}; the first {1} are shown, and all are exported', labelled, maxDrawn);
  }

  dispose(): void {
    this.#changes.dispose();
  }
}
