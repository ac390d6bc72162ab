import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TestTerminal } from '../../unit/cli/testTerminal.js';
import { cloze } from './clozeCommand.js';

const stranger = "The company's quarterly revenue rose by eleven percent, mostly on sales of software.";
const keeper = (third: string): string =>
  `The lighthouse stood on a rock at the end of the point. Its keeper climbed the stairs every evening and lit the lamp. He wrote down the wind and the weather in a book. ${third} In the morning he put the lamp out and went down to his breakfast. Then he cleaned the glass until nothing could be seen on it.\n`;

const german =
  'Der Leuchtturm stand auf einem Felsen am Ende der Landzunge. Jeden Abend stieg der Wärter hinauf und zündete die Lampe an. Er schrieb den Wind auf.\n';

/** Some 700 tokens. */
const endless = 'that the wind rose and the lamp went out, '.repeat(70).trim().slice(0, -1);

interface FileFindings {
  readonly findings: readonly {
    readonly offset: number;
    readonly line: number;
    readonly score: number;
    readonly sentence: string;
    readonly reasons: readonly string[];
  }[];
  readonly muted: number;
  readonly checked: number;
  readonly notes: readonly string[];
}

let terminal: TestTerminal;
const here = async (...words: string[]): ReturnType<typeof cloze> => {
  const own = new TestTerminal();
  own.workingFolder = terminal.workingFolder;
  return cloze(words, own);
};
beforeAll(async () => {
  terminal = new TestTerminal();
  terminal.workingFolder = await mkdtemp(path.join(tmpdir(), 'cloze-flow-'));
  const write = (name: string, text: string): Promise<void> => writeFile(path.join(terminal.workingFolder, name), text);
  await write('tale.md', `# The keeper\r\n\r\n${keeper(stranger)}`);
  await write('muted.tex', keeper(`\n% cloze-ignore-next\n${stranger}`));
  await write('german.md', german);
  await write('empty.md', '');
  await write('left-out.md', keeper(stranger));
  await write('.clozeignore', 'left-*.md\n');
});
afterAll(() => rm(terminal.workingFolder, { recursive: true }));

describe('cloze flow', () => {
  test('finds the sentence that does not follow, at its place in the file, with reasons', async () => {
    const { code, json } = await here('flow', 'tale.md', '--json');
    const [file] = json as FileFindings[];
    expect(code).toBe(0);
    expect(file).toMatchObject({ file: 'tale.md', checked: 5, muted: 0, notes: [] });
    expect(file?.findings).toHaveLength(1);
    expect(file?.findings[0]).toMatchObject({
      offset: `# The keeper\r\n\r\n${keeper(stranger)}`.indexOf(stranger),
      line: 3,
      sentence: stranger,
    });
    expect(file?.findings[0]?.reasons.length).toBeGreaterThan(1);
  });

  test('ends with 1 where a finding is as bad as asked for, and with 0 where it is not', async () => {
    expect((await here('flow', 'tale.md', '--fail-on', '0.9')).code).toBe(1);
    expect((await here('flow', 'tale.md', '--fail-on', '1')).code).toBe(0);
  });

  test('obeys comments and .clozeignore, and says what it did not check', async () => {
    const { json } = await here('flow', 'muted.tex', 'left-out.md', 'german.md', 'empty.md', '--json');
    const files = json as FileFindings[];
    expect(files.map(({ findings, muted, checked }) => [findings.length, muted, checked])).toEqual([
      [0, 1, 5],
      [0, 0, 0],
      [0, 0, 0],
      [0, 0, 0],
    ]);
    expect(files.map(({ notes }) => notes.join(' '))).toEqual([
      '',
      expect.stringContaining('.clozeignore'),
      expect.stringContaining('English'),
      expect.stringContaining('English'),
    ]);
  });

  test.each([
    ['in UTF-16', Buffer.from('\ufefftale.md\n', 'utf16le'), 0, /clozeignore leaves it out/],
    ['that is no text', Buffer.of(0xc3, 0x28), 2, /\.clozeignore is not valid UTF-8 text/],
  ])('reads a .clozeignore %s', async (_, bytes, exitCode, said) => {
    const own = new TestTerminal();
    own.workingFolder = await mkdtemp(path.join(tmpdir(), 'cloze-flow-'));
    try {
      await writeFile(path.join(own.workingFolder, 'tale.md'), keeper(stranger));
      await writeFile(path.join(own.workingFolder, '.clozeignore'), bytes);
      const { code, output, messages } = await cloze(['flow', 'tale.md'], own);
      expect(code).toBe(exitCode);
      expect(output + messages).toMatch(said);
    } finally {
      await rm(own.workingFolder, { recursive: true });
    }
  });

  test('prints SARIF, and a text with a line that terminals make a link of', async () => {
    expect(JSON.parse((await here('flow', 'tale.md', '--format', 'sarif')).output)).toMatchObject({
      version: '2.1.0',
      runs: [{ results: [{ ruleId: 'flow' }] }],
    });
    expect((await here('flow', 'tale.md')).output).toMatch(/^tale\.md:3:169: >?9\d % "The company's/);
  });

  test.each([
    ['paragraphs without words', '\n\n🚢 ⚓\n\n🚢⚓🚢\n\n---\n\n   \n', [0, 0]],
    ['a table', '| Hour | Wind |\n| --- | --- |\n| Six. Seven. | South. West. |\n', [0, 0]],
    ['a list, whose items need not follow each other', `- He lit the lamp.\n- ${stranger}\n- He slept.\n`, [0, 0]],
    ['an English text with a paragraph in another language', `${keeper(stranger)}\n${german}`, [1, 5]],
    ['sentences that are too long for the model', `He said ${endless}. She said ${endless}. He said no more.\n`, [0, 2]],
  ])('reads %s', async (_, text, expected) => {
    await writeFile(path.join(terminal.workingFolder, 'awkward.md'), text);
    const [file] = (await here('flow', 'awkward.md', '--json')).json as FileFindings[];
    expect([file?.findings.length, file?.checked]).toEqual(expected);
  });

  test('a file that does not exist is named', async () => {
    const { code, messages } = await here('flow', 'nowhere.md');
    expect(code).toBe(2);
    expect(messages).toContain('nowhere.md');
  });
});

describe('cloze next', () => {
  const probability = async (...words: string[]): Promise<number> =>
    ((await here('next', ...words, '--json')).json as { probability: number }).probability;

  test('holds a sentence that goes on for more probable than one from elsewhere', async () => {
    const first = 'Its keeper climbed the stairs every evening.';
    expect(await probability(first, 'At the top he lit the lamp.')).toBeGreaterThan(0.5);
    expect(await probability(first, stranger)).toBeLessThan(0.5);
  });

  test('an empty sentence is refused', async () => {
    expect((await here('next', 'A.', ' ')).code).toBe(2);
  });
});

describe('The evaluations of the flow', () => {
  test('intruder: finds it, and gives no warning about the text as it was written', async () => {
    const sentences = keeper(stranger)
      .trim()
      .split(/(?<=\.) /);
    const row = {
      group: 'fiction',
      sentences,
      intruder: 3,
      original: keeper('The lines were short, for little happened.')
        .trim()
        .split(/(?<=\.) /),
    };
    await writeFile(path.join(terminal.workingFolder, 'intruder.jsonl'), `${JSON.stringify(row)}\n`);
    const { json } = await here('eval', 'intruder', '.', '--json');
    expect(json).toMatchObject({ kind: 'intruder', rows: 1, metrics: { top1: 1, auc: 1, falseAlarmsPer100: 0 } });
  });

  test('next-sentence: tells two pairs apart', async () => {
    const rows = [
      { group: 'fiction', a: 'He lit the lamp at dusk.', b: 'The light swept over the sea.', next: 1 },
      { group: 'fiction', a: 'He lit the lamp at dusk.', b: stranger, next: 0 },
    ];
    await writeFile(path.join(terminal.workingFolder, 'next-sentence.jsonl'), rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
    const { json } = await here('eval', 'next-sentence', '.', '--json');
    expect(json).toMatchObject({ kind: 'next-sentence', rows: 2, metrics: { auc: 1 } });
  });

  test.each(['next-sentence --by encoder', 'intruder'])('%s: says why, where no model can be opened', async (kind) => {
    const broken = path.join(terminal.workingFolder, 'broken');
    await mkdir(broken, { recursive: true });
    await writeFile(path.join(broken, 'config.json'), '{"model_type": "bert", "hidden_size": 0}');
    const { code, messages } = await here('eval', ...kind.split(' '), '.', '--encoder', broken, '--model', broken);
    expect(code).toBe(2);
    expect(messages).toContain('"hidden_size" is 0');
    expect(messages).not.toContain('did not foresee');
  });
});
