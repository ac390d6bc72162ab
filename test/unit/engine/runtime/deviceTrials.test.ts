import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { chooseDevice } from '../../../../src/engine/runtime/device/chooseDevice.js';
import { forgetFailures, remembered } from '../../../../src/engine/runtime/device/deviceTrials.js';
import type { TrialAnswer } from '../../../../src/engine/runtime/device/tryDevice.js';

const fast: TrialAnswer = { report: { numbers: 'float16', tokensAtOnce: 128, meanDifference: 0.01, deviceMs: 0.1, cpuMs: 0.3 } };
const slow: TrialAnswer = { report: { numbers: 'float16', tokensAtOnce: 128, meanDifference: 0.01, deviceMs: 0.3, cpuMs: 0.3 } };

describe('A trial of a device', () => {
  const day = 24 * 3600 * 1000;
  let folder: string;
  let trials = 0;
  const attempt = (): Promise<TrialAnswer> => {
    trials++;
    return Promise.resolve(fast);
  };
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cloze-test-'));
    trials = 0;
    forgetFailures();
  });
  afterEach(() => rm(folder, { recursive: true }));

  test('is remembered for each question, as long as the driver and the version that the question names are the same', async () => {
    await remembered(folder, 'driver 1', attempt, 0);
    await remembered(folder, 'driver 1', attempt, 100 * day);
    expect(trials).toBe(1);
    await remembered(folder, 'driver 2', attempt, 100 * day);
    expect(trials).toBe(2);
    expect(await readdir(folder)).toEqual(['device-trials.json']);
  });

  test.each(['its driver did not answer in time', 'No supported adapters'])(
    'that failed ("%s") is made once in a process, and again at the next start',
    async (failure) => {
      const fail = (): Promise<TrialAnswer> => {
        trials++;
        return Promise.resolve({ failure });
      };
      expect(await remembered(folder, 'a', fail, 0)).toEqual({ failure });
      expect(await remembered(folder, 'a', attempt, 1)).toEqual({ failure });
      expect(trials).toBe(1);
      expect(await readdir(folder)).toEqual([]);
      forgetFailures();
      expect(await remembered(folder, 'a', attempt, 2)).toEqual(fast);
    },
  );

  test('is made anew when its file is damaged', async () => {
    await writeFile(join(folder, 'device-trials.json'), '{"a": ');
    expect(await remembered(folder, 'a', attempt, 0)).toEqual(fast);
    expect(trials).toBe(1);
  });

  test('counts also where its result cannot be written', async () => {
    await writeFile(join(folder, 'file'), '');
    expect(await remembered(join(folder, 'file', 'below'), 'a', attempt, 0)).toEqual(fast);
  });

  const good = { at: 1000, report: slow.report };
  test.each([
    ['no object', 'null'],
    ['a list', '[1]'],
    ['a trial that is null', '{"a":null}'],
    ['a trial without a report', '{"a":{"at":1000}}'],
    ['a report that is a number', '{"a":{"at":1000,"report":5}}'],
    ['a report that says nothing', '{"a":{"at":1000,"report":{}}}'],
    ['a report without times', '{"a":{"at":1000,"report":{"numbers":"float16","meanDifference":0}}}'],
    ['a report of other numbers', JSON.stringify({ a: { at: 1000, report: { ...slow.report, numbers: 'float8' } } })],
    ['a time of zero', JSON.stringify({ a: { at: 1000, report: { ...slow.report, deviceMs: 0 } } })],
    ['a time below zero', JSON.stringify({ a: { at: 1000, report: { ...slow.report, deviceMs: -1 } } })],
    ['a failure of an earlier version', '{"a":{"at":1000,"answer":{"failure":"busy"}}}'],
    ['a date that is a text', JSON.stringify({ a: { ...good, at: 'soon' } })],
    ['a date in the future', JSON.stringify({ a: { ...good, at: 1e15 } })],
    ['a date that is too old', JSON.stringify({ a: { ...good, at: -1e12 } })],
    ['a date before all dates', JSON.stringify({ a: { ...good, at: -1 } })],
  ])('is made again where the file holds %s, and the file is written again', async (_, text) => {
    await writeFile(join(folder, 'device-trials.json'), text);
    expect(await remembered(folder, 'a', attempt, 2000)).toEqual(fast);
    expect(JSON.parse(await readFile(join(folder, 'device-trials.json'), 'utf8'))).toEqual({ a: { at: 2000, report: fast.report } });
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
    const broken: TrialAnswer = { report: { numbers: 'float16', tokensAtOnce: 128, meanDifference: NaN, deviceMs: 0.1, cpuMs: 0.3 } };
    await remembered(folder, 'a', () => Promise.resolve(broken), 1000);
    const again = await chooseDevice('webgpu', { platform: 'linux', arch: 'x64' }, () => remembered(folder, 'a', attempt, 2000));
    expect(again.note).toContain('computed wrong results');
    expect(trials).toBe(0);
  });
});
