import { expect, test } from 'vitest';
import { SecondRequest } from '../../../../src/sessions/completion/secondRequest.js';
import type { CaretText } from '../../../../src/writing/continuation/caretText.js';
import { caretAt } from '../../../util/caretAt.js';

/** For each request that the editor makes: whether it is the second one and not the writer's. */
async function requests(here: CaretText | undefined): Promise<boolean[]> {
  const taken: boolean[] = [];
  const second: SecondRequest = new SecondRequest({
    caret: () => here,
    trigger: () => {
      taken.push(second.take(), second.take());
      return Promise.resolve();
    },
  });
  await second.make(caretAt('It was |'));
  return [...taken, second.take()];
}

test('The editor asks once more where the writer still is; what comes after that is the writer', async () => {
  expect(await requests(caretAt('It was |'))).toEqual([true, false, false]);
});

test.each([
  ['written on', caretAt('It was l|')],
  ['gone to another document', caretAt('It was |', 'file:///other.md')],
  ['changed the text after the cursor', caretAt('It was | late')],
  ['gone to where nothing is completed', undefined],
])('The editor does not ask again where the writer has %s', async (_, here) => {
  expect(await requests(here)).toEqual([false]);
});

test('A trigger that fails leaves nothing behind', async () => {
  const second = new SecondRequest({ caret: () => caretAt('It was |'), trigger: () => Promise.reject(new Error('No editor.')) });
  await expect(second.make(caretAt('It was |'))).rejects.toThrow('No editor.');
  expect(second.take()).toBe(false);
});
