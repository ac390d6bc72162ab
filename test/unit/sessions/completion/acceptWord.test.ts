import { expect, test } from 'vitest';
import { acceptWord } from '../../../../src/sessions/completion/acceptWord.js';
import type { OpenChoice } from '../../../../src/writing/continuation/suggestionCache.js';
import { caretAt } from '../../../util/caretAt.js';

/**
 * Accepts a word of what an editor shows.
 * @param choices what the session has for the cursor
 * @param inserts what the editor inserts when it accepts its next word, or all of the completion that it shows
 */
async function accepted(
  choices: readonly string[],
  inserts: { readonly nextWord?: string; readonly all?: string },
  isOneCursor = true,
): Promise<{ text: string; preferred: readonly string[]; isShownAgain: boolean; edits: number }> {
  const state = { text: '', preferred: [] as string[], isShownAgain: false, edits: 0 };
  const open = choices.map((rest): OpenChoice => ({ text: rest, rest, chance: 1 }));
  const insert = (text = ''): Promise<string> => {
    state.text = text;
    return Promise.resolve(text);
  };
  const edit = (text: string): Promise<void> => {
    state.text = text;
    state.edits += 1;
    return Promise.resolve();
  };
  await acceptWord(
    { choicesAt: () => open, prefer: (_, { text }) => state.preferred.push(text) },
    {
      caret: isOneCursor ? caretAt('She |') : undefined,
      acceptNextWord: () => insert(inserts.nextWord),
      accept: () => insert(inserts.all),
      extendInserted: (text) => edit(state.text + text),
      cutInserted: (length) => edit(state.text.slice(0, length)),
      trigger: () => {
        state.isShownAgain = true;
        return Promise.resolve();
      },
    },
  );
  return state;
}

test.each([
  ['the space and the word that the editor accepts one after the other', [' quickly ran'], ' ', ' quickly'],
  ['the word alone where the editor accepts more', ['ran. Then'], 'ran. ', 'ran'],
  ['the word with the signs before it', [', and so'], ',', ', and'],
])('Accepting a word inserts %s', async (_, choices, nextWord, text) => {
  expect(await accepted(choices, { nextWord })).toMatchObject({ text, isShownAgain: false });
});

test('Accepting a word changes nothing where the editor inserts just that', async () => {
  expect(await accepted(['ran away'], { nextWord: 'ran' })).toEqual({ text: 'ran', preferred: [], isShownAgain: false, edits: 0 });
});

test('Of several completions the one that is shown goes on after its first word', async () => {
  expect(await accepted(['ran away', 'walked home'], { all: 'walked home' })).toEqual({
    text: 'walked',
    preferred: ['walked home'],
    isShownAgain: true,
    edits: 1,
  });
});

test('A completion of several lines is found again in a document with the line ends of Windows', async () => {
  const { text, preferred } = await accepted(['ran.\nThen', 'walked'], { all: 'ran.\r\nThen' });
  expect({ text, preferred }).toEqual({ text: 'ran', preferred: ['ran.\nThen'] });
});

test.each([
  ['there is no completion of Cloze', [], true],
  ['there are several cursors', ['ran away'], false],
])('Where %s, the editor accepts its next word as it does by itself', async (_, choices, isOneCursor) => {
  expect(await accepted(choices, { nextWord: ' ' }, isOneCursor)).toMatchObject({ text: ' ', edits: 0, isShownAgain: false });
});

test('Where the editor inserts nothing, nothing changes', async () => {
  expect(await accepted(['ran away', 'walked'], { all: '' })).toEqual({ text: '', preferred: [], isShownAgain: false, edits: 0 });
});
