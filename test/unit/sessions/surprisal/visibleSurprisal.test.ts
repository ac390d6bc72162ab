import { beforeEach, describe, expect, test } from 'vitest';
import type { SurprisalResult } from '../../../../src/common/methods/scoring.js';
import { SurprisalRatings } from '../../../../src/sessions/surprisal/surprisalRatings.js';
import { isSurprisalHidden, VisibleSurprisal } from '../../../../src/sessions/surprisal/visibleSurprisal.js';
import { visiblePieces } from '../../../../src/writing/surprisal/paragraphs.js';
import { FakeClock } from '../../../util/fakeClock.js';

/** Longer than any wait. */
const rest = 1000;

interface Editor {
  readonly document: string;
  /** What is marked now. */
  marked: readonly string[];
}

let texts: Map<string, string>;
let hidden: Set<string>;
let clock: FakeClock;
let visible: VisibleSurprisal<Editor>;
let failures: unknown[];
let asked: string[];

beforeEach(() => {
  texts = new Map([
    ['story', 'One.\n\nTwo.'],
    ['notes', 'Three.'],
  ]);
  hidden = new Set();
  clock = new FakeClock();
  failures = [];
  asked = [];
  const textOf = (document: string): string => texts.get(document) ?? '';
  const ratings = new SurprisalRatings({
    surprisal: ({ text }): Promise<SurprisalResult> => {
      asked.push(text);
      if (text === 'Broken.') return Promise.reject(new Error('broken'));
      const tokens = [{ offset: 0, length: text.length, bits: 7, rank: 0, alternatives: [] }];
      return Promise.resolve({ tokens, bitsPerByte: 1, model: 'm' });
    },
  });
  visible = new VisibleSurprisal<Editor>(
    ratings,
    clock,
    {
      documentOf: ({ document }) => document,
      isHidden: (document) => hidden.has(document),
      piecesIn: ({ document }) => visiblePieces(textOf(document), 0, textOf(document).length, 'plaintext'),
      show: (editor, words) => (editor.marked = words.map(({ text }) => text)),
    },
    (error) => failures.push(error),
  );
});

const open = (document: string): Editor => ({ document, marked: [] });

describe('Surprising words', () => {
  test('are marked in each editor that can be seen, and no longer followed in one that is closed', async () => {
    const [story, notes] = [open('story'), open('notes')];
    visible.follow([story, notes]);
    await clock.advance(rest);
    expect([story.marked, notes.marked]).toEqual([['One', 'Two'], ['Three']]);
    visible.follow([notes]);
    visible.scrolled(story);
    expect(clock.pending).toBe(0);
    visible.edited('notes');
    expect(clock.pending).toBe(1);
    visible.dispose();
    expect(clock.pending).toBe(0);
  });

  test('are marked in both halves of a split editor, and read once', async () => {
    const [left, right] = [open('story'), open('story')];
    visible.follow([left, right]);
    await clock.advance(rest);
    texts.set('story', 'One.\n\nFour.');
    visible.edited('story');
    await clock.advance(rest);
    expect([left.marked, right.marked]).toEqual([
      ['One', 'Four'],
      ['One', 'Four'],
    ]);
    expect(new Set(asked)).toEqual(new Set(['One.', 'Two.', 'Four.']));
  });

  test('are followed while lines come into view', async () => {
    const story = open('story');
    visible.follow([story]);
    await clock.advance(rest);
    story.marked = [];
    visible.scrolled(story);
    await clock.advance(rest);
    expect(story.marked).toEqual(['One', 'Two']);
  });

  test('are not marked in a document that is hidden, and come back with it', async () => {
    const story = open('story');
    visible.follow([story]);
    await clock.advance(rest);
    hidden.add('story');
    visible.refresh();
    await clock.advance(rest);
    expect(story.marked).toEqual([]);
    hidden.clear();
    visible.refresh();
    await clock.advance(rest);
    expect(story.marked).toEqual(['One', 'Two']);
  });

  test('have a hover, but none after an edit until they are rated again', async () => {
    const story = open('story');
    visible.follow([story]);
    await clock.advance(rest);
    expect(visible.wordAt('story', 7)).toMatchObject({ text: 'Two', start: 6, bits: 7 });
    expect(visible.wordAt('notes', 1)).toBeUndefined();
    expect(visible.wordAt('story', 4)).toBeUndefined();
    visible.edited('story');
    expect(visible.wordAt('story', 7)).toBeUndefined();
  });

  test('that cannot be rated are a failure', async () => {
    texts.set('notes', 'Broken.');
    visible.follow([open('notes')]);
    await clock.advance(rest);
    expect(failures).toEqual([new Error('broken')]);
  });
});

test.each([
  ['its words are marked for a label', 'story', undefined, true],
  ['Cloze is off for the file', undefined, 'file', true],
  ['Cloze is off for the folder', undefined, 'folder', true],
  ['only automatic work is paused', undefined, 'battery', false],
  ['another document is marked for a label', 'notes', undefined, false],
])('Whether a document has marks where %s', (_, labelMarks, pause, isHidden) => {
  expect(isSurprisalHidden('story', labelMarks, pause)).toBe(isHidden);
});
