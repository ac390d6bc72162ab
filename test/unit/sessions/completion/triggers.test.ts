import { describe, expect, test } from 'vitest';
import { neverCancelled } from '../../../../src/common/cancellation.js';
import type { Query } from '../../../../src/sessions/completion/completionSession.js';
import { CompletionTriggers, type Trigger, triggerObstacle } from '../../../../src/sessions/completion/triggers.js';
import type { CacheHit } from '../../../../src/writing/continuation/suggestionCache.js';
import { queryAt } from './marked.js';

const german = 'Der alte Turm stand am Meer, und der Wind ging durch die Fenster, als er die Treppe nach oben stieg.|';

/** What comes of a trigger in a text with a cursor at `|`: the texts of the items, what the session was asked, what the writer is told. */
async function outcome(
  trigger: Partial<Trigger>,
  marked = 'It was |',
  texts: readonly string[] = ['late.'],
): Promise<{ items: readonly string[] | undefined; asked: readonly Query[]; told: readonly string[] }> {
  const asked: Query[] = [];
  const suggest = (query: Query): Promise<CacheHit> => {
    asked.push(query);
    const choices = texts.map((text) => ({ text, rest: text, chance: 1 }));
    return Promise.resolve({ entry: { caret: query.caret, explicit: query.explicit, choices }, typed: '', choices, consumed: false });
  };
  const told: string[] = [];
  const place = queryAt(marked);
  const items = await new CompletionTriggers({ suggest }).itemsFor(
    {
      explicit: false,
      isPaused: false,
      cursors: () => [{ before: 'It was ', after: '', hasSelection: false }],
      place: () => place,
      preferences: place.preferences,
      knowsOnlyEnglish: true,
      ...trigger,
    },
    { nothingFound: (reason) => told.push(reason), onlyEnglish: () => told.push('only English') },
    neverCancelled,
  );
  return { items: items?.map(({ text }) => text), asked, told };
}

const selected = [{ before: 'It ', after: '', hasSelection: true }];
const different = [
  { before: 'It was ', after: '', hasSelection: false },
  { before: 'She is ', after: '', hasSelection: false },
];

describe('While a person writes', () => {
  test('the session is asked with what they prefer', async () => {
    const { items, asked, told } = await outcome({});
    expect({ items, told }).toEqual({ items: ['late.'], told: [] });
    expect(asked).toMatchObject([{ explicit: false, preferences: { quietness: 'balanced' }, caret: { before: 'It was ' } }]);
  });

  const silent: [title: string, trigger: Partial<Trigger>][] = [
    ['while the document is paused', { isPaused: true }],
    ['where text is selected', { cursors: () => selected }],
    ['at cursors in different texts', { cursors: () => different }],
    ['in code', { place: () => 'code' }],
    ['where the selected item of the list of suggestions ends elsewhere', { selected: 'elsewhere' }],
  ];
  test.each(silent)('nothing is asked or said %s', async (_, trigger) => {
    expect(await outcome(trigger)).toEqual({ items: undefined, asked: [], told: [] });
  });

  test('at cursors in the same text the session is asked', async () => {
    expect(
      (await outcome({ cursors: () => [...selected, ...selected].map((each) => ({ ...each, hasSelection: false })) })).asked,
    ).toHaveLength(1);
  });

  test('nothing is said where nothing fits', async () => {
    expect(await outcome({}, 'It was |', [])).toMatchObject({ items: [], told: [] });
  });
});

describe('A person who triggers a completion', () => {
  test('gets one in a paused document', async () => {
    expect(await outcome({ explicit: true, isPaused: true })).toMatchObject({ items: ['late.'], told: [] });
  });

  const reasons: [title: string, trigger: Partial<Trigger>, told: string][] = [
    ['text is selected', { cursors: () => selected }, 'selection'],
    ['the cursors differ', { cursors: () => different }, 'several-cursors'],
    ['the cursor is in a table', { place: () => 'table' }, 'table'],
    ['the language is off', { place: () => 'language-off' }, 'language-off'],
  ];
  test.each(reasons)('is told that %s', async (_, trigger, reason) => {
    expect(await outcome({ ...trigger, explicit: true })).toEqual({ items: undefined, asked: [], told: [reason] });
  });

  test('is told that nothing fits, or that there is nothing to continue', async () => {
    expect((await outcome({ explicit: true }, 'It was |', [])).told).toEqual(['no-idea']);
    expect((await outcome({ explicit: true }, ' \n|', [])).told).toEqual(['nothing-before']);
  });
});

describe('In another language than English', () => {
  test('a model that knows only English suggests nothing by itself, which is said once in a window', async () => {
    let told = 0;
    const triggers = new CompletionTriggers({ suggest: () => expect.unreachable('The session was asked.') });
    const place = queryAt(german);
    const trigger = { ...place, isPaused: false, cursors: () => [], place: () => place, knowsOnlyEnglish: true };
    const messages = { nothingFound: () => expect.unreachable(), onlyEnglish: () => void (told += 1) };
    for (let key = 0; key < 2; key++) expect(await triggers.itemsFor(trigger, messages, neverCancelled)).toBeUndefined();
    expect(told).toBe(1);
  });

  test('it does where the writer asks, with the same notice', async () => {
    expect(await outcome({ explicit: true }, german)).toMatchObject({ items: ['late.'], told: ['only English'] });
  });

  test('another model suggests', async () => {
    expect(await outcome({ knowsOnlyEnglish: false }, german)).toMatchObject({ items: ['late.'], told: [] });
  });
});

test.each([
  ['Cloze is off', { isOn: false, isShown: false }, 'off'],
  ['the editor shows no completions', { isShown: false, isLanguageOn: false }, 'not-shown'],
  ['the language is off', { isLanguageOn: false, hasSelection: true }, 'language-off'],
  ['text is selected', { hasSelection: true }, 'selection'],
  ['nothing stands against it', {}, undefined],
])('The command for a completion knows when %s', (_, conditions, obstacle) => {
  expect(triggerObstacle({ isOn: true, isShown: true, isLanguageOn: true, hasSelection: false, ...conditions })).toBe(obstacle);
});
