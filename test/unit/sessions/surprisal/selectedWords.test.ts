import { describe, expect, test } from 'vitest';
import { neverCancelled } from '../../../../src/common/cancellation.js';
import { cancelledError } from '../../../../src/common/clozeError.js';
import type { SurprisalResult } from '../../../../src/common/methods/scoring.js';
import { selectedWords } from '../../../../src/sessions/surprisal/selectedWords.js';
import { SurprisalRatings } from '../../../../src/sessions/surprisal/surprisalRatings.js';
import { piecesAround, piecesIn } from '../../../../src/sessions/surprisal/windowPieces.js';

/** A part of a document that starts at its hundredth character. */
const window = { text: 'The lamp.\n\nA red door. It was shut.\n\nSalt.', start: 100 };

const ratings = new SurprisalRatings({
  surprisal: ({ text }): Promise<SurprisalResult> =>
    Promise.resolve({
      tokens: [...text.matchAll(/\s?\S+/g)].map(({ index, 0: { length } }) => ({
        offset: index,
        length,
        bits: 1,
        rank: 0,
        alternatives: [],
      })),
      bitsPerByte: 1,
      model: 'm',
    }),
});

describe('The words of the table', () => {
  test('are those of the paragraph at the cursor', async () => {
    let pieces = 0;
    const around = piecesAround(window, 115, 'plaintext');
    const words = await selectedWords(around, undefined, ratings, () => (pieces += 1), neverCancelled);
    expect(words.map(({ text }) => text)).toEqual(['A', 'red', 'door', 'It', 'was', 'shut']);
    expect(words[0]).toMatchObject({ start: 111, end: 112 });
    expect(pieces).toBe(around.length);
  });

  test('are those of the selection, also where it begins or ends in them', async () => {
    const selection = { start: 105, end: 114 };
    const words = await selectedWords(piecesIn(window, selection, 'plaintext'), selection, ratings, () => undefined, neverCancelled);
    expect(words.map(({ text }) => text)).toEqual(['lamp', 'A', 'red']);
  });

  test('are none where there is no prose', () => {
    expect(piecesAround({ text: '```\ncode\n```\n', start: 0 }, 5, 'markdown')).toEqual([]);
  });

  test('fail as the engine does', async () => {
    const failing = new SurprisalRatings({ surprisal: () => Promise.reject(cancelledError()) });
    await expect(
      selectedWords(piecesAround(window, 100, 'plaintext'), undefined, failing, () => undefined, neverCancelled),
    ).rejects.toThrow(cancelledError());
  });
});
