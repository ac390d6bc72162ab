import type { Observation } from './logisticRegression.js';

/** A suggestion that `cloze eval keystrokes --features` wrote down. */
export interface FeatureRow {
  /** Which text of the set it belongs to. */
  readonly row: number;
  readonly features: Readonly<Record<string, number>>;
  readonly outcome: 'whole' | 'first-word' | 'wrong';
}

export function parseFeatureRows(jsonLines: string): FeatureRow[] {
  return jsonLines
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as FeatureRow);
}

/** The observations of one event: that the whole was taken, or that at least the first word was. */
export function observationsOf(
  rows: readonly FeatureRow[],
  names: readonly string[],
  event: 'whole' | 'firstWord',
): (Observation & { readonly row: number })[] {
  return rows.map(({ row, features, outcome }) => ({
    row,
    features: names.map((name) => features[name] ?? NaN),
    happened: event === 'whole' ? outcome === 'whole' : outcome !== 'wrong',
  }));
}
