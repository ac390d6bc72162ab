import { expect, test } from 'vitest';
import type { Token } from '../../../../src/engine/tokenizer/token.js';
import { localStepMask, stepMask } from '../../../../src/engine/runtime/stepMask.js';
import { root, TokenTree } from '../../../../src/engine/runtime/tokenTree.js';

/** One row a token: what it sees of the cache's slots, then of the step's tokens. */
function picture(mask: Float32Array, rows: number): string[] {
  const width = mask.length / rows;
  return Array.from({ length: rows }, (_, row) =>
    [...mask.subarray(row * width, (row + 1) * width)].map((value) => (value === 0 ? 'o' : '.')).join(''),
  );
}

test('each token of a step sees its ancestors in the cache and in the step, and itself', () => {
  const tree = new TokenTree();
  tree.startEpoch();
  tree.reserve(4, 1, 4, 4);
  const first = tree.add(root, 1 as Token);
  const left = tree.add(first, 2 as Token);
  const right = tree.add(first, 3 as Token);
  const step = [{ base: left }, { base: left, after: 0 }, { base: right }, { base: root }];
  expect(picture(stepMask(tree, step, 4), 4)).toEqual([
    'oo..' + 'o...', //
    'oo..' + 'oo..',
    'o.o.' + '..o.',
    '....' + '...o',
  ]);
});

test('where layers have a window, a token sees itself and its nearest ancestors', () => {
  const tree = new TokenTree();
  tree.startEpoch();
  tree.reserve(4, 1, 4, 4);
  const first = tree.add(root, 1 as Token);
  const second = tree.add(first, 2 as Token);
  const step = [{ base: second }, { base: second, after: 0 }, { base: second, after: 1 }, { base: first }];
  expect(picture(localStepMask(tree, step, 4, 3), 4)).toEqual([
    'oo..' + 'o...', //
    '.o..' + 'oo..',
    '....' + 'ooo.',
    'o...' + '...o',
  ]);
});
