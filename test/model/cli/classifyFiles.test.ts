import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TestTerminal } from '../../unit/cli/testTerminal.js';
import { type Answer, cloze } from './clozeCommand.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'cloze-test-'));
  await writeFile(path.join(folder, 'match.txt'), 'The striker scored twice before half-time.');
  await writeFile(path.join(folder, 'stew.txt'), 'Fry the onions in butter, then add the beans.');
  await writeFile(path.join(folder, 'photo.jpg'), Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 1));
});
afterAll(() => rm(folder, { recursive: true }));

function classify(...words: string[]): Promise<Answer> {
  const terminal = new TestTerminal();
  terminal.workingFolder = folder;
  return cloze(['classify', ...words, '--labels', 'cooking,football', '--by', 'encoder'], terminal);
}

describe('Of many files', () => {
  test('those that are gone or no texts are named, and the others have their labels', async () => {
    const { code, json, messages } = await classify('match.txt', 'gone.txt', 'photo.jpg', 'stew.txt', '--json');
    expect(json).toMatchObject({
      texts: [
        { file: 'match.txt', label: 'football' },
        { file: 'stew.txt', label: 'cooking' },
      ],
      leftOut: [{ file: 'gone.txt' }, { file: 'photo.jpg' }],
    });
    expect(messages).toContain('gone.txt does not exist. It was left out.');
    expect(code).toBe(1);
  });

  test('more than are read at a time come in their order', async () => {
    const names = [...Array<string>(70).fill('match.txt'), 'stew.txt'];
    const { code, json } = await classify(...names, '--json');
    const { texts } = json as { texts: { file: string; label: string }[] };
    expect(texts.map(({ file }) => file)).toEqual(names);
    expect(texts.at(-1)?.label).toBe('cooking');
    expect(code).toBe(0);
  });

  test('none may be there', async () => {
    const { code, messages } = await classify('gone.txt', 'lost.txt');
    expect(messages).toContain('gone.txt does not exist. lost.txt does not exist.');
    expect(code).toBe(2);
  });
});
