import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { CancellationSource, neverCancelled } from '../../../../../../src/common/cancellation.js';
import { cancelledError } from '../../../../../../src/common/clozeError.js';
import type { LearnRequest, LearnResult } from '../../../../../../src/common/methods/manuscript.js';
import type { Progress } from '../../../../../../src/common/methods/progress.js';
import { adapterFile, readAdapter, writeAdapter } from '../../../../../../src/engine/features/learn/adapter/adapterFolder.js';
import { learn } from '../../../../../../src/engine/features/learn/learn.js';
import type { LearningContext } from '../../../../../../src/engine/features/learn/learningContext.js';
import { learned } from '../../../../../../src/engine/features/learn/learnedSummary.js';
import { WritersModel } from '../../../../../../src/engine/features/learn/writersModel.js';
import type { LoadedModel } from '../../../../../../src/engine/features/loadedModel.js';
import type { Token } from '../../../../../../src/engine/tokenizer/token.js';
import { canMakeDisks, smallDisk } from '../../../../../util/fullDisk.js';
import { leaseOf } from '../../../../../util/leaseOf.js';
import { otherPages, pages, tinyWriter } from './tinyWriter.js';

let cache: string;
let folder: string;
let out: string;
let model: LoadedModel;
/** What was learned once, with an adapter, and what came out. */
let trained: string;
let result: LearnResult;
beforeAll(async () => {
  cache = await mkdtemp(join(tmpdir(), 'cloze-graphs-'));
  model = await tinyWriter(cache);
  [folder, trained] = [cache, join(cache, 'trained')];
  result = await learning(pages, { folder: trained, with: 'adapter' });
});
afterAll(async () => {
  await model.dispose();
  await rm(cache, { recursive: true });
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cloze-style-'));
  out = join(folder, 'out');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function context(given: Partial<LearningContext> = {}): LearningContext {
  let now = 0;
  return {
    causal: leaseOf(model),
    trainingFolder: join(folder, 'training'),
    now: () => now++,
    today: () => new Date(0),
    cancel: neverCancelled,
    report: () => undefined,
    ...given,
  };
}

async function learning(text: string, given: Partial<LearnRequest> = {}, around = context()): Promise<LearnResult> {
  const path = join(folder, 'one.txt');
  await writeFile(path, text);
  const sources = [{ path, name: 'one.txt', language: 'plaintext' }];
  return learn({ sources, folder: out, onlyEnglish: false, with: 'both', ...given }, around);
}

async function ratings(of: LoadedModel): Promise<number[]> {
  const tokens = of.tokenizer.encode('the harbour was quiet that morning');
  const { branch } = await of.decoder.prefill([1 as Token], { top: 1 });
  const [rated] = await of.decoder.rate([{ branch, tokens }], 0);
  return [...(rated?.logprobs ?? [])];
}

/** A lease that gives up after so many turns, as where a writer cancels or the process ends. */
function endedAfter(turns: number): LearningContext['causal'] {
  let left = turns;
  return {
    model: () => Promise.resolve(model),
    turn: (work) => (left-- > 0 ? work(model, neverCancelled) : Promise.reject(cancelledError())),
  };
}

describe("Learning a writer's style", () => {
  test('is kept where text that was not learned takes fewer bits with it', async () => {
    const { adapter } = result;
    expect(adapter).toMatchObject({ isUsed: true, date: '1970-01-01T00:00:00.000Z', rank: 8, layers: 3, seed: 0 });
    expect(adapter?.figures.after).toBeLessThan(0.99 * (adapter?.figures.before ?? 0));
    expect(adapter?.losses.at(-1)).toBeLessThan(adapter?.losses[0] ?? 0);
    expect(adapter?.data).toMatch(/^[0-9a-f]{64}$/);
    expect((await readdir(join(trained, 'adapter'))).sort()).toEqual(['adapter_config.json', 'adapter_model.safetensors']);
  });

  test('writes as that text does, and without it the model says what it said, to the bit', async () => {
    const before = await ratings(model);
    await cp(trained, out, { recursive: true });
    const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
    const writers = new WritersModel(out);
    expect(mean(await ratings(await writers.of(model)))).toBeGreaterThan(mean(before));
    expect(await ratings(model)).toEqual(before);
    await rm(out, { recursive: true });
    expect(await ratings(await writers.of(model))).toEqual(before);
  });

  test('stands beside the words, which are weighed against the model as it writes then', async () => {
    await cp(trained, out, { recursive: true });
    const { adapter, figures, isUsed } = await learning(pages);
    expect(isUsed).toBe(true);
    expect(figures?.before).toBeCloseTo(adapter?.figures.after ?? 0, 3);
  });

  test('has the words weighed beside it where learning was killed between the two', async () => {
    await learning(pages, { with: 'ngram' });
    await cp(join(trained, 'adapter'), join(out, 'adapter'), { recursive: true });
    const { adapter, figures } = await learning(pages);
    expect(figures?.before).toBeCloseTo(adapter?.figures.after ?? 0, 3);
    const asKept = await learning(pages);
    expect(asKept.figures).toEqual(figures);
  });

  test('is forgotten by the words where it is taken away', async () => {
    await cp(trained, out, { recursive: true });
    const { figures: beside } = await learning(pages);
    const { figures } = await learning(pages, { with: 'ngram' });
    expect(figures?.before).toBeGreaterThan(beside?.before ?? 0);
  });

  test('goes on where it was given up, and comes out the same', async () => {
    const text = pages.repeat(2);
    const { adapter: atOnce } = await learning(text, { with: 'adapter' });
    await rm(out, { recursive: true });
    const steps: number[] = [];
    const report = ({ phase, done }: Progress): void => {
      if (phase === 'training') steps.push(done);
    };
    await expect(learning(text, { with: 'adapter' }, context({ causal: endedAfter(90) }))).rejects.toThrow();
    expect(await readdir(join(folder, 'training'))).toHaveLength(1);
    const { adapter } = await learning(text, { with: 'adapter' }, context({ report }));
    expect(steps[0]).toBeGreaterThan(10);
    expect(adapter?.figures.after).toBeCloseTo(atOnce?.figures.after ?? 0, 6);
    expect(await readdir(join(folder, 'training'))).toEqual([]);
  });

  test.each([1, 20, 40])('leaves the words, and no file half-written, where it ends at turn %i', async (turns) => {
    await expect(learning(pages, {}, context({ causal: endedAfter(turns) }))).rejects.toThrow();
    expect(await readAdapter(out)).toEqual({ state: 'none' });
    const names = await readdir(join(folder, 'training')).catch(() => []);
    expect(names.filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  test('is cancelled within a passage', async () => {
    const source = new CancellationSource();
    let after = 0;
    const causal: LearningContext['causal'] = {
      model: () => Promise.resolve(model),
      turn: (work) => {
        if (source.token.isCancellationRequested && after++ > 0) throw new Error('It went on.');
        return source.token.isCancellationRequested ? Promise.reject(cancelledError()) : work(model, source.token);
      },
    };
    const report = ({ phase, done }: Progress): void => {
      if (phase === 'training' && done === 2) source.cancel();
    };
    await expect(learning(pages, { with: 'adapter' }, context({ causal, report, cancel: source.token }))).rejects.toMatchObject({
      detail: { code: 'cancelled' },
    });
  });

  test('is not trained again before the text has grown by a fifth', async () => {
    const trains = async (text: string, given: Partial<LearnRequest> = {}): Promise<boolean> => {
      let isTrained = false;
      await learning(text, given, context({ report: ({ phase }) => (isTrained ||= phase === 'training') }));
      return isTrained;
    };
    await cp(trained, out, { recursive: true });
    expect(await trains(`${pages}${otherPages.slice(0, 500)}`)).toBe(false);
    expect(await trains(`${pages}${otherPages.slice(0, 2500)}`)).toBe(true);
    expect(await trains(`${pages}${otherPages.slice(0, 2500)}`, { again: true })).toBe(true);
  });

  test('says so where there is too little text for it, and learns the words', async () => {
    const { note, adapter, texts } = await learning(pages.slice(0, 1200));
    expect({ adapter, texts }).toEqual({ adapter: undefined, texts: 1 });
    expect(note).toBe('There is too little text to learn your style from: a few pages are the least.');
  });

  test('goes with its words where only those are wanted, and stays where nothing is said of it', async () => {
    await cp(trained, out, { recursive: true });
    await writeFile(join(folder, 'one.txt'), pages);
    const path = { path: join(folder, 'one.txt'), name: 'one.txt', language: 'plaintext' };
    expect((await learn({ sources: [path], folder: out, onlyEnglish: false }, context())).adapter).toBeDefined();
    expect((await learning(pages, { with: 'ngram' })).adapter).toBeUndefined();
    expect((await readAdapter(out)).state).toBe('none');
  });
});

describe('An adapter that lies in a folder', () => {
  beforeEach(() => cp(trained, out, { recursive: true }));
  const before = async (): Promise<number[]> => ratings(model);
  const summary = async (of = model): Promise<object> => {
    const found = await learned({ folder: out }, leaseOf(of), neverCancelled);
    return found.state === 'ready' ? { lack: found.summary.adapterLack, has: found.summary.adapter !== undefined } : found;
  };

  test('is not used with another model, and that is said', async () => {
    const other = { ...model, hash: 'another' };
    expect(await ratings(await new WritersModel(out).of(other))).toEqual(await before());
    expect(await summary(other)).toEqual({ state: 'other-model', model: 'tiny' });
  });

  test('is replaced when the model has been', async () => {
    const other = { ...model, hash: 'another' };
    const { adapter } = await learning(pages, {}, context({ causal: leaseOf(other) }));
    expect(adapter).toBeDefined();
    expect(await summary(other)).toEqual({ lack: undefined, has: true });
  });

  test.each<[string, (bytes: Buffer) => Buffer]>([
    ['is cut short', (bytes) => bytes.subarray(0, -40)],
    ['has a number changed', (bytes) => Buffer.concat([bytes.subarray(0, -4), Buffer.from([1, 2, 3, 4])])],
    ['lies about a shape', (bytes) => Buffer.from(bytes.toString('latin1').replace('"shape":[8,32]', '"shape":[32,8]'), 'latin1')],
    ['is empty', () => Buffer.alloc(0)],
    ['says nothing of its origin', (bytes) => Buffer.from(bytes.toString('latin1').replace('"training"', '"straying"'), 'latin1')],
  ])('is not used where it %s, and that is said', async (_, change) => {
    await writeFile(adapterFile(out), change(await readFile(adapterFile(out))));
    expect(await ratings(await new WritersModel(out).of(model))).toEqual(await before());
    expect(await summary()).toEqual({ lack: 'damaged', has: false });
  });

  test('is not used where its layers are not those of the model', async () => {
    const found = await readAdapter(out);
    if (found.state !== 'ready') throw new Error('There is none.');
    const factors = new Map(found.adapter.factors);
    const [name, first] = [...factors][0] as [string, { shape: readonly [number, number]; values: Float32Array }];
    factors.set(name, { shape: [first.shape[0], first.shape[1] + 1], values: new Float32Array(first.shape[0] * (first.shape[1] + 1)) });
    await writeAdapter(out, { ...found.adapter, factors }, found.record);
    expect(await ratings(await new WritersModel(out).of(model))).toEqual(await before());
  });

  test('is whole when two windows learn the same workspace at once', async () => {
    await Promise.all([1, 2].map(() => learning(pages, { with: 'adapter', again: true })));
    expect((await readAdapter(out)).state).toBe('ready');
    expect(await summary()).toEqual({ lack: undefined, has: true });
  });
});

describe.runIf(canMakeDisks)('A disk that is full', () => {
  test('leaves the adapter that was there', async () => {
    const disk = await smallDisk(1024);
    try {
      const path = join(disk.folder, 'learned');
      await cp(trained, path, { recursive: true });
      const bytes = await readFile(adapterFile(path));
      disk.readOnly();
      await expect(learning(pages, { with: 'adapter', folder: path, again: true })).rejects.toMatchObject({ detail: { code: 'disk' } });
      expect(await readFile(adapterFile(path))).toEqual(bytes);
    } finally {
      await disk.remove();
    }
  });

  test('only keeps a training from going on later', async () => {
    const disk = await smallDisk(8);
    try {
      const { adapter } = await learning(pages, { with: 'adapter' }, context({ trainingFolder: join(disk.folder, 'training') }));
      expect(adapter?.isUsed).toBe(true);
    } finally {
      await disk.remove();
    }
  });
});
