import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answerQuestion } from '../../../../../src/engine/features/classification/answerQuestion.js';
import { checkpointScorer } from '../../../../../src/engine/features/classification/scorers/checkpointScorer.js';
import { entailmentScorer } from '../../../../../src/engine/features/classification/scorers/entailmentScorer.js';
import { findByCheckpoint } from '../../../../../src/engine/features/classification/find/findByCheckpoint.js';
import { type LoadedClassifier, type ClassifierLease } from '../../../../../src/engine/features/classification/loadedClassifier.js';
import type { Token } from '../../../../../src/engine/tokenizer/token.js';
import { tinyClassifier } from './tinyClassifier.js';

const text = 'The harbour was quiet that morning. Two boats had come in before dawn.';
const long = `${text} `.repeat(20).trim();

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'cloze-test-'))));
afterAll(() => rm(folder, { recursive: true }));

async function using<T>(name: string, ask: (lease: ClassifierLease, model: LoadedClassifier) => Promise<T>): Promise<T> {
  const { model, lease } = await tinyClassifier(name, folder);
  try {
    return await ask(lease, model);
  } finally {
    await model.encoder.dispose();
  }
}

describe('A checkpoint that labels texts', () => {
  test('gives the scores of its classifier, whatever the other texts of a batch are', async () => {
    await using('bert-sequence-classification', async (lease, { encoder, tokenizer, special }) => {
      const scorer = await checkpointScorer(lease);
      const [, scores] = await scorer.score([long.slice(0, 200), text]);
      const tokens = [special?.start ?? 0, ...tokenizer.encode(text), special?.separator ?? 0] as Token[];
      const [expected] = await encoder.labelLogits([{ tokens }]);
      expect(scorer.labels).toHaveLength(expected?.length ?? 0);
      Array.from(scores ?? []).forEach((score, at) => expect(score).toBeCloseTo(expected?.[at] ?? NaN, 4));
    });
  });

  test.each(['bert-token-classification', 'bert-question-answering', 'bert-masked-lm'])('is not %s, which is said', async (name) => {
    await using(name, async (lease) => {
      await expect(checkpointScorer(lease)).rejects.toThrow('gives whole texts no labels');
    });
  });

  test('cannot judge any labels unless it knows what follows from what', async () => {
    await using('bert-sequence-classification', async (lease) => {
      await expect(entailmentScorer(['a', 'b'], lease)).rejects.toThrow('natural language inference');
    });
  });
});

describe('A checkpoint that labels words', () => {
  test('finds words at their places, in a long text too', async () => {
    await using('bert-token-classification', async (lease) => {
      const { found } = await findByCheckpoint(long, lease);
      expect(found.length).toBeGreaterThan(0);
      let done = 0;
      for (const { offset, length, label, probability } of found) {
        expect(offset).toBeGreaterThanOrEqual(done);
        expect(long.slice(offset, offset + length)).toMatch(/^\S(.*\S)?$/s);
        expect(label).not.toMatch(/^[BI]-|^O$/);
        expect(probability).toBeGreaterThan(0);
        done = offset + length;
      }
    });
  });

  test('finds nothing in an empty text', async () => {
    await using('bert-token-classification', async (lease) => {
      expect(await findByCheckpoint('', lease)).toEqual({ found: [] });
    });
  });
});

describe('A checkpoint that answers questions', () => {
  test('names passages of the text that do not overlap, best first, and how likely it is that there is no answer', async () => {
    await using('bert-question-answering', async (lease) => {
      const { answers, noAnswer } = await answerQuestion({ text: long, question: 'Who had come in?', model: '', top: 3 }, lease);
      expect(answers).toHaveLength(3);
      expect([...answers].sort((a, b) => b.probability - a.probability)).toEqual(answers);
      const total = answers.reduce((sum, { probability }) => sum + probability, noAnswer);
      expect(total).toBeLessThanOrEqual(1 + 1e-9);
      for (const { offset, length } of answers) {
        expect(long.slice(offset, offset + length).trim()).toHaveLength(length);
        expect(answers.filter((other) => other.offset < offset + length && offset < other.offset + other.length)).toHaveLength(1);
      }
    });
  });

  test('has no answer in an empty text', async () => {
    await using('bert-question-answering', async (lease) => {
      expect(await answerQuestion({ text: ' ', question: 'Who?', model: '', top: 3 }, lease)).toEqual({ answers: [], noAnswer: 1 });
    });
  });
});
