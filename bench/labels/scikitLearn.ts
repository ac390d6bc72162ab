import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { FeatureMatrix } from '../../src/learning/linear/featureMatrix.js';
import type { LabelSet } from './labelSets.js';

/** Whose features a classifier learns from. */
export type FeaturesBy = 'encoder' | 'causal' | 'both';

/** In percent. */
export interface LabelFigures {
  readonly accuracy: number;
  readonly macroF1: number;
}

/** A classifier of ours that scikit-learn is to repeat. */
export interface HeadJob {
  /** Whose features. */
  readonly features: FeaturesBy;
  /** Which of the subsets it learns from. */
  readonly subset: number;
  readonly strength: number;
}

export interface ScikitLearnJob {
  readonly set: LabelSet;
  /** By whose they are. */
  readonly features: Readonly<Record<string, { readonly train: FeatureMatrix; readonly test: FeatureMatrix }>>;
  /** Examples to learn from, as indexes. */
  readonly subsets: readonly (readonly number[])[];
  readonly heads: readonly HeadJob[];
}

export interface ScikitLearnFigures {
  readonly version: string;
  /** Of words counted by TF-IDF, for each subset. */
  readonly words: readonly LabelFigures[];
  /** For each head: with the strength that ours has, and with the one that scikit-learn chooses. */
  readonly heads: readonly { readonly same: LabelFigures; readonly chosen: LabelFigures }[];
}

const script = fileURLToPath(new URL('../peers/label_accuracy.py', import.meta.url));

/** What scikit-learn reaches on the same features and examples. Needs a Python that has it. */
export async function scikitLearn(python: string, { set, features, subsets, heads }: ScikitLearnJob): Promise<ScikitLearnFigures> {
  const folder = await mkdtemp(path.join(tmpdir(), 'cloze-labels-'));
  try {
    await writeFile(path.join(folder, 'job.json'), JSON.stringify({ train: set.train, test: set.test, subsets, heads }));
    for (const [name, parts] of Object.entries(features)) {
      for (const part of ['train', 'test'] as const) await writeFile(path.join(folder, `${name}-${part}.f32`), parts[part].values);
    }
    const { stdout } = await promisify(execFile)(python, [script, folder], {
      maxBuffer: 1e8,
      env: { ...process.env, OMP_NUM_THREADS: '1' },
    });
    return JSON.parse(stdout) as ScikitLearnFigures;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
