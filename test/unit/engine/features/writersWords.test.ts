import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WriterModel } from '../../../../src/engine/decode/learned/writerModel.js';
import { AnswerMemory } from '../../../../src/engine/features/fill/answerMemory.js';
import { writersWords } from '../../../../src/engine/features/fill/writersWords.js';
import { fillMask } from '../../../../src/engine/features/fillMask.js';
import type { LoadedEncoder } from '../../../../src/engine/features/loadedEncoder.js';
import { leaseOf } from '../../../util/leaseOf.js';
import { learnedOf } from '../decode/learned/learnedOf.js';
import { loadedReference } from '../decode/reference/loadedReference.js';
import { decoderOf, tokenizer, unsure } from '../decode/reference/writing.js';
import { WriterDecoder } from '../../../../src/engine/decode/learned/writerDecoder.js';
import { tinyEncoder } from './pairs/tinyEncoder.js';

const chapters = ['The boat of Zelphina Quellabard was back. Zelphina Quellabard said so.', 'He saw Zelphina Quellabard in the harbour.'];
const writer = new WriterModel(learnedOf(chapters, 0.4));

function best(before: string, after: string): string[] {
  const { words } = writersWords({ before, after }, 0.1, writer, tokenizer);
  return [...words].sort((a, b) => b[1] - a[1]).map(([word]) => word);
}

describe("The writer's own words for a gap", () => {
  test.each([
    ['what came after the words before it', 'He saw ', ' today.', 'Zelphina'],
    ['what came before the word after it', 'One day ', ' Quellabard was there.', 'Zelphina'],
    ['the second word of a name', 'Zelphina ', ' was there.', 'Quellabard'],
  ])('are %s', (_, before, after, expected) => {
    expect(best(before, after)[0]).toBe(expected);
  });

  test('are the names where the texts have nothing like the place', () => {
    expect(best('', '')).toEqual(['Quellabard', 'Zelphina']);
  });

  test('are whole words, and none that is inside another', () => {
    expect(best('Zel', ' was')).not.toContain('phina');
  });

  test('leave the rest to the encoder', () => {
    const { rest, words } = writersWords({ before: 'He saw ', after: ' Quellabard' }, 0.1, writer, tokenizer);
    const own = [...words.values()].reduce((sum, probability) => sum + probability, 0);
    expect(rest).toBeGreaterThan(0);
    expect(rest + own).toBeLessThanOrEqual(1 + 1e-9);
  });
});

describe('Suggested words', () => {
  let folder: string;
  let encoder: LoadedEncoder;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'cloze-'));
    encoder = await tinyEncoder('bert-masked-lm', folder);
  });
  afterAll(async () => {
    await encoder.encoder.dispose();
    await rm(folder, { recursive: true });
  });

  async function suggested(isLearned: boolean, vote = true): Promise<string[]> {
    const plain = loadedReference(decoderOf(unsure));
    const causal = isLearned ? { ...plain, writer, decoder: new WriterDecoder(plain.decoder, writer) } : plain;
    const text = 'In the harbour [MASK] Quellabard was back.';
    const request = { text, places: [{ offset: 15, length: 6 }], top: 5, maxPieces: 1, vote };
    const { masks } = await fillMask(request, { encoder: leaseOf(encoder), causal: leaseOf(causal) }, new AnswerMemory());
    return masks[0]?.candidates.map((candidate) => candidate.text) ?? [];
  }

  test('have the made-up names of the writer, as they are written', async () => {
    expect((await suggested(true))[0]).toBe('Zelphina');
    expect(await suggested(false)).not.toContain('Zelphina');
  });

  test("are the encoder's alone where the causal model has no vote", async () => {
    expect(await suggested(true, false)).toEqual(await suggested(false, false));
  });
});
