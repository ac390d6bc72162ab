import { expect, test } from 'vitest';
import type { Completion } from '../../../../src/common/methods/completion.js';
import { type ChoiceRules, chooseShown, judgeAll } from '../../../../src/writing/continuation/choices.js';
import { thresholds } from '../../../../src/writing/continuation/quietness.js';

function completion(text: string, whole: number): Completion {
  return { text, tokens: [{ text, logprob: Math.log(whole), alternatives: [] }], stop: 'sentence', acceptance: { whole, firstWord: 0.9 } };
}

/** What is shown of completions before a text; those with a chance of 0.01 are cut to their first word. */
function shown(texts: readonly string[], after: string, whole = 0.01, more: Partial<ChoiceRules> = {}): string[] {
  const rules: ChoiceRules = {
    limits: thresholds.balanced,
    maxWords: 10,
    explicit: false,
    insideWord: false,
    after,
    correct: (chance) => chance,
    ...more,
  };
  const completions = texts.map((text) => completion(text, whole));
  return chooseShown(judgeAll(completions, rules), rules).map(({ text }) => text);
}

test.each([
  ['the first word that follows already', ['of them'], ' of the four', []],
  ['the first words that follow already', ['and went to the door'], ' and went out', []],
  ['a first word that fits', ['all of them'], ' of the four', ['all']],
  ['a number', [' 3,000 men'], '', [' 3,000']],
  ['a word with the comma before it', [', and so on'], '', [', and']],
  ['nothing of a comma', [','], '', []],
  ['nothing of a full stop', ['.'], ' Then', []],
  ['a first word before markup that closes', ['happy and free'], '** he said', ['happy']],
])('of a completion that is cut to its first word, a writer sees %s', (_what, texts, after, expected) => {
  expect(shown(texts, after)).toEqual(expected);
});

test.each([
  ['at the most words', ['one of them'], ' of the four', { maxWords: 2 }, ['one']],
  ['whole', ['all of'], ' of the four', {}, ['all']],
  ['when asked for', ['of', 'all of the four', ','], ' of the four', { explicit: true }, ['all']],
])('a completion that is shown %s is compared with what follows', (_how, texts, after, more, expected) => {
  expect(shown(texts, after, 0.9, more)).toEqual(expected);
});
