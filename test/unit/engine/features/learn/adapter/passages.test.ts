import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { passagesToLearn } from '../../../../../../src/engine/features/learn/adapter/passagesToLearn.js';
import { PassageStates } from '../../../../../../src/engine/features/learn/adapter/passageStates.js';
import type { Token } from '../../../../../../src/engine/tokenizer/token.js';

const separator = 60_000;
const start = 7 as Token;

/** Texts of so many tokens, a separator after each. */
function texts(...lengths: readonly number[]): Uint16Array {
  return Uint16Array.from(lengths.flatMap((length) => [...Array.from({ length }, (_, at) => at % 1000), separator]));
}

describe('The passages that a style is learned from', () => {
  test.each<[string, readonly number[], readonly number[]]>([
    ['are as long as a step takes', [600], [256, 256, 91]],
    ['never go from one text into the next', [100, 300], [101, 256, 46]],
    ['leave out ends that are too short to teach', [260, 10], [256]],
    ['are none of nothing', [], []],
  ])('%s', (_, lengths, expected) => {
    const passages = passagesToLearn(texts(...lengths), separator, start, 2048);
    expect(passages.map(({ length }) => length)).toEqual(expected);
    expect(passages.every(([first, ...rest]) => first === start && !rest.includes(separator as Token))).toBe(true);
  });

  test('are no longer than the context of the model', () => {
    expect(passagesToLearn(texts(200), separator, start, 64).map(({ length }) => length)).toEqual([64, 64, 64]);
  });

  test('are spread evenly over a manuscript of 40 MB, and no more than the disk has room for', () => {
    const tokens = new Uint16Array(10_000_000).map((_, at) => Math.floor(at / 1000));
    const passages = passagesToLearn(tokens, separator, start, 2048);
    expect(passages).toHaveLength(512);
    expect(passages.at(-1)?.[1]).toBeGreaterThan(9900);
    expect(passages[256]?.[1]).toBeCloseTo(5000, -2);
  });
});

test('What the lower layers make of passages is read once, lies on the disk where memory is not enough, and is gone after', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'cloze-states-'));
  const states = new PassageStates(join(folder, 'training'), 40);
  const made: number[] = [];
  const of = (passage: number): Promise<Float32Array> =>
    states.of(passage, () => {
      made.push(passage);
      return Promise.resolve(new Float32Array(5).fill(passage));
    });
  for (const passage of [1, 2, 3, 4, 3, 2, 1, 4]) expect([...(await of(passage))]).toEqual(Array(5).fill(passage));
  expect(made).toEqual([1, 2, 3, 4]);
  expect(await readdir(join(folder, 'training'))).toHaveLength(1);
  await states.dispose();
  expect(await readdir(join(folder, 'training'))).toEqual([]);
  await rm(folder, { recursive: true });
});
