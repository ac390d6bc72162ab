import { describe, expect, test } from 'vitest';
import { neverCancelled } from '../../../../src/common/cancellation.js';
import type { AnswerResult, FoundLabel } from '../../../../src/common/methods/classification.js';
import { inEnglish } from '../../../../src/common/translate.js';
import { findAnswers } from '../../../../src/sessions/classification/findAnswers.js';
import { findNames } from '../../../../src/sessions/classification/findNames.js';
import type { SessionText } from '../../../../src/sessions/classification/sessionText.js';
import { fakeEngine } from '../../../util/fakeEngine.js';

const text = 'Ann met\r\nBob\r\nSmith.';
const document = (isUnchanged = true): SessionText => ({ uri: 'file:///a.md', file: 'a.md', text, isUnchanged: () => isUnchanged });

describe('Answers that a document gives', () => {
  const answer: AnswerResult = { answers: [{ offset: 9, length: 10, probability: 0.3 }, { offset: 0, length: 3, probability: 0.6 }], noAnswer: 0.4 }; // prettier-ignore
  const ask = (isUnchanged?: boolean): ReturnType<typeof findAnswers> =>
    findAnswers({ question: 'Who?', model: 'qa' }, document(isUnchanged), fakeEngine({ answer: () => Promise.resolve(answer) }), inEnglish, neverCancelled); // prettier-ignore

  test('are listed with their probability, also that there is none', async () => {
    expect(await ask()).toEqual([
      { label: 'Ann', description: '60 %', place: { start: 0, end: 3 } },
      { label: 'The text does not say', description: '40 %' },
      { label: 'Bob Smith', description: '30 %', place: { start: 9, end: 19 } },
    ]);
  });

  test('are none where it has changed meanwhile, as they would stand elsewhere', async () => {
    expect(await ask(false)).toBeUndefined();
  });
});

describe('Names in a document', () => {
  const found: readonly FoundLabel[] = [
    { offset: 0, length: 3, label: 'PER', probability: 0.9 },
    { offset: 9, length: 10, label: 'ORG', probability: 0.8 },
  ];
  const find = (isUnchanged?: boolean): ReturnType<typeof findNames> => {
    const engine = fakeEngine({ findLabels: () => Promise.resolve({ found: [...found] }) });
    return findNames(document(isUnchanged), { kind: 'checkpoint', model: 'ner' }, engine, neverCancelled);
  };

  test('are listed with their lines and labels', async () => {
    const place = { uri: 'file:///a.md', file: 'a.md' };
    expect(await find()).toEqual({
      found,
      labels: ['ORG', 'PER'],
      rows: [
        { ...place, line: 1, lastLine: 1, excerpt: 'Ann', label: 'PER', probability: 0.9 },
        { ...place, line: 2, lastLine: 3, excerpt: 'Bob\r\nSmith', label: 'ORG', probability: 0.8 },
      ],
    });
  });

  test('are none where it has changed meanwhile', async () => {
    expect(await find(false)).toBeUndefined();
  });
});
