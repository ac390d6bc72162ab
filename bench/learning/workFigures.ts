import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { neverCancelled } from '../../src/common/cancellation.js';
import type { LearnedKind, LearnResult } from '../../src/common/methods/manuscript.js';
import { createEngine, type Engine } from '../../src/engine/engine.js';
import { WritersModel } from '../../src/engine/features/learn/writersModel.js';
import { modelKeys } from '../../src/engine/modelKeys.js';
import { openModel } from '../../src/engine/openModel.js';
import { keystrokesMetrics, type KeystrokesResult } from '../eval/keystrokes.js';
import { lmMetrics, rateText } from '../eval/lm.js';
import { simulateWriter } from '../eval/simulatedWriter.js';
import { WriterSession } from '../eval/writerSession.js';
import type { BenchContext } from '../harness/measure.js';
import { completedNames, placesOfNames } from './nameCompletion.js';
import { passagesOf, type Work } from './works.js';

/** What of a second half is rated, written and asked about. */
export const measured = {
  rated: { count: 12, length: 2500 },
  written: { count: 3, length: 500 },
  names: { each: 3, all: 40 },
} as const;

/** What a second half is worth to the model alone, or to the model with something that was learned. */
export interface VariantFigures {
  readonly bits: number;
  /** Keystrokes, and how many suggestions were taken, in percent. */
  readonly saved: number;
  readonly acceptance: number;
  /** Of names that were asked for. */
  readonly completed: number;
  readonly places: number;
}

/** The parts of these figures, the fastest first. */
export const parts = ['bits', 'names', 'keys'] as const;

/** Learns the first half of a work into a folder of its own, and measures a part of what that is worth to the second half. */
export async function variantFigures(
  work: Work,
  variant: 'model' | LearnedKind,
  part: (typeof parts)[number],
  folder: string,
  context: BenchContext,
): Promise<Partial<VariantFigures>> {
  const words = path.join(folder, `${work.name}.words`);
  const style = path.join(folder, `${work.name}.style`);
  const own = variant === 'model' ? undefined : variant === 'ngram' ? words : style;
  const known = own === words || part === 'names' ? (await learnInto(words, work.learned, 'ngram', context)).known : [];
  if (variant === 'adapter' || variant === 'both') await learnInto(style, work.learned, variant, context);
  if (part === 'bits') return { bits: await bitsPerByte(work.written, own, context) };
  const engine = engineWith(context, own);
  try {
    if (part === 'keys') {
      const { saved, acceptance } = await keystrokes(work.written, engine, context);
      return { saved: 100 * (saved ?? NaN), acceptance: 100 * (acceptance ?? NaN) };
    }
    const names = known.filter(({ isName }) => isName).map(({ text }) => text);
    const places = placesOfNames(work.written, names, measured.names.each).slice(0, context.quick ? 4 : measured.names.all);
    return { completed: await completedNames(engine, work.written, places), places: places.length };
  } finally {
    await engine.dispose();
  }
}

function engineWith(context: BenchContext, learnedFolder?: string): Engine {
  const { root, model, threads, cacheFolder } = context;
  const init = {
    modelFolders: [path.join(root, 'models')],
    cacheFolder,
    causalModel: model,
    encoderModel: 'bert-base-uncased',
    device: 'cpu',
    threads,
  } as const;
  return createEngine(
    { ...init, ...(learnedFolder !== undefined && { learnedFolder }) },
    { log: (level, message) => level === 'error' && context.log(message), now: () => performance.now() },
  );
}

/** Learns a text into a folder; what is there already is kept where it is of the same text. */
export async function learnInto(folder: string, text: string, kind: LearnedKind, context: BenchContext): Promise<LearnResult> {
  const file = `${folder}.txt`;
  await writeFile(file, text);
  const engine = engineWith(context);
  try {
    const sources = [{ path: file, name: path.basename(file), language: 'plaintext' }];
    return await engine.learn({ sources, folder, onlyEnglish: true, with: kind }, neverCancelled, ({ phase, done, total, loss }) => {
      if (phase === 'training' && done % 20 === 0) context.log(`  step ${done} of ${total}, loss ${loss?.toFixed(3)}`);
    });
  } finally {
    await engine.dispose();
  }
}

async function bitsPerByte(text: string, folder: string | undefined, context: BenchContext): Promise<number> {
  const { root, model, threads, cacheFolder } = context;
  const places = { modelFolders: [path.join(root, 'models')], cacheFolder, threads };
  const loaded = await openModel(modelKeys({ causalModel: model, device: 'cpu' }).causal, places);
  try {
    const writing = await new WritersModel(folder).of(loaded);
    const passages = passagesOf(text, context.quick ? 1 : measured.rated.count, measured.rated.length);
    const results = [];
    for (const passage of passages) results.push(await rateText({ group: '', text: passage }, writing, neverCancelled));
    return lmMetrics(results)['bitsPerByte'] ?? NaN;
  } finally {
    await loaded.dispose();
  }
}

async function keystrokes(text: string, engine: Engine, context: BenchContext): Promise<ReturnType<typeof keystrokesMetrics>> {
  const results: KeystrokesResult[] = [];
  for (const passage of passagesOf(text, context.quick ? 1 : measured.written.count, context.quick ? 120 : measured.written.length)) {
    const session = new WriterSession(engine, { quietness: 'balanced', maxWords: 10, stopAt: 'sentence' }, neverCancelled);
    try {
      const writing = await simulateWriter(passage, (before) => session.suggest(before));
      if (writing === undefined) continue;
      const { characters, keys, outcomes } = writing;
      results.push({
        group: '',
        characters,
        keys,
        outcomes: [...outcomes.values()],
        latencies: session.latencies,
        keysAlong: session.keysAlong,
      });
    } finally {
      session.dispose();
    }
  }
  return keystrokesMetrics(results);
}
