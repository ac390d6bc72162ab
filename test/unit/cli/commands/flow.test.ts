import { describe, expect, test } from 'vitest';
import type { RatePairsRequest, RatePairsResult } from '../../../../src/common/methods/scoring.js';
import { type Answer, clozeWith } from './clozeWith.js';
import { inFolder } from './inFolder.js';

const stranger = 'Revenue rose by eleven percent.';
const tale = (third: string): string =>
  `The lighthouse stood on a rock. Its keeper climbed the stairs. ${third} In the morning he went down.\n`;

const folder = inFolder({
  'tale.md': `# The keeper\n\n${tale(stranger)}`,
  'calm.md': tale('He lit the lamp.'),
  'muted.md': tale(`\n<!-- cloze-ignore-next -->\n${stranger}`),
  'nothing.md': '```\ncode\n```\n',
  'german.md': 'Der Leuchtturm stand auf einem Felsen. Jeden Abend stieg der Wärter hinauf und zündete die Lampe an.\n',
  'left-out.md': tale(stranger),
  '.clozeignore': 'left-*.md\n',
});

/** Everything follows but the stranger. */
function rate({ pairs, signals }: RatePairsRequest): RatePairsResult {
  const ratings = pairs.map(({ second, alone }) => {
    const fits = !second.includes('Revenue');
    const after = fits ? 10 : 80;
    const surprisal = alone === false ? { surprisalAfter: { after, tokens: 8 } } : { surprisal: { alone: 50, after, tokens: 8 } };
    return { ...(signals.includes('next-sentence') && { nextSentence: fits ? 6 : -6 }), ...(signals.includes('surprisal') && surprisal) };
  });
  return { ratings, encoder: 'bert', causal: 'gpt', missing: [] };
}

function flow(words: readonly string[], ratePairs = (request: RatePairsRequest) => Promise.resolve(rate(request))): Promise<Answer> {
  return clozeWith({ ratePairs }, ['flow', ...words], folder.terminal());
}

interface Findings {
  readonly file: string;
  readonly findings: readonly { readonly sentence: string; readonly score: number }[];
  readonly notes: readonly string[];
}

describe('cloze flow', () => {
  test('prints each finding as a place that terminals and editors make a link of, with reasons, and a count', async () => {
    const { output, code } = await flow(['tale.md']);
    const [finding, before, ...rest] = output.trimEnd().split('\n');
    expect(finding).toMatch(/^tale\.md:3:64: >?\d+ % "Revenue rose by eleven percent\."$/);
    expect(before).toBe('    after "Its keeper climbed the stairs."');
    expect(rest.at(-1)).toBe('tale.md: 1 of 3 sentences seem not to follow.');
    expect(rest.slice(0, -1).length).toBeGreaterThan(0);
    expect(code).toBe(0);
  });

  test('prints findings of several files as JSON', async () => {
    const { json } = await flow(['tale.md', 'calm.md', '--format', 'json']);
    expect(json).toMatchObject([
      {
        file: 'tale.md',
        findings: [{ line: 3, column: 64, sentence: stranger, length: stranger.length }],
        muted: 0,
        checked: 3,
        notes: [],
      },
      { file: 'calm.md', findings: [], checked: 3 },
    ]);
    expect((await flow(['tale.md', 'calm.md', '--json'])).json).toEqual(json);
  });

  test('prints SARIF with the files that were read', async () => {
    const { json } = await flow(['tale.md', '--format', 'sarif']);
    expect(json).toMatchObject({ version: '2.1.0', runs: [{ tool: { driver: { name: 'Cloze' } }, results: [{ message: {} }] }] });
  });

  test('fails a build where a finding reaches the score that it is given, and only there', async () => {
    const [file] = (await flow(['tale.md', '--json'])).json as Findings[];
    const score = file?.findings[0]?.score ?? 0;
    expect((await flow(['tale.md', '--fail-on', String(score)])).code).toBe(1);
    expect((await flow(['tale.md', '--fail-on', String(Math.min(1, score + 0.001))])).code).toBe(0);
    expect((await flow(['calm.md', '--fail-on', '0'])).code).toBe(0);
  });

  test.each([
    { file: 'muted.md', shown: { findings: [], muted: 1, notes: [] } },
    { file: 'left-out.md', shown: { findings: [], checked: 0, notes: ['.clozeignore leaves it out.'] } },
    { file: 'nothing.md', shown: { checked: 0, notes: ['No paragraph of English prose with two sentences was found.'] } },
    { file: 'german.md', shown: { checked: 0, notes: ['No paragraph of English prose with two sentences was found.'] } },
  ])('says of $file why there is nothing to find', async ({ file, shown }) => {
    expect((await flow([file, '--json'])).json).toMatchObject([shown]);
  });

  test('says which model was missing, and fails where both were', async () => {
    const without = (signals: readonly ('surprisal' | 'next-sentence')[]) => (request: RatePairsRequest) => {
      const asked = request.signals.filter((signal) => !(signals as readonly string[]).includes(signal));
      const missing = signals
        .filter((signal) => request.signals.includes(signal))
        .map((signal) => ({ signal, reason: `There is no model for ${signal}.` }));
      return Promise.resolve({ ...rate({ ...request, signals: asked }), missing });
    };
    const one = await flow(['tale.md'], without(['surprisal']));
    expect([one.code, one.messages]).toEqual([0, 'cloze: There is no model for surprisal.\n']);
    const none = await flow(['tale.md'], without(['surprisal', 'next-sentence']));
    expect([none.code, none.output]).toEqual([2, '']);
    expect(none.messages).toContain('There is no model for next-sentence.');
    expect(none.messages).toContain('There is no model for surprisal.');
  });

  test('shows how far it is while a person watches', async () => {
    const terminal = folder.terminal();
    terminal.showsProgress = true;
    const { messages } = await clozeWith({ ratePairs: (request) => Promise.resolve(rate(request)) }, ['flow', 'tale.md'], terminal);
    expect(messages).toContain('tale.md: paragraph 1 of 1');
    expect(messages.endsWith('\r\u001b[K')).toBe(true);
  });

  test('is given up with Ctrl+C', async () => {
    const terminal = folder.terminal();
    const ratePairs = (request: RatePairsRequest): Promise<RatePairsResult> => {
      terminal.source.cancel();
      return Promise.resolve(rate(request));
    };
    expect((await clozeWith({ ratePairs }, ['flow', 'tale.md', 'calm.md'], terminal)).code).toBe(130);
  });

  test.each([
    { words: ['missing.md'], message: 'missing.md' },
    { words: [], message: 'FILE' },
    { words: ['tale.md', '--format', 'xml'], message: '--format' },
    { words: ['tale.md', '--fail-on', '2'], message: '--fail-on' },
  ])('says what is wrong: $words', async ({ words, message }) => {
    const { code, messages, made } = await flow(words);
    expect([code, made]).toEqual([2, undefined]);
    expect(messages).toContain(message);
  });
});
