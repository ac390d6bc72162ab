import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commands } from '../../../src/cli/commands/all.js';
import { languageNamed, languageOf } from '../../../src/cli/input/fileLanguage.js';
import { run } from '../../../src/cli/run.js';
import { TestTerminal } from './testTerminal.js';

async function cloze(words: readonly string[], input = '', workingFolder = process.cwd()) {
  const terminal = new TestTerminal();
  terminal.input = Buffer.from(input);
  terminal.workingFolder = workingFolder;
  const code = await run(words, commands, terminal);
  return { code, output: terminal.output, messages: terminal.messages };
}

describe('cloze sentences', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'cloze-sentences-'));
    await writeFile(path.join(folder, 'a.md'), '# Title\n\nThe *first* one 😀 ends.\nA second goes\non here.\n\n- An item of a list.\n');
    await writeFile(path.join(folder, 'a.py'), '# A comment goes on. And one more.\nvalue = 1\n');
    await writeFile(path.join(folder, 'empty.md'), ' \n\n');
    await writeFile(path.join(folder, 'code.md'), '```\nvalue = 1\n```\n');
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('prints where each sentence is, and what is read of it', async () => {
    expect(await cloze(['sentences', 'a.md'], '', folder)).toEqual({
      code: 0,
      output: '3:1: The first one 😀 ends.\n4:1: A second goes on here.\n',
      messages: '',
    });
  });

  test('prints a list of offsets, lengths and texts as JSON, counted in UTF-16 code units', async () => {
    const { output } = await cloze(['sentences', 'a.md', '--json'], '', folder);
    expect(JSON.parse(output)).toEqual([
      { offset: 9, length: 24, text: 'The first one 😀 ends.' },
      { offset: 34, length: 22, text: 'A second goes on here.' },
    ]);
  });

  test('reads the comments of program code', async () => {
    expect((await cloze(['sentences', 'a.py'], '', folder)).output).toBe('1:3: A comment goes on.\n1:22: And one more.\n');
  });

  test('reads standard input as the language of the option, else as plain text', async () => {
    const text = '% A comment.\nThe text goes on.\n';
    expect((await cloze(['sentences', '-', '--language', 'tex'], text)).output).toBe('2:1: The text goes on.\n');
    expect((await cloze(['sentences', '-'], text)).output).toBe('1:1: % A comment.\n2:1: The text goes on.\n');
  });

  test('prefers the language of the option to that of the name', async () => {
    expect((await cloze(['sentences', 'a.py', '--language', 'txt'], '', folder)).output).toContain('1:1: # A comment goes on.');
  });

  test.each([
    [['sentences', 'empty.md'], 'empty.md is empty'],
    [['sentences', '-'], 'Standard input is empty. Give it some text.'],
    [['sentences', 'a.md', '--language', 'klingon'], '--language does not know "klingon"'],
    [['sentences', 'b.md'], 'b.md does not exist'],
    [['sentences'], 'needs FILE|-'],
  ])('%j is refused with what to do', async (words, message) => {
    const { code, output, messages } = await cloze(words, '', folder);
    expect({ code, output }).toEqual({ code: 2, output: '' });
    expect(messages).toContain(message);
  });

  test('says that a document without prose has no sentence', async () => {
    const found = await cloze(['sentences', 'code.md', '--json'], '', folder);
    expect(found).toEqual({ code: 0, output: '[]\n', messages: 'cloze: No sentence was found in it, read as markdown.\n' });
  });
});

describe('the language of a document', () => {
  test.each([
    ['story.md', 'markdown'],
    ['Story.TEX', 'latex'],
    ['page.mdx', 'mdx'],
    ['guide.adoc', 'asciidoc'],
    ['paper.typ', 'typst'],
    ['index.rst', 'restructuredtext'],
    ['.git/COMMIT_EDITMSG', 'git-commit'],
    ['lib/main.rs', 'rust'],
    ['Makefile', 'makefile'],
    ['notes', 'plaintext'],
    ['go', 'plaintext'],
    ['a.toString', 'plaintext'],
    ['-', 'plaintext'],
    [undefined, 'plaintext'],
  ])('%s is read as %s', (file, language) => {
    expect(languageOf(file)).toBe(language);
  });

  test.each([
    ['markdown', 'markdown'],
    ['Markdown', 'markdown'],
    ['.md', 'markdown'],
    ['LaTeX', 'latex'],
    ['tex', 'tex'],
    ['reStructuredText', 'restructuredtext'],
    ['text', 'plaintext'],
    ['C++', 'cpp'],
    ['FortranFreeForm', 'FortranFreeForm'],
    ['klingon', undefined],
    ['constructor', undefined],
    ['', undefined],
  ])('%j names %s', (name, language) => {
    expect(languageNamed(name)).toBe(language);
  });
});
