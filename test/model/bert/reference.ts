import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the float32 model says about some sentences; models/training/bert_reference.py writes it. */
export interface BertReference {
  readonly texts: readonly {
    readonly text: string;
    readonly ids: readonly number[];
    /** The index of the masked token, and the most probable tokens there with their log-probabilities. */
    readonly position: number;
    readonly tokens: readonly number[];
    readonly logprobs: readonly number[];
  }[];
}

/** A pair as the embedded weights and adapters rate it in float32; models/training/pair_reference.py writes it. */
export interface PairReference {
  readonly pair: readonly [string, string];
  readonly ids: readonly number[];
  readonly segments: readonly number[];
  /** Log-odds that the second sentence follows, with the adapters, and with the model's own head alone. */
  readonly logOdds: number;
  readonly without: number;
}

export const bertReference = read('reference.json') as BertReference;
export const pairReferences = read('pairs.json') as readonly PairReference[];

function read(file: string): unknown {
  return JSON.parse(readFileSync(join(import.meta.dirname, '../../data/bert', file), 'utf8'));
}
