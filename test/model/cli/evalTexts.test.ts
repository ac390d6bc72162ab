import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TestTerminal } from '../../unit/cli/testTerminal.js';
import { cloze } from './clozeCommand.js';

const story = 'Once upon a time, there was a little girl who lived in a small house in the middle of the forest.';
const guide = 'To install the package, open a terminal window and type the following command, then press Enter.';

interface Report {
  readonly rows: number;
  readonly metrics: Record<string, number>;
  readonly groups: Record<string, Record<string, number>>;
  readonly skipped: readonly { readonly line: number; readonly reason: string }[];
}

let folder: string;
let set: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'cloze-eval-'));
  set = path.join(folder, 'set.jsonl');
  const rows = [{ group: 'fiction', text: story }, { group: 'docs', text: guide }, { group: 'docs' }];
  await writeFile(set, `\ufeff${rows.map((row) => JSON.stringify(row)).join('\r\n')}\r\n`);
  await mkdir(path.join(folder, 'all', 'prose'), { recursive: true });
  for (const name of ['lm', 'keystrokes']) await writeFile(path.join(folder, 'all', 'prose', `${name}.jsonl`), await readFile(set));
});
afterAll(() => rm(folder, { recursive: true }));

describe('eval lm', () => {
  test('agrees with the surprisal of the same text, in each group and over all', async () => {
    const { code, json } = await cloze(['eval', 'lm', set, '--json']);
    const report = json as Report;
    const bitsPerByte = async (text: string): Promise<number> =>
      ((await cloze(['surprisal', '--text', text, '--json'])).json as { bitsPerByte: number }).bitsPerByte;
    const [first, second] = [await bitsPerByte(story), await bitsPerByte(guide)];
    expect(code).toBe(0);
    expect(Object.keys(report)).toEqual(['kind', 'rows', 'seconds', 'model', 'metrics', 'groups', 'skipped']);
    expect(report).toMatchObject({
      kind: 'lm',
      rows: 2,
      model: 'smollm2-135m-instruct',
      skipped: [{ line: 3, reason: 'The row has no "text".' }],
    });
    expect(report.groups.fiction?.bitsPerByte).toBeCloseTo(first, 4);
    expect(report.groups.docs?.bitsPerByte).toBeCloseTo(second, 4);
    expect(report.metrics.bitsPerByte).toBeCloseTo((first * story.length + second * guide.length) / (story.length + guide.length), 4);
  });

  test('rates no more than the first 512 tokens', async () => {
    const start = `${guide} `.repeat(40);
    const rate = async (text: string): Promise<unknown> => {
      const terminal = new TestTerminal();
      terminal.input = Buffer.from(JSON.stringify({ text }));
      return ((await cloze(['eval', 'lm', '-', '--json'], terminal)).json as Report).metrics;
    };
    expect(await rate(start + story)).toEqual(await rate(start + guide));
  });

  test('finds the set in a folder, and stops at the limit', async () => {
    expect((await cloze(['eval', 'lm', path.join(folder, 'all'), '--limit', '1', '--json'])).json).toMatchObject({
      rows: 1,
      groups: { fiction: {} },
    });
  });

  test('stops within a row when the person presses Ctrl+C', async () => {
    const terminal = new TestTerminal();
    terminal.showsProgress = true;
    terminal.writeMessage = (text) => {
      terminal.messages += text;
      if (text.includes('Text 1 of 2')) terminal.source.cancel();
    };
    expect(await cloze(['eval', 'lm', set], terminal)).toMatchObject({ code: 130, output: '' });
  });

  test.each([
    ['nowhere.jsonl', 'nowhere.jsonl does not exist.'],
    ['src', 'src is a folder without lm.jsonl'],
    ['package.json', 'has no row for this evaluation. Line 1: The line is not JSON.'],
  ])('refuses %s in plain words', async (operand, message) => {
    const { code, messages } = await cloze(['eval', 'lm', operand]);
    expect(messages).toContain(message);
    expect(code).toBe(2);
  });
});

describe('eval keystrokes', () => {
  test('lets a writer take ghost text, and writes down what became of each', async () => {
    const features = path.join(folder, 'features.jsonl');
    const { json } = await cloze([
      'eval',
      'keystrokes',
      path.join(folder, 'all'),
      '--quietness',
      'eager',
      '--features',
      features,
      '--json',
    ]);
    const { rows, metrics, groups, skipped } = json as Report;
    expect({ rows, groups: Object.keys(groups), skipped: skipped.length }).toEqual({ rows: 2, groups: ['docs', 'fiction'], skipped: 1 });
    const { saved = 0, acceptance = 0, wrongFromFirstWord = 0, shownPer100Keys = 0, p50Ms = 0, p95Ms = 0, modelKeys = 0 } = metrics;
    expect(saved).toBeGreaterThan(0);
    expect(acceptance + wrongFromFirstWord).toBeCloseTo(1);
    expect(p95Ms).toBeGreaterThanOrEqual(p50Ms);

    const lines = (await readFile(features, 'utf8')).trim().split('\n');
    const log = lines.map((line) => JSON.parse(line) as { row: number; outcome: string; features: object });
    const keys = (100 * log.length) / shownPer100Keys;
    expect(keys).toBeCloseTo(Math.round(keys), 6);
    expect(modelKeys).toBeLessThanOrEqual(Math.round(keys));
    expect(new Set(log.map(({ row }) => row))).toEqual(new Set([0, 1]));
    expect(log.every((line) => ['whole', 'first-word', 'wrong'].includes(line.outcome) && 'firstWordLogit' in line.features)).toBe(true);
  });

  test('shows less when it is to be quiet', async () => {
    const shown = async (quietness: string): Promise<number> => {
      const { json } = await cloze(['eval', 'keystrokes', set, '--quietness', quietness, '--json']);
      return (json as Report).metrics.shownPer100Keys ?? NaN;
    };
    expect(await shown('quiet')).toBeLessThan(await shown('all'));
  });
});
