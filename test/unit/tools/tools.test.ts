import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { neverCancelled } from '../../../src/common/cancellation.js';
import { ClozeError } from '../../../src/common/clozeError.js';
import type { ToolFile } from '../../../src/tools/tool.js';
import { inputSchema, ToolRunner, tools } from '../../../src/tools/toolTable.js';
import { stranger } from '../sessions/flow/reviewer.js';
import { toolEngine } from './toolEngine.js';

const files: Readonly<Record<string, Partial<ToolFile> & { text: string }>> = {
  'a.md': { text: `# Title\r\n\r\nThe boat came in. ${stranger} The harbor was quiet.\r\n`, language: 'markdown' },
  'muted.md': {
    text: `The boat came in. ${stranger} The harbor was quiet.\n`,
    language: 'markdown',
    ignored: { text: '*.md', path: 'muted.md' },
  },
  'empty.txt': { text: ' \n', language: 'plaintext' },
};
const readFile = (name: string): Promise<ToolFile> => {
  const file = files[name];
  if (file === undefined) return Promise.reject(new ClozeError({ code: 'bad-request', message: `${name} is not there.` }));
  return Promise.resolve({ name, language: 'plaintext', ...file });
};
const told: unknown[] = [];
const run = (name: string, input: unknown): Promise<Record<string, unknown>> => {
  told.length = 0;
  const call = { token: neverCancelled, report: (...args: unknown[]) => void told.push(args) };
  return new ToolRunner(toolEngine(), readFile).run(name, input, call) as Promise<Record<string, unknown>>;
};

describe('A model that reads about the tools', () => {
  test.each(tools)('$name learns when to use it, what comes back, and that it works offline', ({ name, description, title, doing }) => {
    expect(name).toMatch(/^cloze_[a-z]+$/);
    expect(description.length).toBeGreaterThan(200);
    expect(description.length).toBeLessThan(1_000);
    expect(description).toMatch(/\boffline\b/);
    expect(description).toMatch(/\b(?:Use|Give|Write|Bits)\b/);
    for (const text of [title, doing]) expect(text).toMatch(/^[A-Z][^.]*$/);
  });

  test.each(tools)('$name says of each input what it is', (tool) => {
    const schema = inputSchema(tool) as { type: string; properties: Record<string, { description?: string }> };
    expect(schema.type).toBe('object');
    for (const [name, { description }] of Object.entries(schema.properties)) expect(description, name).toMatch(/^[A-Z].*\.$/);
    expect(() => new Ajv({ strict: true }).compile(schema)).not.toThrow();
  });
});

describe('cloze_flow', () => {
  test('tells what does not follow and where, so that it can be found again', async () => {
    const result = await run('cloze_flow', { file: 'a.md' });
    const text = files['a.md']?.text ?? '';
    expect(result).toMatchObject({ file: 'a.md', language: 'markdown', checkedSentences: 2, mutedFindings: 0, notes: [] });
    const [finding] = result['findings'] as [
      { offset: number; length: number; line: number; column: number; score: number; reasons: string[] },
    ];
    expect(text.slice(finding.offset, finding.offset + finding.length)).toBe(stranger);
    expect(finding).toMatchObject({ line: 3, column: 19, endLine: 3, sentence: stranger, before: 'The boat came in.' });
    expect(finding.score).toBeGreaterThan(0.5);
    expect(finding.reasons.length).toBeGreaterThan(0);
    expect(told.length).toBeGreaterThan(0);
  });

  test('looks at the lines that are asked for only', async () => {
    expect(await run('cloze_flow', { file: 'a.md', endLine: 1 })).toMatchObject({ findings: [], checkedSentences: 0 });
  });

  test('leaves alone what reviewers have muted', async () => {
    expect(await run('cloze_flow', { file: 'muted.md' })).toMatchObject({ findings: [] });
  });

  test('says how many findings it leaves out', async () => {
    const text = Array.from({ length: 4 }, (_, index) => `The boat came in. ${stranger} The harbor of day ${index} was quiet.`).join(
      '\n\n',
    );
    const result = await run('cloze_flow', { text, language: 'markdown', maxFindings: 1 });
    expect(result['findings']).toHaveLength(1);
    expect(result['omittedFindings']).toBeGreaterThan(0);
  });
});

test('cloze_surprisal tells the most surprising words first, of the prose only', async () => {
  const text = 'The boat took the fish home.\n\n`fish` is code.\n';
  const result = await run('cloze_surprisal', { text, language: 'markdown', top: 2 });
  const [first] = result['spans'] as [{ offset: number; text: string; bits: number; line: number; expected: unknown }];
  expect(first).toMatchObject({ text: 'fish', bits: 18, line: 1, expected: [{ text: 'boat', probability: 0.25 }] });
  expect(text.slice(first.offset, first.offset + 4)).toBe('fish');
  expect(result['spans']).toHaveLength(2);
});

test('cloze_words tells what fits each blank', async () => {
  expect(await run('cloze_words', { text: 'The boat lay in an ___ by the [MASK].' })).toMatchObject({
    models: ['bert', 'causal'],
    blanks: [
      { offset: 19, length: 3, words: [{ word: 'harbor', probability: 0.5, articleBefore: 'a' }] },
      { offset: 30, length: 6 },
    ],
  });
});

test('cloze_continue writes as many continuations as are asked for, where they are wanted', async () => {
  expect(await run('cloze_continue', { text: 'The boat came in', count: 2 })).toMatchObject({
    offset: 16,
    continuations: [{ text: ' and number 0.', meanTokenProbability: 0.5 }, { text: ' and number 1.' }],
  });
});

describe('cloze_classify', () => {
  test('labels texts and files', async () => {
    expect(await run('cloze_classify', { texts: ['good', ' '], files: ['a.md'], labels: ['praise', 'complaint'] })).toMatchObject({
      texts: [
        { text: 'good', label: 'praise', probability: 0.75, probabilities: { praise: 0.75, complaint: 0.25 } },
        { label: null },
        { file: 'a.md', label: 'praise' },
      ],
    });
  });
});

test('cloze_compare ranks versions with their numbers', async () => {
  const versions = ['The boat took the fish home now.', 'The boat took the crew home now.'];
  expect(await run('cloze_compare', { versions, before: 'It was late.' })).toMatchObject({
    best: 1,
    isClear: true,
    ranking: [1, 0],
    versions: [
      { index: 0, totalBits: 42 },
      { index: 1, totalBits: 28, follows: 0.9526 },
    ],
  });
});

describe('An input that cannot be meant is refused in a sentence that helps', () => {
  test.each<[string, unknown, RegExp]>([
    ['cloze_flow', {}, /Give either text or file\./],
    ['cloze_flow', { text: 'a', file: 'a.md' }, /Give either text or file\./],
    ['cloze_flow', { text: ' ' }, /The text is empty\./],
    ['cloze_flow', { file: 'empty.txt' }, /empty\.txt is empty\./],
    ['cloze_flow', { file: 'none.md' }, /none\.md is not there\./],
    ['cloze_flow', { text: 'One.', startLine: 3 }, /startLine is 3, but the text has 1 lines\./],
    ['cloze_flow', { text: 'One.', startLine: 0 }, /startLine is 0, but must be a whole number from 1\./],
    ['cloze_flow', { file: 'a.md', startLine: 3, endLine: 2 }, /endLine is 2, but must be 3 or more\./],
    ['cloze_flow', { text: 7 }, /text is 7, but must be a text\./],
    ['cloze_flow', 'a text', /must be given as an object/],
    ['cloze_words', { text: 'No blank here.' }, /Write \[MASK\] or ___/],
    ['cloze_continue', { text: 'One', offset: 9 }, /offset is 9, but the text has 3 characters\./],
    ['cloze_continue', { text: 'a👍', offset: 2 }, /inside a character/],
    ['cloze_continue', { text: 'One', stopAt: 'page' }, /must be one of word, clause/],
    ['cloze_classify', { labels: ['a', 'b'] }, /Give texts or files\./],
    ['cloze_classify', { texts: ['a'] }, /Give one of labels, classifier and model\./],
    ['cloze_compare', { versions: ['One.'] }, /too few versions/],
    ['cloze_compare', { versions: ['One.', '…'] }, /must have words/],
    ['cloze_bake', {}, /There is no tool "cloze_bake"\. Tools: cloze_flow/],
  ])('%s %j', async (name, input, message) => {
    await expect(run(name, input)).rejects.toMatchObject({ code: 'bad-request', message: expect.stringMatching(message) as string });
  });
});
