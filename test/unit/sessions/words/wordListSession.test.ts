import { describe, expect, test } from 'vitest';
import type { CancellationToken } from '../../../../src/common/cancellation.js';
import { ClozeError } from '../../../../src/common/clozeError.js';
import type { FillMaskRequest, FillMaskResult } from '../../../../src/common/methods/maskedWords.js';
import type { MaskedWordsRecord } from '../../../../src/common/panelProtocol/maskedWords.js';
import { inEnglish } from '../../../../src/common/translate.js';
import type { WordChoice } from '../../../../src/sessions/words/wordList.js';
import { WordListSession } from '../../../../src/sessions/words/wordListSession.js';
import type { Fill } from '../../../../src/writing/masking/fills.js';
import { candidate, passageOf } from './passageOf.js';

type Mask = FillMaskResult['masks'][number];

function result(words: readonly string[], more: Partial<FillMaskResult> = {}, standing?: Mask['standing']): FillMaskResult {
  const candidates = words.map((word, index) => candidate(word, 0.5 / (index + 1)));
  return { masks: [{ offset: 8, length: 6, candidates, ...(standing && { standing }) }], joint: [], encoder: 'bert', ...more };
}

interface Opened {
  readonly session: WordListSession;
  readonly choice: Promise<WordChoice | undefined>;
  readonly requests: FillMaskRequest[];
  readonly tokens: CancellationToken[];
  /** Answers the quick request, then the full one. */
  readonly answer: ((result: FillMaskResult | Error) => Promise<void>)[];
  readonly lists: { readonly labels: readonly string[]; readonly placeholder: string; readonly more: boolean }[];
  readonly choices: WordChoice[];
  readonly titles: string[];
  readonly inText: (readonly Fill[])[];
  readonly records: MaskedWordsRecord[];
  readonly closed: number;
}

function open(leftOut = 0): Opened {
  const found = { kind: 'places' as const, ...passageOf('The cat [MASK] on the mat.'), leftOut };
  const opened = { requests: [], tokens: [], answer: [], lists: [], choices: [], titles: [], inText: [], records: [], closed: 0 } as Omit<
    Opened,
    'session' | 'choice'
  > & { closed: number };
  const session: WordListSession = new WordListSession(
    found,
    {
      setTitle: (title) => opened.titles.push(title),
      showLines: (sections, placeholder, more) => {
        const choices = sections.flatMap((section) => section.choices);
        opened.choices.push(...choices);
        opened.lists.push({ labels: choices.map(({ label }) => label), placeholder, more });
      },
      showInText: (fills) => opened.inText.push(fills),
      close: () => {
        opened.closed += 1;
        session.closed();
      },
    },
    {
      engine: {
        fillMask: (request, token) => {
          opened.requests.push(request);
          if (token !== undefined) opened.tokens.push(token);
          return new Promise((resolve, reject) => {
            opened.answer.push(async (answer) => {
              if (answer instanceof Error) reject(answer);
              else resolve(answer);
              await new Promise((done) => setImmediate(done));
            });
          });
        },
      },
      onRecord: (record) => opened.records.push(record),
      t: inEnglish,
    },
  );
  const choice = session.run();
  choice.catch(() => undefined);
  return Object.assign(opened, { session, choice });
}

describe('The list of words', () => {
  test("shows the encoder's words first, and then those of both models", async () => {
    const { answer, requests, lists, records } = open();
    expect(requests).toMatchObject([
      { maxPieces: 1, vote: false },
      { maxPieces: 4, vote: true },
    ]);
    await answer[0]?.(result(['sat', 'lay']));
    await answer[1]?.(result(['lay', 'sat']));
    expect(lists).toMatchObject([
      { labels: ['sat', 'lay'], more: true },
      { labels: ['lay', 'sat'], more: false },
    ]);
    expect(records.map(({ masks }) => masks[0]?.candidates[0]?.text)).toEqual(['sat', 'lay']);
  });

  test('shows the words in their order also where both models answer first', async () => {
    const { answer, lists } = open();
    await answer[1]?.(result(['lay']));
    await answer[0]?.(result(['sat']));
    expect(lists.map(({ labels }) => labels)).toEqual([['sat'], ['lay']]);
  });

  test('shows the selected word in the text and in the title', async () => {
    const { answer, session, choices, titles, inText } = open();
    expect(titles).toEqual(['Suggest Words: The cat [MASK] on the mat.']);
    await answer[0]?.(result(['sat']));
    session.selected(choices[0]);
    session.selected(undefined);
    expect(titles.slice(1)).toEqual(['Suggest Words: The cat sat on the mat.', 'Suggest Words: The cat [MASK] on the mat.']);
    expect(inText).toEqual([[{ start: 108, end: 114, text: 'sat' }], []]);
  });

  test('ends with the word that is accepted', async () => {
    const opened = open();
    await opened.answer[0]?.(result(['sat']));
    const [first] = opened.choices;
    if (first === undefined) throw new Error('The list has a word.');
    opened.session.accepted(first);
    expect(await opened.choice).toBe(first);
    expect(opened.closed).toBe(1);
  });

  test('ends without a word when it is closed or the document is edited, and nothing comes after that', async () => {
    for (const event of ['closed', 'edited'] as const) {
      const opened = open();
      opened.session[event]();
      expect(await opened.choice).toBeUndefined();
      opened.session.dispose();
      expect(opened.tokens.map(({ isCancellationRequested }) => isCancellationRequested)).toEqual([true, true]);
      await opened.answer[0]?.(result(['sat']));
      expect([opened.lists, opened.records]).toEqual([[], []]);
    }
  });

  test.each([0, 1])('fails where the engine does (request %d)', async (request) => {
    const { answer, choice } = open();
    if (request === 1) await answer[0]?.(result(['sat']));
    await answer[request]?.(new ClozeError({ code: 'internal', message: 'The model is broken.' }));
    await expect(choice).rejects.toThrow('The model is broken.');
  });

  const summaries: [title: string, leftOut: number, answer: FillMaskResult, summary: string][] = [
    ['no word fits', 2, result([], { note: 'No memory.' }), 'The model found no word that fits here.'],
    ['the causal model was not used', 2, result(['sat'], { note: 'No memory.' }), 'GPT was not used. No memory.'],
    ['more gaps are left', 2, result(['sat']), 'The sentence has 2 more gaps; these 1 are filled first.'],
    ['the gap has no word yet', 0, result(['sat']), 'Type to filter, press Enter to use a word'],
    ['there is a current word', 0, result(['sat'], {}, { text: 'lay', probability: 0.1, rank: 1 }), 'Current word "lay": 10 %, rank 2'],
  ];
  test.each(summaries)('says beside the words what there is to know where %s', async (_, leftOut, answered, summary) => {
    const { answer, lists } = open(leftOut);
    await answer[0]?.(answered);
    expect(lists[0]?.placeholder).toBe(summary);
  });
});
