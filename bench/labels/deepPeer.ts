import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { ClassifierHead } from '../../src/common/classifierHead.js';
import { deepRecipe, type DeepSettings, deepSettings } from '../../src/engine/features/classification/training/deep/deepSettings.js';
import type { LabelSet } from './labelSets.js';

/** Examples to learn from, as indexes, and the seed of a training. */
export interface Draw {
  readonly rows: readonly number[];
  readonly seed: number;
}

export interface DeepPeerFigures {
  readonly versions: { readonly transformers: string; readonly peft: string };
  /** For each set the accuracy of each draw, from 0 to 1. */
  readonly sets: readonly { readonly name: string; readonly accuracy: readonly number[] }[];
}

export interface DeepPeerOptions {
  /** A Python that has PyTorch, Transformers and PEFT. */
  readonly python: string;
  /** The encoder in full precision, with its tokenizer. */
  readonly encoder: string;
  /** A classifier of ours: what the peer reads is what it reads. */
  readonly head: ClassifierHead;
  readonly threads: number;
}

const script = fileURLToPath(new URL('../peers/deep_labels.py', import.meta.url));

/** What Transformers and PEFT reach with the recipe of deep training, on the same rows. */
export async function deepPeer(
  all: readonly { readonly set: LabelSet; readonly draws: readonly Draw[] }[],
  { python, encoder, head, threads }: DeepPeerOptions,
): Promise<DeepPeerFigures> {
  const [source] = head.features;
  const layers = (source?.adapter?.below ?? 0) + (head.training.deep?.layers ?? 0);
  const recipe = {
    ...deepRecipe,
    pooling: source?.pooling,
    gap: source?.gap,
    /** Counted from the last one. */
    readLayers: source?.layers.map((layer) => layers - layer),
  };
  const folder = await mkdtemp(path.join(tmpdir(), 'cloze-labels-'));
  try {
    const sets = all.map(({ set, draws }) => ({
      name: set.name,
      names: set.labels,
      ...set.train,
      test: set.test,
      draws: draws.map((draw) => ({ ...draw, settings: settingsOf(set, draw, layers, source?.gap !== undefined) })),
    }));
    const job = path.join(folder, 'job.json');
    await writeFile(job, JSON.stringify({ threads, recipe, sets }));
    const { stdout } = await promisify(execFile)(python, [script, encoder, job], { maxBuffer: 1e8 });
    return JSON.parse(stdout) as DeepPeerFigures;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function settingsOf({ train, labels }: LabelSet, { rows }: Draw, layers: number, readsGap: boolean): DeepSettings {
  const counts = labels.map((_, label) => rows.filter((row) => train.labels[row] === label).length);
  return deepSettings(rows.length, counts, layers, readsGap);
}
