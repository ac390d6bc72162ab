import { expect, test } from 'vitest';
import { neverCancelled } from '../../../../src/common/cancellation.js';
import type { FillMaskRequest, FillMaskResult } from '../../../../src/common/methods/maskedWords.js';
import { inEnglish } from '../../../../src/common/translate.js';
import { gapItems } from '../../../../src/sessions/words/typedGap.js';
import { candidate, passageOf } from './passageOf.js';

const found = { kind: 'places' as const, ...passageOf('It was a [MASK]'), leftOut: 0 };

test('Words for a gap that was typed come in the order of the models, with the article that they take', async () => {
  const asked: FillMaskRequest[] = [];
  const fillMask = (request: FillMaskRequest): Promise<FillMaskResult> => {
    asked.push(request);
    const candidates = [candidate('lamp', 0.4), candidate('owl', 0.2)];
    return Promise.resolve({ masks: [{ offset: 9, length: 6, candidates }], joint: [], encoder: 'bert' });
  };
  const items = await gapItems(found, { fillMask }, () => expect.unreachable(), inEnglish, neverCancelled);
  expect(asked).toMatchObject([{ maxPieces: 4, vote: true }]);
  expect(items).toMatchObject([
    { label: 'lamp', word: { start: 109, end: 115, text: 'lamp' }, others: [], sortText: '000', isFirst: true },
    { label: 'owl', word: { text: 'owl' }, others: [{ start: 107, end: 108, text: 'an' }], sortText: '001', isFirst: false },
  ]);
});

test('A failure is no message, as the writer did not ask', async () => {
  const failures: unknown[] = [];
  const broken = new Error('broken');
  const items = await gapItems(
    found,
    { fillMask: () => Promise.reject(broken) },
    (error) => failures.push(error),
    inEnglish,
    neverCancelled,
  );
  expect({ items, failures }).toEqual({ items: undefined, failures: [broken] });
});
