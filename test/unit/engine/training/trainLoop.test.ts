import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { train, type TrainingRun } from '../../../../src/engine/training/trainLoop.js';
import { TrainingStore } from '../../../../src/engine/training/trainingStore.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cloze-loop-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** The square of the distance from (3, −2), with a loss that is no number in some steps. */
function runOf(values: Float32Array, change: Partial<TrainingRun> = {}, badFrom = Infinity): TrainingRun {
  return {
    parameters: new Map([['x', values]]),
    steps: 200,
    rate: 0.1,
    warmUp: 0.1,
    decay: 0,
    longestGradient: 10,
    rateFactor: () => 1,
    step(at) {
      const [x = 0, y = 0] = values;
      const loss = at >= badFrom ? NaN : (x - 3) ** 2 + (y + 2) ** 2;
      return Promise.resolve({ loss, gradients: new Map([['x', Float32Array.of(2 * (x - 3), 2 * (y + 2))]]) });
    },
    report: () => undefined,
    ...change,
  };
}

function floatBytes(value: number): Uint8Array {
  return new Uint8Array(Float32Array.of(value).buffer);
}

describe('Training', () => {
  test('finds what makes the loss small', async () => {
    const values = new Float32Array(2);
    const { diverged, losses } = await train(runOf(values));
    expect(diverged).toBe(false);
    expect(losses).toHaveLength(200);
    expect([...values].map((value) => Math.round(value * 100) / 100)).toEqual([3, -2]);
  });

  test('stops where the loss is no number, and keeps the last good state', async () => {
    const states: number[][] = [];
    const values = new Float32Array(2);
    const end = await train(runOf(values, { report: () => states.push([...values]) }, 20));
    expect(end).toMatchObject({ steps: 20, diverged: true });
    // The state after 19 steps is the last whose loss was known.
    expect([...values]).toEqual(states[18]);
  });

  test('goes on from the state on the disk after it was ended in any step', async () => {
    const whole = new Float32Array(2);
    await train(runOf(whole));
    const ended = new Float32Array(2);
    const step = (at: number): ReturnType<TrainingRun['step']> => (at === 57 ? Promise.reject(new Error('killed')) : runOf(ended).step(at));
    await expect(train(runOf(ended, { store: new TrainingStore(join(folder, 's')), step }))).rejects.toThrow('killed');
    const values = new Float32Array(2);
    const steps: number[] = [];
    await train(runOf(values, { store: new TrainingStore(join(folder, 's')), report: (done) => steps.push(done) }));
    expect(steps[0]).toBe(51);
    expect(values).toEqual(whole);
  });

  test.each([
    ['cut off', (bytes: Buffer) => bytes.subarray(0, bytes.length - 3)],
    ['of another training', (bytes: Buffer) => Buffer.from(bytes.toString('latin1').replaceAll('value.x', 'value.y'), 'latin1')],
    ['made of what is no number', (bytes: Buffer) => Buffer.concat([bytes.subarray(0, -4), floatBytes(NaN)])],
    ['no such file at all', () => Buffer.from('hello')],
  ])('begins again where the state on the disk is %s', async (_, damaged) => {
    const path = join(folder, 's');
    await train(runOf(new Float32Array(2), { store: new TrainingStore(path) }));
    await writeFile(path, damaged(await readFile(path)));
    const steps: number[] = [];
    await train(runOf(new Float32Array(2), { store: new TrainingStore(path), report: (done) => steps.push(done) }));
    expect(steps[0]).toBe(1);
  });

  test('goes on without a state where the disk takes none, and says so once', async () => {
    await writeFile(join(folder, 'taken'), '');
    const said: string[] = [];
    const store = new TrainingStore(join(folder, 'taken', 's'), (_level, message) => said.push(message));
    expect((await train(runOf(new Float32Array(2), { store }))).steps).toBe(200);
    expect(said).toEqual([expect.stringContaining('could not be written')]);
  });
});
