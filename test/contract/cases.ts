import { writeFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { EngineMethods } from '../../src/common/engineMethods.js';
import type { RequestOf } from '../../src/common/methods/method.js';
import type { tableMethods } from '../../src/common/methods/tables.js';

type AllMethods = EngineMethods & typeof tableMethods;

/** For each method that takes a request: one that can be meant. */
export type Cases = {
  readonly [N in keyof AllMethods as AllMethods[N] extends { request: unknown } ? N : never]: RequestOf<AllMethods[N]>;
};

const text = 'the harbour was quiet that morning and two boats had come in before dawn';
const context = { headings: ['the harbour'], before: `${text} `, after: '' };
const sentences = ['two boats had come in', 'the crews were asleep', 'the harbour was warm', 'the boats were quiet'];
const examples = [...sentences, ...sentences.map((sentence) => `${sentence} before dawn`)].map((each, at) => {
  return { text: each, label: at % 2 === 0 ? 'boats' : 'crews' };
});

/** @param folder where files may be written */
export async function casesIn(folder: string): Promise<Cases> {
  const table = join(folder, 'rows.csv');
  await writeFile(table, 'text,label\nthe boats,a\nthe crews,b\n');
  const labels = join(folder, 'labels');
  for (const label of ['boats', 'crews']) {
    await mkdir(join(labels, label), { recursive: true });
    await writeFile(join(labels, label, 'one.txt'), `two ${label}`);
  }
  const manuscript = join(folder, 'manuscript.txt');
  await writeFile(manuscript, `${sentences.join('. ')}.\n\n`.repeat(12));
  return {
    complete: {
      context,
      maxTokens: 6,
      candidates: 2,
      stopAt: 'none',
      sampling: { temperature: 0, topP: 1, minP: 0, repetitionPenalty: 1, seed: 0 },
      alternatives: 2,
      minConfidence: 0,
    },
    write: {
      instruction: 'read her letter',
      text: 'the harbour was quiet',
      languageId: 'markdown',
      form: 'replacement',
      maxTokens: 6,
      sampling: { temperature: 0, topP: 1, minP: 0, repetitionPenalty: 1, seed: 0 },
    },
    warm: { context },
    nextTokens: { context, top: 5 },
    surprisal: { text, before: 'the harbour was warm. ', alternatives: 2 },
    ratePairs: {
      pairs: [{ before: '', first: sentences[0] as string, second: sentences[1] as string }],
      signals: ['next-sentence', 'surprisal', 'similarity'],
    },
    embed: { texts: sentences },
    fillMask: { text: 'the harbour was [MASK] that morning', places: [{ offset: 16, length: 6 }], top: 3, maxPieces: 1, vote: true },
    classify: { texts: sentences, classifier: { kind: 'zero-shot', labels: ['boats', 'crews'], by: 'both' }, multiLabel: false, why: true },
    textFeatures: { texts: sentences, by: 'both' },
    findLabels: { text, classifier: { kind: 'checkpoint', model: 'bert-token-classification' } },
    answer: { text, question: 'what had come in', model: 'bert-question-answering', top: 2 },
    trainClassifier: { examples, by: 'encoder', weighting: 'none', seed: 1 },
    trainTagger: {
      sentences: [
        { words: ['two', 'boats', 'come'], tags: ['B-SHIP', 'I-SHIP', 'O'] },
        { words: ['the', 'crews', 'come'], tags: ['O', 'O', 'O'] },
        { words: ['the', 'boats', 'come'], tags: ['B-SHIP', 'I-SHIP', 'O'] },
      ],
      weighting: 'none',
      seed: 1,
    },
    learn: {
      sources: [{ path: manuscript, name: 'manuscript.txt', language: 'plaintext' }],
      folder: join(folder, 'learned'),
      onlyEnglish: true,
    },
    learned: { folder: join(folder, 'learned') },
    readTable: { path: table, format: 'csv', limit: 10 },
    previewTable: { path: table, format: 'csv' },
    readLabelFolder: { path: labels },
  };
}
