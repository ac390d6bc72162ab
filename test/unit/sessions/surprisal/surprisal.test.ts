import { beforeEach, describe, expect, test } from 'vitest';
import type { CancellationToken } from '../../../../src/common/cancellation.js';
import { cancelledError } from '../../../../src/common/clozeError.js';
import type { SurprisalRequest, SurprisalResult } from '../../../../src/common/methods/scoring.js';
import { SurprisalFollower } from '../../../../src/sessions/surprisal/surprisalFollower.js';
import { SurprisalRatings } from '../../../../src/sessions/surprisal/surprisalRatings.js';
import { surprisalTable } from '../../../../src/sessions/surprisal/surprisalTable.js';
import { wordHover } from '../../../../src/sessions/surprisal/wordHover.js';
import { visiblePieces } from '../../../../src/writing/surprisal/paragraphs.js';
import type { RatedWord } from '../../../../src/writing/surprisal/ratedWords.js';
import { inEnglish } from '../../../../src/common/translate.js';
import { FakeClock } from '../../../util/fakeClock.js';

/** Longer than any wait. */
const rest = 1000;

/** An engine that takes each text for one token, and notes what it is asked. */
class Engine {
  readonly asked: string[] = [];
  readonly cancelled: string[] = [];
  /** Texts that are never answered. */
  readonly stuck = new Set<string>();

  surprisal({ text }: SurprisalRequest, token?: CancellationToken): Promise<SurprisalResult> {
    this.asked.push(text);
    const tokens = [{ offset: 0, length: text.length, bits: 7, rank: 0, alternatives: [] }];
    return new Promise((resolve, reject) => {
      if (!this.stuck.has(text)) resolve({ tokens, bitsPerByte: 1, model: 'm' });
      else
        token?.onCancellationRequested(() => {
          this.cancelled.push(text);
          reject(cancelledError());
        });
    });
  }
}

let engine: Engine;
let ratings: SurprisalRatings;
beforeEach(() => {
  engine = new Engine();
  ratings = new SurprisalRatings(engine);
});

describe('Ratings', () => {
  test('are asked for once, as long as neither the text nor what stands before it changes', async () => {
    const [first, second] = visiblePieces('One.\n\nTwo.', 0, 10, 'plaintext');
    const [, other] = visiblePieces('Ten.\n\nTwo.', 0, 10, 'plaintext');
    if (first === undefined || second === undefined || other === undefined) throw new Error('The text has two paragraphs.');
    for (const piece of [first, second, first, other, second]) await ratings.rate(piece);
    expect(engine.asked).toEqual(['One.', 'Two.', 'Two.']);
  });

  test('are forgotten with the model that they come from', async () => {
    ratings.useModel('one');
    const [piece] = visiblePieces('One.', 0, 4, 'plaintext');
    if (piece === undefined) throw new Error('The text has a paragraph.');
    await ratings.rate(piece);
    ratings.useModel('one');
    expect(ratings.known(piece)).toBeDefined();
    ratings.useModel('two');
    expect(ratings.known(piece)).toBeUndefined();
  });

  test('that come after the model was changed are not kept for the new one', async () => {
    ratings.useModel('one');
    const [piece] = visiblePieces('One.', 0, 4, 'plaintext');
    if (piece === undefined) throw new Error('The text has a paragraph.');
    const rating = ratings.rate(piece);
    ratings.useModel('two');
    await rating;
    expect(ratings.known(piece)).toBeUndefined();
  });

  test('of a long book do not stay for ever', async () => {
    const piece = (number: number): Parameters<SurprisalRatings['rate']>[0] => ({
      start: 0,
      end: 1,
      text: `w${number}`,
      before: '',
      silent: [],
    });
    for (let number = 0; number < 300; number++) {
      await ratings.rate(piece(number));
      await ratings.rate(piece(0));
    }
    expect(ratings.known(piece(0))).toBeDefined();
    expect(ratings.known(piece(1))).toBeUndefined();
    expect(ratings.known(piece(299))).toBeDefined();
  });
});

describe('Surprisal in the text', () => {
  const clock = new FakeClock();
  let text = '';
  let shown: string[][] = [];
  let failures: unknown[] = [];
  let follower: SurprisalFollower;

  beforeEach(() => {
    text = 'One.\n\nTwo.\n\nThree.';
    shown = [];
    failures = [];
    const show = (words: readonly RatedWord[]): void => void shown.push(words.map((word) => text.slice(word.start, word.end)));
    const visible = { pieces: () => visiblePieces(text, 0, text.length, 'plaintext'), show };
    follower = new SurprisalFollower(ratings, clock, visible, (error) => failures.push(error));
  });

  test('comes piece by piece from the top, once the text rests', async () => {
    follower.changed('text');
    await clock.advance(300);
    follower.changed('text');
    await clock.advance(300);
    expect(engine.asked).toEqual([]);
    await clock.advance(rest);
    expect(shown).toEqual([[], ['One'], ['One', 'Two'], ['One', 'Two', 'Three']]);
  });

  test('after an edit is asked for again only where the text is new', async () => {
    follower.changed('view');
    await clock.advance(rest);
    text = 'One.\n\nTwo.\n\nFour.';
    follower.changed('text');
    await clock.advance(rest);
    expect(engine.asked).toEqual(['One.', 'Two.', 'Three.', 'Four.']);
    expect(shown.at(-2)).toEqual(['One', 'Two']);
  });

  test('is given up when the text changes', async () => {
    engine.stuck.add('Two.');
    follower.changed('view');
    await clock.advance(rest);
    follower.changed('text');
    expect(engine.cancelled).toEqual(['Two.']);
    follower.dispose();
    await clock.advance(rest);
    expect(engine.asked).toEqual(['One.', 'Two.']);
    expect(failures).toEqual([]);
  });
});

const word: RatedWord = {
  start: 0,
  end: 4,
  text: 'wren',
  bits: 19.14,
  expected: [
    { text: ' man', logprob: Math.log(0.2) },
    { text: ' <b>', logprob: Math.log(0.01) },
  ],
};

test('A hover says how surprising a word is and what was expected', () => {
  expect(wordHover(word, inEnglish)).toEqual(['"wren": 19.1 bits, 1 in 580,000.', 'Expected here: " man" 20 %, " <b>" 1.0 %.']);
});

test('A hover over a word without context says so instead of a number', () => {
  expect(wordHover({ ...word, withoutContext: true }, inEnglish)).toEqual(['"wren": not rated, because there is no context before it.']);
});

describe('The table', () => {
  test('has no number for a word without context, and leaves it out of the average', () => {
    const table = surprisalTable(
      [
        { ...word, withoutContext: true },
        { ...word, text: 'a', bits: 3 },
      ],
      inEnglish,
    );
    expect(table).toContain('1.    "wren" no context\n');
    expect(table).toContain('On average 3.0 bits a word.');
  });

  test('has a line for each word', () => {
    expect(
      surprisalTable([word, { ...word, text: 'a', bits: 0.2, expected: [] }], inEnglish)
        .split('\n')
        .slice(3, 5),
    ).toEqual(['1.    "wren"  19.1  ███████████▌  expected " man" 20 %', '2.    "a"      0.2  ▏']);
  });

  test('does not repeat a word that was expected', () => {
    expect(surprisalTable([{ ...word, text: 'man' }], inEnglish)).not.toContain('expected "');
  });

  test('of nothing says so', () => {
    expect(surprisalTable([], inEnglish)).toBe('There are no words to rate here.\n');
  });
});
