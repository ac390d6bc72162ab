import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ClassifierHead } from '../../../src/common/classifierHead.js';
import { developerCommands } from '../../../bench/commands/all.js';
import { run } from '../../../src/cli/run.js';
import { headText } from '../../../src/learning/heads/headFile.js';
import { TestTerminal } from './testTerminal.js';

const tagger: ClassifierHead = {
  format: 'cloze-head',
  version: 1,
  unit: 'span',
  labels: ['O', 'B-PER', 'I-PER'],
  features: [{ kind: 'encoder', model: 'tiny', hash: 'abc', layers: [2], pooling: ['word'], size: 1 }],
  temperature: 1,
  intercepts: [1, 2, 3],
  weights: [[1], [2], [3]],
  training: { date: '2025-01-02T03:04:05.000Z', strength: 1, weighting: 'none', examples: [1, 1], majority: 0.5 },
};

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'cloze-empty-'));
  for (const name of ['a.md', 'b.md', 'a.csv', 'a.jsonl', 'a.conll'])
    await writeFile(path.join(folder, name), name === 'b.md' ? ' \n\t\n' : '');
  await writeFile(path.join(folder, 'words.cloze-head.json'), headText(tagger));
});
afterAll(() => rm(folder, { recursive: true }));

describe('a text without a character is an error that says which and what to do', () => {
  const classify = ['classify', '--labels', 'good,bad'];
  test.each<[string[], string]>([
    [['sentences', 'a.md'], 'a.md is empty'],
    [['complete', 'a.md'], 'a.md is empty'],
    [['complete', '-'], 'Standard input is empty'],
    [['complete', '--text', ''], '--text is empty'],
    [['surprisal', 'b.md'], 'b.md is empty'],
    [['fill', ' '], 'The text is empty'],
    [['fill', '-'], 'Standard input is empty'],
    [['next', 'A.', ''], 'One of the sentences is empty'],
    [['flow', 'a.md'], 'a.md is empty'],
    [['flow', '-'], 'Standard input is empty'],
    [['flow', 'a.md', 'b.md'], 'a.md, b.md is empty'],
    [[...classify, 'a.md'], 'a.md is empty'],
    [[...classify, '--text', ''], '--text is empty'],
    [[...classify, 'a.csv'], 'a.csv is empty'],
    [[...classify, 'a.jsonl'], 'a.jsonl is empty'],
    [[...classify, '-'], 'Standard input is empty'],
    [['classify', '--head', 'words.cloze-head.json', '-'], 'Standard input is empty'],
    [['train', 'a.csv', '--out', 'x'], 'a.csv is empty'],
    [['train', 'a.conll', '--out', 'x'], 'a.conll is empty'],
    [['eval', 'lm', 'a.jsonl'], 'a.jsonl has no row for this evaluation. It is empty.'],
  ])('cloze %j', async (words, message) => {
    const terminal = new TestTerminal();
    terminal.workingFolder = folder;
    const code = await run(words, developerCommands, terminal);
    expect({ code, output: terminal.output, message: terminal.messages }).toEqual({
      code: 2,
      output: '',
      message: expect.stringContaining(message) as string,
    });
  });
});
