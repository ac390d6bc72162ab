import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TestTerminal } from '../../unit/cli/testTerminal.js';
import { type Answer, cloze } from './clozeCommand.js';

const things = ['soup', 'film', 'novel', 'hotel', 'concert', 'phone', 'teacher', 'garden', 'coffee', 'jacket', 'museum', 'train ride'];
const praise = things.map((thing) => `What a wonderful ${thing}, I loved every bit of it.`);
const blame = things.map((thing) => `The ${thing} was a terrible disappointment, and I want my money back.`);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'cloze-test-'));
  const rows = [...praise.map((text) => ({ text, label: 'praise' })), ...blame.map((text) => ({ text, label: 'blame' }))];
  await writeFile(path.join(folder, 'train.jsonl'), rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
});
afterAll(() => rm(folder, { recursive: true }));

function inFolder(words: readonly string[], input = ''): Promise<Answer> {
  const terminal = new TestTerminal();
  terminal.workingFolder = folder;
  terminal.input = Buffer.from(input);
  return cloze(words, terminal);
}

const table =
  'id,text\n1,"What a wonderful lamp, I loved it"\n2,\n3,"The lamp was a terrible disappointment, and\nreally I want my money back."\n4,The walk was terrible and I want my money back\n';

describe('cloze train, with the embedded BERT,', () => {
  test('learns labels, says how well, and writes a classifier', async () => {
    const { code, json } = await inFolder(['train', 'train.jsonl', '--out', 'tone.json', '--json']);
    expect(code).toBe(0);
    expect(json).toMatchObject({ labels: [{ name: 'blame', examples: 12 }, { name: 'praise', examples: 12 }], majority: 0.5, head: 'tone.json' }); // prettier-ignore
    expect((json as { figures: { accuracy: { value: number } } }).figures.accuracy.value).toBeGreaterThan(0.9);
  });

  test('learns from a folder for each label, and names what it left out', async () => {
    for (const [label, texts] of Object.entries({ praise, blame })) {
      await mkdir(path.join(folder, 'mail', label), { recursive: true });
      for (const [at, text] of texts.entries()) await writeFile(path.join(folder, 'mail', label, `${at}.txt`), text);
    }
    await writeFile(path.join(folder, 'mail', 'blame', 'photo.jpg'), Uint8Array.of(0xff, 0xd8, 0, 1));
    const { code, json } = await inFolder(['train', 'mail/', '--out', 'mail.json', '--json']);
    expect(code).toBe(0);
    expect(json).toMatchObject({ labels: [{ name: 'blame', examples: 12 }, { name: 'praise', examples: 12 }], leftOut: [{ file: 'mail/blame/photo.jpg', why: 'binary' }] }); // prettier-ignore
  });

  test('learns several labels a text, and gives several or none', async () => {
    const food = (at: number): string => (at < 6 ? 'food' : '');
    const rows = [
      ...praise.map((text, at) => [text, `praise|${food(at)}`]),
      ...blame.map((text, at) => [text, at < 6 ? '["food"]' : '[]']),
    ];
    await writeFile(path.join(folder, 'topics.jsonl'), rows.map(([text, label]) => `${JSON.stringify({ text, label })}\n`).join(''));
    const trained = await inFolder(['train', 'topics.jsonl', '--multi-label', '--out', 'topics.json', '--json']);
    expect(trained.json).toMatchObject({ labels: [{ name: 'food' }, { name: 'praise' }], figures: { each: [{}, {}] } });
    const { json } = await inFolder(['classify', '--text', praise[0] ?? '', '--head', 'topics.json', '--json']);
    expect(json).toMatchObject({ labels: ['food', 'praise'], texts: [{ labels: ['food', 'praise'] }] });
    const { output } = await inFolder(
      ['classify', '-', '--format', 'jsonl', '--head', 'topics.json'],
      `${JSON.stringify({ text: blame[11] })}\n`,
    );
    expect(JSON.parse(output)).toMatchObject({ cloze_label: [] });
  });

  test('writes one that can be measured', async () => {
    const { json } = await inFolder(['eval', 'classification', '--test', 'train.jsonl', '--head', 'tone.json', '--json']);
    expect(json).toMatchObject({ rows: 24, metrics: { accuracy: 1 } });
  });

  test('is measured as it would be trained, by other names than the rows have', async () => {
    const words = ['eval', 'classification', '--train', 'train.jsonl', '--test', 'train.jsonl', '--per-label', '10', '--json'];
    const { json } = await inFolder([...words, '--labels', 'praise=wonderful,blame=terrible']);
    expect(json).toMatchObject({ rows: 24, metrics: ((await inFolder(words)).json as { metrics: object }).metrics });
  });

  test('writes one that labels the rows of a table, in their order', async () => {
    const { code, output, messages } = await inFolder(['classify', '-', '--head', 'tone.json'], table);
    expect(code).toBe(0);
    const [names, ...rows] = output.trimEnd().split(/\n(?!really)/);
    expect(names).toBe('id,text,cloze_label,cloze_p_blame,cloze_p_praise');
    expect(rows.map((row) => /^(\d).*,(praise|blame|),[^,]*,[^,]*$/s.exec(row)?.slice(1))).toEqual([['1', 'praise'], ['2', ''], ['3', 'blame'], ['4', 'blame']]); // prettier-ignore
    expect(messages).toContain('1 rows have no words');
  });

  test('goes on where it was stopped, also in the middle of a row', async () => {
    const words = ['classify', 'rows.csv', '--head', 'tone.json', '--output', 'out.csv'];
    await writeFile(path.join(folder, 'rows.csv'), table);
    await inFolder(words);
    const whole = await readFile(path.join(folder, 'out.csv'), 'utf8');
    await writeFile(path.join(folder, 'out.csv'), whole.slice(0, whole.indexOf('really') + 2));
    const { json } = await inFolder([...words, '--resume', '--json']);
    expect(json).toMatchObject({ rows: 2, resumed: 2 });
    expect(await readFile(path.join(folder, 'out.csv'), 'utf8')).toBe(whole);
  });

  test('gives files labels with the words that decided, and SARIF for those of a label', async () => {
    await writeFile(path.join(folder, 'good.txt'), 'What a wonderful evening.');
    await writeFile(path.join(folder, 'bad.txt'), 'The lamp was a terrible disappointment.');
    const { json } = await inFolder(['classify', 'good.txt', 'bad.txt', '--head', 'tone.json', '--why', '--json']);
    const texts = (json as { texts: { label: string; words: { offset: number; length: number }[] }[] }).texts;
    expect(texts.map(({ label }) => label)).toEqual(['praise', 'blame']);
    expect(texts[0]?.words).toHaveLength(4);
    const sarif = await inFolder(['classify', 'good.txt', 'bad.txt', '--head', 'tone.json', '--sarif', 'blame', '--json']);
    expect(sarif.json).toMatchObject({ version: '2.1.0', runs: [{ results: [{ locations: [{ physicalLocation: { artifactLocation: { uri: 'bad.txt' } } }] }] }] }); // prettier-ignore
  });

  test.each<[string, string[], string]>([
    ['a broken classifier', ['classify', '--text', 'x', '--head', 'train.jsonl'], 'cannot be used as a classifier'],
    [
      'several labels of a classifier of one',
      ['classify', '--text', 'x', '--head', 'tone.json', '--multi-label'],
      'has learned that a text has one label',
    ],
    [
      'a measure of several labels',
      ['eval', 'classification', '--test', 'train.jsonl', '--head', 'topics.json'],
      'gives a text several labels or none',
    ],
    ['a folder without folders', ['train', 'mail/praise', '--out', 'x.json'], 'praise has no folders in it'],
    ['no classifier', ['classify', '--text', 'x'], 'Specify what gives the labels'],
    ['a table that is not there', ['classify', 'nowhere.csv', '--head', 'tone.json'], 'nowhere.csv does not exist'],
    ['a column that is not there', ['classify', 'rows.csv', '--head', 'tone.json', '--text-column', 'body'], 'no column "body"'],
    ['a table without labels', ['train', 'rows.csv', '--out', 'x.json', '--text-column', 'text'], 'label'],
    ['an output that cannot be', ['classify', 'rows.csv', '--head', 'tone.json', '--output', '/dev/full'], 'disk is full'],
  ])('says in a sentence what is wrong with %s', async (_, words, reason) => {
    const { code, messages } = await inFolder(words);
    expect(code).toBeGreaterThan(1);
    expect(messages).toContain(reason);
  });
});

describe('Labels without training', () => {
  test.each(['encoder', 'causal', 'both'])('tell a kitchen from a stadium, by %s', async (by) => {
    const { json } = await inFolder([
      'classify',
      '--text',
      'The striker scored twice before half-time.',
      '--labels',
      'cooking,football',
      '--by',
      by,
      '--json',
    ]);
    expect(json).toMatchObject({ texts: [{ label: 'football' }] });
  });

  test('are measured on a table whose labels have other names', async () => {
    const words = [
      'eval',
      'classification',
      '--test',
      'train.jsonl',
      '--labels',
      'praise=wonderful,blame=terrible',
      '--by',
      'encoder',
      '--json',
    ];
    const { json } = await inFolder(words);
    const { kind, rows, metrics } = json as { kind: string; rows: number; metrics: { accuracy: number; macroF1: number } };
    expect({ kind, rows }).toEqual({ kind: 'classification', rows: 24 });
    expect(metrics.accuracy).toBeGreaterThan(0.7);
  });
});
