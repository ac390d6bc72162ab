import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { chooseDevice } from '../../../../src/engine/runtime/device/chooseDevice.js';
import { remembered } from '../../../../src/engine/runtime/device/deviceTrials.js';
import type { ProbeAnswer } from '../../../../src/engine/runtime/device/tryDevice.js';

const fast: ProbeAnswer = { report: { largestDifference: 0.01, deviceMs: 0.1, cpuMs: 0.3 } };
const slow: ProbeAnswer = { report: { largestDifference: 0.01, deviceMs: 0.3, cpuMs: 0.3 } };

describe('A trial of a device', () => {
  const week = 7 * 24 * 3600 * 1000;
  let folder: string;
  let trials = 0;
  const attempt = (): Promise<ProbeAnswer> => {
    trials++;
    return Promise.resolve(fast);
  };
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cloze-test-'));
    trials = 0;
  });
  afterEach(() => rm(folder, { recursive: true }));

  test('is remembered for a week, for each question', async () => {
    await remembered(folder, 'a', attempt, 0);
    await remembered(folder, 'a', attempt, week - 1);
    expect(trials).toBe(1);
    await remembered(folder, 'b', attempt, 0);
    await remembered(folder, 'a', attempt, week);
    expect(trials).toBe(3);
    expect(await readdir(folder)).toEqual(['device-trials.json']);
  });

  test('is made anew when its file is damaged', async () => {
    await writeFile(join(folder, 'device-trials.json'), '{"a": ');
    expect(await remembered(folder, 'a', attempt, 0)).toEqual(fast);
    expect(trials).toBe(1);
  });

  test('counts also where its result cannot be written', async () => {
    await writeFile(join(folder, 'file'), '');
    expect(await remembered(join(folder, 'file', 'below'), 'a', attempt, 0)).toEqual(fast);
  });

  const good = { at: 1000, answer: slow };
  test.each([
    ['no object', 'null'],
    ['a list', '[1]'],
    ['a trial that is null', '{"a":null}'],
    ['a trial without an answer', '{"a":{"at":1000}}'],
    ['an answer that is a number', '{"a":{"at":1000,"answer":5}}'],
    ['an answer that says nothing', '{"a":{"at":1000,"answer":{}}}'],
    ['a report that is a text', '{"a":{"at":1000,"answer":{"report":"fast"}}}'],
    ['a report without times', '{"a":{"at":1000,"answer":{"report":{"largestDifference":0}}}}'],
    ['a time of zero', JSON.stringify({ a: { at: 1000, answer: { report: { ...slow.report, deviceMs: 0 } } } })],
    ['a time below zero', JSON.stringify({ a: { at: 1000, answer: { report: { ...slow.report, deviceMs: -1 } } } })],
    ['a failure that is no text', '{"a":{"at":1000,"answer":{"failure":{"a":1}}}}'],
    ['a date that is a text', JSON.stringify({ a: { ...good, at: 'soon' } })],
    ['a date in the future', JSON.stringify({ a: { ...good, at: 1e15 } })],
    ['a date that is too old', JSON.stringify({ a: { ...good, at: -1e12 } })],
    ['a date before all dates', JSON.stringify({ a: { ...good, at: -1 } })],
  ])('is made again where the file holds %s, and the file is written again', async (_, text) => {
    await writeFile(join(folder, 'device-trials.json'), text);
    expect(await remembered(folder, 'a', attempt, 2000)).toEqual(fast);
    expect(JSON.parse(await readFile(join(folder, 'device-trials.json'), 'utf8'))).toEqual({ a: { at: 2000, answer: fast } });
    await remembered(folder, 'a', attempt, 3000);
    expect(trials).toBe(1);
  });

  test('that still holds stays beside one that is no trial', async () => {
    await writeFile(join(folder, 'device-trials.json'), JSON.stringify({ a: good, b: { at: 'soon' } }));
    await remembered(folder, 'b', attempt, 2000);
    expect(await remembered(folder, 'a', attempt, 2000)).toEqual(slow);
    expect(trials).toBe(1);
  });

  test('whose results were no numbers stays one that went wrong', async () => {
    const broken: ProbeAnswer = { report: { largestDifference: NaN, deviceMs: 0.1, cpuMs: 0.3 } };
    await remembered(folder, 'a', () => Promise.resolve(broken), 1000);
    const again = await chooseDevice('webgpu', () => remembered(folder, 'a', attempt, 2000));
    expect(again.note).toContain('computed wrong results');
    expect(trials).toBe(0);
  });
});
