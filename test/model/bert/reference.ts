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
  readonly pairs: readonly {
    readonly pair: readonly [string, string];
    readonly ids: readonly number[];
    readonly segments: readonly number[];
    readonly logOdds: number;
  }[];
}

export const bertReference = JSON.parse(readFileSync(join(import.meta.dirname, '../../data/bert/reference.json'), 'utf8')) as BertReference;
