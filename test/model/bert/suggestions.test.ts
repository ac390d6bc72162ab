import { afterAll, describe, expect, test } from 'vitest';
import { createEngine } from '../../../src/engine/engine.js';
import { embeddedModel } from '../complete/embeddedModel.js';

const engine = createEngine(embeddedModel, {
  log: () => undefined,
  now: () => performance.now(),
});
afterAll(() => engine.dispose());

const sign = '[MASK]';

describe.each([
  { by: 'BERT alone', vote: false },
  { by: 'both models', vote: true },
])('A missing word, suggested by $by', ({ vote }) => {
  test.each(['The cat [MASK] on the mat', 'The cat [MASK] on the mat.'])('of "%s" is "sat" among the first five', async (text) => {
    const places = [{ offset: text.indexOf(sign), length: sign.length }];
    const { masks } = await engine.fillMask({ text, places, top: 5, maxPieces: 4, vote });
    expect(masks[0]?.candidates.map((candidate) => candidate.text)).toContain('sat');
  });
});
