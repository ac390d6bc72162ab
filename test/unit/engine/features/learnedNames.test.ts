import { describe, expect, test } from 'vitest';
import { neverCancelled } from '../../../../src/common/cancellation.js';
import type { Completion } from '../../../../src/common/methods/completion.js';
import { WriterDecoder } from '../../../../src/engine/decode/learned/writerDecoder.js';
import { WriterModel } from '../../../../src/engine/decode/learned/writerModel.js';
import { complete } from '../../../../src/engine/features/complete.js';
import { learnedNameChance } from '../../../../src/learning/manuscript/learnedName.js';
import { judge, thresholds } from '../../../../src/writing/continuation/quietness.js';
import { learnedOf } from '../decode/learned/learnedOf.js';
import { loadedReference } from '../decode/reference/loadedReference.js';
import { decoderOf, unsure } from '../decode/reference/writing.js';

const chapter = 'The boat of Zelphina was back, and Zelphina said so. He saw Zelphina in the harbour with Zelphina. ';
const others = 'The Zebra and the Zenith were at Zeal, Zest and Zero, Zed and Zen, Zeta, Zeus and Zep. ';

async function best(before: string, text: string): Promise<Completion | undefined> {
  const reference = loadedReference(decoderOf(unsure));
  const writer = new WriterModel(learnedOf([text], 0.4));
  const model = { ...reference, decoder: new WriterDecoder(reference.decoder, writer), writer };
  const sampling = { temperature: 0, topP: 1, minP: 0, repetitionPenalty: 1, seed: 0 };
  const request = { context: { headings: [], before, after: '' }, maxTokens: 12, candidates: 1, stopAt: 'word', sampling, alternatives: 2, minConfidence: 0 } as const; // prettier-ignore
  return (await complete(request, model, () => 0, neverCancelled)).candidates[0];
}

describe('A made-up name, two letters deep, where nothing was asked for', () => {
  const shown = (completion: Completion | undefined): string | undefined =>
    completion && judge(completion, thresholds.balanced, true, (chance) => chance).show;

  test('is shown where few other words of the writer begin like it', async () => {
    const completion = await best('One day he saw Ze', chapter.repeat(4));
    expect(completion?.text).toMatch(/^lphina/);
    expect(shown(completion)).not.toBe('nothing');
    expect(completion?.acceptance.firstWord).toBeCloseTo(
      learnedNameChance('Ze', 'lphina', [{ text: 'Zelphina', count: 16, isName: true, rivals: [0, 0, 0], ago: 0 }]) ?? 0,
      1,
    );
  });

  test('is not shown where many do', async () => {
    const completion = await best('One day he saw Ze', chapter + others.repeat(2));
    expect(shown(completion)).toBe('nothing');
  });

  test('is not shown after one letter', async () => {
    expect(shown(await best('One day he saw Z', chapter))).toBe('nothing');
  });
});
