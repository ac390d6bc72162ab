import { expect, test } from 'vitest';
import type { Rank } from '../../../../../src/common/methods/method.js';
import { FairTurns } from '../../../../../src/engine/runtime/pool/fairTurns.js';

const callers = { a: { isFocused: false }, b: { isFocused: false }, f: { isFocused: true } };

/** In which order pieces of work have their turn; each is named by its caller. */
function order(rank: Rank, waiting: string): string {
  const turns = new FairTurns();
  const left = Array.from(waiting) as (keyof typeof callers)[];
  let done = '';
  while (left.length > 0) {
    const at = turns.take(
      rank,
      left.map((name) => callers[name]),
    );
    done += left.splice(at, 1).join('');
  }
  return done;
}

test.each<[string, Rank, string, string]>([
  ['one window has its work in its order', 'background', 'aaa', 'aaa'],
  ['two windows take turns, however much one of them asked for', 'background', 'aaaabb', 'ababaa'],
  ['three windows take turns', 'background', 'aaabbbff', 'fabfabab'],
  ['what the writer sees now comes first', 'interactive', 'aabbff', 'ffabab'],
  ['so does what is prepared where the writer is', 'preparation', 'afbf', 'ffab'],
])('%s', (_, rank, waiting, expected) => {
  expect(order(rank, waiting)).toBe(expected);
});
