import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decodeText } from '../../../src/engine/tables/decodeText.js';
import { readJsonLines } from '../../../src/cli/input/jsonLines.js';
import { readBytes } from '../../../src/cli/input/readBytes.js';
import { TestTerminal } from './testTerminal.js';

describe('the text of a file', () => {
  test.each([
    ['UTF-8', [0xc3, 0xa9, 0x0d, 0x0a], 'é\r\n'],
    ['UTF-8 with a byte-order mark', [0xef, 0xbb, 0xbf, 0x61], 'a'],
    ['UTF-16, little end first', [0xff, 0xfe, 0x61, 0x00, 0x3d, 0xd8, 0x00, 0xde], 'a😀'],
    ['UTF-16, big end first', [0xfe, 0xff, 0x00, 0x61], 'a'],
    ['nothing', [], ''],
    ['NUL', [0x61, 0x00, 0x62], 'a\0b'],
  ])('%s', (_, bytes, text) => {
    expect(decodeText(Uint8Array.from(bytes), 'a.txt')).toBe(text);
  });

  test.each([
    ['a stray byte', [0x61, 0x62, 0xff, 0x63], 2],
    ['a byte of Latin-1', [0x63, 0x61, 0x66, 0xe9, 0x2e], 4],
    ['a character that is cut off', [0x61, 0xe2, 0x82], 2],
    ['a first byte that is wrong', [0x80], 0],
  ])('is refused for %s, with the place', (_, bytes, at) => {
    expect(() => decodeText(Uint8Array.from(bytes), 'a.txt')).toThrow(`a.txt is not valid UTF-8 text at byte ${at}. Save it as UTF-8`);
  });

  test('is refused for UTF-16 that is cut off', () => {
    expect(() => decodeText(Uint8Array.from([0xff, 0xfe, 0x61]), 'a.txt')).toThrow('a.txt is not valid UTF-16LE text.');
  });
});

describe('a file to read', () => {
  const terminal = new TestTerminal();
  beforeAll(async () => {
    terminal.workingFolder = await mkdtemp(path.join(tmpdir(), 'cloze-input-'));
    await writeFile(path.join(terminal.workingFolder, 'a.txt'), 'abc');
  });
  afterAll(() => rm(terminal.workingFolder, { recursive: true }));

  test('is found from the working folder', async () => {
    expect(Buffer.from(await readBytes('a.txt', terminal)).toString()).toBe('abc');
  });

  test('is standard input for a dash', async () => {
    terminal.input = Buffer.from('typed');
    expect(Buffer.from(await readBytes('-', terminal)).toString()).toBe('typed');
  });

  test.each([
    ['b.txt', 'b.txt does not exist.'],
    ['a.txt/b', 'a.txt/b does not exist.'],
    ['.', '. is a folder. Name a file in it.'],
  ])('%j is refused in plain words', async (name, message) => {
    await expect(readBytes(name, terminal)).rejects.toMatchObject({
      code: 'bad-request',
      message: expect.stringContaining(message) as string,
    });
  });
});

describe('JSON lines', () => {
  const read = (row: Readonly<Record<string, unknown>>): unknown => {
    if (row.n === 0) throw new Error('The n is 0.');
    return row.n;
  };

  test.each([
    ['{"n":1}\n{"n":2}\n', [1, 2], []],
    ['{"n":1}\r\n\r\n{"n":2}', [1, 2], []],
    ['', [], []],
    [
      '{"n":1}\nn\n[1]\nnull\n{"n":0}\n{"n":5}',
      [1, 5],
      ['2: The line is not JSON.', '3: The line is not a JSON object.', '4: The line is not a JSON object.', '5: The n is 0.'],
    ],
  ])('%j', (text, rows, skipped) => {
    const result = readJsonLines(text, read);
    expect({ rows: result.rows, skipped: result.skipped.map(({ line, reason }) => `${line}: ${reason}`) }).toEqual({ rows, skipped });
  });

  test('stop at the limit of good rows', () => {
    expect(readJsonLines('{"n":0}\n{"n":1}\n{"n":2}\n{"n":3}', read, 2).rows).toEqual([1, 2]);
  });
});
