import { beforeEach, describe, expect, test } from 'vitest';
import { DocumentCheck } from '../../../../../src/sessions/flow/check/documentCheck.js';
import type { ParagraphChoice } from '../../../../../src/writing/flow/check/documentParagraphs.js';
import { FlowChecker } from '../../../../../src/sessions/flow/check/flowChecker.js';
import { flowDocument } from '../../../../../src/writing/flow/document/flowDocument.js';
import { pairMute } from '../../../../../src/writing/flow/mutes/matchMutes.js';
import type { Mute } from '../../../../../src/writing/flow/mutes/mute.js';
import { reportedPairs } from '../../../../../src/writing/flow/flowReport.js';
import { inEnglish } from '../../../../../src/common/translate.js';

const stranger = 'Revenue rose sharply.';
const needed = `The keeper lit the lamp. He wrote down the wind. <!-- cloze-ignore-next --> ${stranger} He put the lamp out.`;
const needless = 'He woke at noon. <!-- cloze-ignore-next --> He ate his bread. He went out to the sea.';
const text = `${needed}\n\n${needless}\n`;

/** The signals that the model was asked for, one for each pair. */
const asked: unknown[] = [];
beforeEach(() => (asked.length = 0));

/** A check with a model to which everything follows but the stranger. */
async function checked(source: string, choice: ParagraphChoice = {}, mutes: readonly Mute[] = []): Promise<DocumentCheck> {
  const checker = new FlowChecker(({ pairs, signals }) => {
    asked.push(...pairs.flatMap(() => signals));
    const ratings = pairs.map(({ first, second }) => {
      const isOdd = first === stranger || second === stranger;
      return signals[0] === 'surprisal'
        ? { surprisal: { alone: 40, after: isOdd ? 48 : 22, tokens: 8 } }
        : { nextSentence: isOdd ? -4 : 3 };
    });
    return Promise.resolve({ ratings, missing: [] });
  });
  const check = new DocumentCheck(flowDocument(source, 'markdown'), source, mutes, checker, inEnglish, choice);
  for await (const done of check.run()) expect(done).toBeGreaterThan(0);
  return check;
}

describe('A comment mutes nothing where nothing would be warned about, and only a check that reads its text can tell', () => {
  const first = { start: 0, end: needed.length };
  const second = { start: text.indexOf(needless), end: text.length };
  const cases: [name: string, choice: ParagraphChoice, unused: number][] = [
    ['a check of all', {}, 1],
    ['of the paragraph with the comment that is needed', { within: [first] }, 0],
    ['of the paragraph with the comment that is not', { within: [second] }, 1],
    ['of nothing', { within: [] }, 0],
    ['of all but the sentence that is being written', { caret: text.indexOf('ate his') }, 0],
  ];
  test.each(cases)('%s', async (_, choice, unused) => {
    const { unusedDirectives } = await checked(text, choice);
    expect(unusedDirectives.map(({ start }) => start)).toEqual(unused === 0 ? [] : [text.indexOf('<!--', second.start)]);
  });

  test('a file that is left out says nothing about the comments in it', async () => {
    expect((await checked(text, {}, [{ kind: 'file' }])).unusedDirectives).toEqual([]);
  });
});

test('In a short document too, the causal model reads only what the encoder leaves in doubt', async () => {
  await checked(needless);
  expect(asked).toEqual(['next-sentence', 'next-sentence']);
  await checked(text);
  expect(asked.filter((signal) => signal === 'surprisal').length).toBeGreaterThan(0);
});

test('What is muted tells whether that stands in the text', async () => {
  const mute = pairMute('He wrote down the wind.', stranger);
  const places = async (source: string, mutes: readonly Mute[]): Promise<unknown[]> =>
    reportedPairs((await checked(source, {}, mutes)).report).flatMap(({ mutedIn }) => mutedIn ?? []);
  expect(await places(needed, [])).toEqual(['text']);
  expect(await places(needed.replace('<!-- cloze-ignore-next --> ', ''), [mute])).toEqual(['elsewhere']);
});
