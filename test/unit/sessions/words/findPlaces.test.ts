import { expect, test } from 'vitest';
import { inEnglish } from '../../../../src/common/translate.js';
import { findPlaces, type WordEditor } from '../../../../src/sessions/words/findPlaces.js';
import { refusalText, type WordRefusal } from '../../../../src/sessions/words/refusals.js';
import { wordPlaces } from '../../../../src/sessions/words/wordPlaces.js';

const german = 'Der alte Turm stand am Meer, und der Wind ging durch die Fenster.';

/**
 * Asks for words in a text in which `|` is the cursor, or `|…|` the selection, whose end is the cursor.
 * @param helps how often the writer takes the help that a refusal offers
 */
async function ask(
  marked: string,
  helps: number,
  change: Partial<WordEditor> = {},
): Promise<{ found: readonly string[] | undefined; refusals: readonly WordRefusal[]; text: string; isEnabled: boolean }> {
  const [before = '', inside = '', after] = marked.split('|');
  const state = {
    text: before + inside + (after ?? ''),
    start: before.length,
    end: before.length + (after === undefined ? 0 : inside.length),
  };
  const refusals: WordRefusal[] = [];
  let isEnabled = false;
  const found = await findPlaces({
    language: 'markdown',
    readsOnlyEnglish: true,
    placesAt: (language, cursorOnly) =>
      wordPlaces({ text: state.text, start: 0 }, 'd', { start: cursorOnly ? state.end : state.start, end: state.end }, language),
    refuse: (refusal) => {
      refusals.push(refusal);
      return Promise.resolve(refusals.length <= helps);
    },
    insertGap: () => {
      state.text = `${state.text.slice(0, state.start)}[MASK]${state.text.slice(state.end)}`;
      state.start = state.end = state.start + 6;
      return Promise.resolve(true);
    },
    enableLanguage: () => {
      isEnabled = true;
      return Promise.resolve();
    },
    ...change,
  });
  return { found: found?.places.map(({ text }) => text), refusals, text: state.text, isEnabled };
}

test('Words are suggested for the word at the cursor and for a selection', async () => {
  expect(await ask('The old la|mp was out.', 0)).toMatchObject({ found: ['lamp'], refusals: [] });
  expect(await ask('The |old lamp| was out.', 0)).toMatchObject({ found: ['old lamp'], refusals: [] });
});

test('Where there is no word, a gap can be inserted', async () => {
  expect(await ask('The old. | Then.', 1)).toMatchObject({
    found: ['[MASK]'],
    refusals: ['no-missing-word'],
    text: 'The old. [MASK] Then.',
  });
  expect(await ask('The |, |lamp.', 1)).toMatchObject({ found: ['[MASK]'], refusals: ['no-word'] });
});

test('Where the document cannot be changed, no gap is looked for', async () => {
  expect(await ask('The old. | Then.', 9, { insertGap: () => Promise.resolve(false) })).toMatchObject({ refusals: ['no-missing-word'] });
});

test.each<[string, string, WordRefusal]>([
  ['of too many words', 'So |the old lamp was out| now.', 'too-many-words'],
  ['of several paragraphs', 'So the lamp.\n\n|It was\n\nout| now.', 'several-paragraphs'],
])('Instead of a selection %s, the word at the cursor can be used', async (_, marked, refusal) => {
  expect(await ask(marked, 1)).toMatchObject({ found: ['out'], refusals: [refusal] });
});

test('Code can be read as text', async () => {
  expect(await ask('See\n\n```\nlet the old la|mp burn\n```\n', 1)).toMatchObject({ found: ['lamp'], refusals: ['not-prose'] });
});

test('Text in another language than English is refused, unless the writer wants words or the model may know it', async () => {
  const [marked, found] = [german.replace('Wind', 'Wi|nd'), ['Wind']];
  expect(await ask(marked, 0)).toMatchObject({ found: undefined, refusals: ['foreign'] });
  expect(await ask(marked, 1)).toMatchObject({ found, refusals: ['foreign'] });
  expect(await ask(marked, 0, { readsOnlyEnglish: false })).toMatchObject({ found, refusals: [] });
});

test('Each decision holds for what is refused after it', async () => {
  const marked = `\`\`\`\n|${german}|\n\`\`\``;
  expect(await ask(marked.replace('.|', '|.'), 9)).toMatchObject({
    found: ['Fenster'],
    refusals: ['too-many-words', 'not-prose', 'foreign'],
  });
});

test('Where Cloze is off in a language, it can be enabled', async () => {
  expect(await ask('The la|mp.', 1, { language: undefined })).toMatchObject({
    found: undefined,
    refusals: ['language-off'],
    isEnabled: true,
  });
});

test('A writer who takes no help changes nothing', async () => {
  expect(await ask('The old. | Then.', 0)).toEqual({
    found: undefined,
    refusals: ['no-missing-word'],
    text: 'The old.  Then.',
    isEnabled: false,
  });
});

test.each<[WordRefusal, string]>([
  ['no-missing-word', 'Insert a Gap Here'],
  ['no-word', 'Insert a Gap Here'],
  ['too-many-words', 'Use the Word at the Cursor'],
  ['several-paragraphs', 'Use the Word at the Cursor'],
  ['not-prose', 'Read It as Text'],
  ['language-off', 'Enable for Markdown'],
  ['foreign', 'Suggest Anyway'],
])('A refusal says why, and what helps (%s)', (refusal, button) => {
  expect(refusalText(refusal, 'Markdown', inEnglish)).toMatchObject({ button, message: expect.stringMatching(/^[A-Z].+\.$/) as string });
});
