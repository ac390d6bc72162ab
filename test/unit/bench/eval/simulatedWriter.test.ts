import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { judge, simulateWriter, startOfWriting, type Suggest } from '../../../../bench/eval/simulatedWriter.js';

const ten = 'One two three four five six seven eight nine ten';

/** Shows a fixed ghost text at each place, numbered in the order in which they come up. */
function suggestions(at: Readonly<Record<string, string>>): Suggest {
  let id = 0;
  return (before) => {
    const text = at[before.slice(ten.length)];
    return Promise.resolve(text === undefined ? undefined : { id: id++, text });
  };
}

describe('what the writer does with a ghost text', () => {
  test.each([
    [' went home', ' went home again', 'whole', 10],
    [' went out', ' went home', 'first-word', 5],
    [' walked', ' went home', 'wrong', 0],
    [' went.', ' went', 'first-word', 5],
    ['', ' went', 'wrong', 0],
  ])('%j before %j: %s', (ghost, rest, outcome, taken) => {
    expect(judge(ghost, rest)).toEqual({ outcome, taken });
  });
});

describe('the writer', () => {
  test.each([
    [ten, undefined],
    [`${ten}  \n`, undefined],
    [`${ten} more`, ten.length],
    [`  ${ten}\nmore`, ten.length + 2],
    ['', undefined],
  ])('starts after ten words of %j', (text, start) => {
    expect(startOfWriting(text)).toBe(start);
  });

  test.each([
    ['types each character where nothing is shown', ' a 😀.', {}, 5, 5, []],
    ['takes the whole with one key', ' went home.', { '': ' went home' }, 11, 2, ['whole']],
    ['takes the first word, then types on', ' went home.', { '': ' went out' }, 11, 7, ['first-word']],
    ['types past a wrong one', ' went', { '': ' walked', ' w': 'ent' }, 5, 3, ['wrong', 'whole']],
  ])('%s', async (_, rest, at, characters, keys, outcomes) => {
    const result = await simulateWriter(ten + rest, suggestions(at));
    expect({ ...result, outcomes: [...(result?.outcomes.values() ?? [])] }).toEqual({ characters, keys, outcomes });
  });

  test('counts a suggestion once however long it is shown', async () => {
    const result = await simulateWriter(`${ten} they`, (before) =>
      Promise.resolve({ id: 1, text: ' there is'.slice(before.length - ten.length) || 'x' }),
    );
    expect(result?.outcomes).toEqual(new Map([[1, 'wrong']]));
  });

  test('never presses more keys than there are characters, and produces the text', async () => {
    const word = fc.constantFrom(' a', ' be', ', see', '😀', '\n\nÉt', '.');
    await fc.assert(
      fc.asyncProperty(fc.array(word, { minLength: 1, maxLength: 12 }), fc.array(word, { maxLength: 3 }), async (words, ghost) => {
        const text = `${ten} x${words.join('')}`;
        const seen: string[] = [];
        const result = await simulateWriter(text, (before) => {
          seen.push(before);
          return Promise.resolve({ id: seen.length, text: ghost.join('') });
        });
        expect(result?.keys).toBe(seen.length);
        expect(result?.keys).toBeLessThanOrEqual(result?.characters ?? 0);
        expect(seen.every((before, i) => text.startsWith(before) && before.length > (seen[i - 1]?.length ?? -1))).toBe(true);
      }),
    );
  });
});
