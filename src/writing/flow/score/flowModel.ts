import model from './flowModel.json' with { type: 'json' };

/** How the numbers that were measured of a sentence become the chance that it does not belong where it stands. */
export interface FlowModel {
  /**
   * From the one that needs most to the one that needs least: the first all of whose features are there is used. All are
   * logistic, fitted by `bench/fit-flow.ts`.
   */
  readonly sets: readonly CoefficientSet[];
  /** On paragraphs as they were written: warnings per 100 sentences at the thresholds below, by group of the corpus and over `all`. */
  readonly falseAlarmsPer100: Readonly<Record<string, number>>;
}

export interface CoefficientSet {
  readonly name: string;
  /** A warning is given from this chance on. */
  readonly threshold: number;
  /** From this chance on it pays to measure what the next set needs too; 1 where there is none. */
  readonly doubt: number;
  readonly bias: number;
  readonly weights: Readonly<Record<string, Weight>>;
}

export interface Weight {
  readonly weight: number;
  /** The mean in the corpus: what is usual. */
  readonly mean: number;
}

export const flowModel: FlowModel = model;
