import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { CancellationSource, neverCancelled } from '../../../../../src/common/cancellation.js';
import type { LearnRequest, LearnResult } from '../../../../../src/common/methods/manuscript.js';
import { learnedFileName } from '../../../../../src/engine/decode/learned/learnedFile.js';
import { learn } from '../../../../../src/engine/features/learn/learn.js';
import type { LearningContext } from '../../../../../src/engine/features/learn/learningContext.js';
import { learned } from '../../../../../src/engine/features/learn/learnedSummary.js';
import { WritersModel } from '../../../../../src/engine/features/learn/writersModel.js';
import { canMakeDisks, smallDisk } from '../../../../util/fullDisk.js';
import { leaseOf } from '../../../../util/leaseOf.js';
import { loadedReference } from '../../decode/reference/loadedReference.js';
import { decoderOf, tokenizer, unsure } from '../../decode/reference/writing.js';

const chapter = `The boat of Zelphina Quellabard was back in the harbour, and the crew of Zelphina Quellabard was on it.
Old Tobrin saw that Zelphina was there, and she had with her all that they could carry from the boat. `.repeat(4);
const french = `La mer était calme ce matin, et les bateaux dormaient dans le port. Une vieille femme regardait par la fenêtre de sa
maison, et elle ne disait rien à personne. Le vent venait de tourner, comme il le fait souvent en automne. `.repeat(4);

let folder: string;
let out: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cloze-learn-'));
  out = join(folder, 'out');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function file(name: string, content: string | Uint8Array): Promise<LearnRequest['sources'][number]> {
  const path = join(folder, name);
  await writeFile(path, content);
  return { path, name, language: name.endsWith('.md') ? 'markdown' : 'plaintext' };
}

const model = loadedReference(decoderOf(unsure));

function context(given: Partial<LearningContext> = {}): LearningContext {
  const causal = leaseOf(model);
  let now = 0;
  const others = { now: () => now++, today: () => new Date(0), cancel: neverCancelled, report: () => undefined };
  return { causal, trainingFolder: join(folder, 'training'), ...others, ...given };
}

function learning(sources: LearnRequest['sources'], given: Partial<LearnRequest> = {}, around = context()): Promise<LearnResult> {
  return learn({ sources, folder: out, onlyEnglish: true, ...given }, around);
}

describe("Learning from a writer's texts", () => {
  test('counts the words and keeps the names that the model does not know', async () => {
    const result = await learning([await file('one.txt', chapter)]);
    expect(result).toMatchObject({ model: 'reference', texts: 1, words: 156, isUsed: true, leftOut: [] });
    expect(result.known.slice(0, 2)).toEqual([
      { text: 'Zelphina', count: 12, isName: true, rivals: [0, 0, 0], ago: expect.closeTo(15 / 156) as number },
      { text: 'Quellabard', count: 8, isName: true, rivals: [0, 0, 0], ago: expect.closeTo(23 / 156) as number },
    ]);
    expect(await readdir(out)).toEqual([learnedFileName]);
  });

  test('measures on text that it has not learned what it is worth', async () => {
    const { figures } = await learning([await file('one.txt', chapter)]);
    expect(figures?.tokens).toBeGreaterThan(100);
    expect(figures?.after).toBeLessThan(figures?.before ?? 0);
  });

  test('is of prose only', async () => {
    const { known } = await learning([await file('one.md', `${chapter}\n\n\`\`\`\nqwertz qwertz qwertz\n\`\`\`\n`)]);
    expect(known.some(({ text }) => text === 'qwertz')).toBe(false);
  });

  test.each([
    ['a picture', Uint8Array.from({ length: 600 }, (_, at) => at % 251), 'binary'],
    ['an empty file', '', 'empty'],
    ['a file of nothing but spaces and lines', ' \n\n \n', 'empty'],
    ['a text in another language', french, 'language'],
    ['a text that another file has too', chapter, 'repeated'],
  ])('leaves out %s, and says why', async (_, content, why) => {
    const sources = [await file('one.txt', chapter), await file('two.txt', content)];
    const { leftOut, texts } = await learning(sources);
    expect({ leftOut, texts }).toEqual({ leftOut: [{ file: 'two.txt', why }], texts: 1 });
  });

  test('leaves out a folder, and a file that is gone', async () => {
    const gone = { path: join(folder, 'gone.txt'), name: 'gone.txt', language: 'plaintext' };
    const { leftOut } = await learning([await file('one.txt', chapter), gone, { ...gone, path: folder, name: 'folder' }]);
    expect(leftOut.map(({ file: name, why }) => [name, why])).toEqual([
      ['gone.txt', 'unreadable'],
      ['folder', 'unreadable'],
    ]);
  });

  test('reads UTF-16, and other languages where the model may know them', async () => {
    const utf16 = Buffer.from(`\uFEFF${chapter}`, 'utf16le');
    expect(await learning([await file('one.txt', utf16)])).toMatchObject({ texts: 1, words: 156 });
    expect(await learning([await file('two.txt', french)], { onlyEnglish: false })).toMatchObject({ texts: 1 });
  });

  test.each([
    ['', 'There is too little prose to learn from: 0 words. one.txt: It has no prose. Choose files with at least a page of prose.'],
    ['A short note.', 'There is too little prose to learn from: 3 words. Choose files with at least a page of prose.'],
    [french, 'There is too little prose to learn from: 0 words. one.txt: It is not in English, the only language the model knows. Choose files with at least a page of prose.'], // prettier-ignore
  ])('says so where there is too little: %j', async (content, message) => {
    await expect(learning([await file('one.txt', content)])).rejects.toMatchObject({ detail: { code: 'text-invalid', message } });
  });

  test('reads a manuscript in one line', async () => {
    const line = chapter.replaceAll('\n', ' ').repeat(40);
    expect(await learning([await file('one.txt', line)])).toMatchObject({ words: 6240 });
  });

  test('reads a manuscript of 40 MB, and gives way to other work meanwhile', async () => {
    const long = chapter.repeat(Math.ceil((40 * 2 ** 20) / chapter.length));
    const encode = vi.spyOn(tokenizer, 'encode').mockReturnValue([1, 2, 3] as never);
    let turns = 0;
    const counting = setInterval(() => turns++, 1);
    try {
      const { words } = await learning([await file('one.txt', long)]);
      expect(words).toBe(156 * (long.length / chapter.length));
    } finally {
      clearInterval(counting);
      encode.mockRestore();
    }
    expect(turns).toBeGreaterThan(100);
  });

  test('makes tokens only of what has changed', async () => {
    const encode = vi.spyOn(tokenizer, 'encode');
    try {
      const sources = [await file('one.txt', chapter), await file('two.txt', `${chapter} The end of it.`)];
      const first = await learning(sources);
      encode.mockClear();
      await file('two.txt', `${chapter} Another end.`);
      const second = await learning(sources);
      const read = encode.mock.calls.filter(([text]) => text.length > 100);
      expect(read.map(([text]) => text.endsWith('Another end.'))).toEqual([true]);
      expect(second.words).toBe(first.words - 2);
      expect(await readFile(join(out, learnedFileName))).toEqual(await fromNothing(sources));
    } finally {
      encode.mockRestore();
    }
  });

  /** The file as it would be without an earlier one, but with its weights and figures. */
  async function fromNothing(sources: LearnRequest['sources']): Promise<Buffer> {
    const kept = await readFile(join(out, learnedFileName));
    await learning(sources);
    expect(await readFile(join(out, learnedFileName))).toEqual(kept);
    return kept;
  }

  test('measures again only once the text has grown by a fifth, or when asked to', async () => {
    const one = await file('one.txt', chapter);
    const first = await learning([one]);
    const asked = vi.spyOn(model.decoder, 'rate');
    try {
      await file('one.txt', `${chapter} A little more of it.`);
      expect((await learning([one])).figures).toEqual(first.figures);
      expect(asked).not.toHaveBeenCalled();
      await learning([one], { again: true });
      expect(asked).toHaveBeenCalled();
      asked.mockClear();
      await file('one.txt', chapter.repeat(2));
      await learning([one]);
      expect(asked).toHaveBeenCalled();
    } finally {
      asked.mockRestore();
    }
  });

  test('gives a whole file where two windows learn at the same time', async () => {
    const sources = [await file('one.txt', chapter)];
    const [one, two] = await Promise.all([learning(sources), learning(sources)]);
    expect(one.figures).toEqual(two.figures);
    expect((await learned({ folder: out }, leaseOf(model), neverCancelled)).state).toBe('ready');
    expect(await readdir(out)).toEqual([learnedFileName]);
  });

  test('ends soon where it is given up, and leaves what was there', async () => {
    const sources = [await file('one.txt', chapter)];
    await learning(sources);
    const before = await readFile(join(out, learnedFileName));
    await file('one.txt', chapter.repeat(3));
    const source = new CancellationSource();
    const around = context({ cancel: source.token, report: () => source.cancel() });
    await expect(learning(sources, {}, around)).rejects.toMatchObject({ detail: { code: 'cancelled' } });
    expect(await readFile(join(out, learnedFileName))).toEqual(before);
  });

  test.runIf(canMakeDisks)('says so where the disk is full, and leaves what was there', async () => {
    const disk = await smallDisk(16);
    try {
      const sources = [await file('one.txt', chapter)];
      await learning(sources, { folder: disk.folder });
      const before = await readFile(join(disk.folder, learnedFileName));
      await file('one.txt', chapter.repeat(20));
      await expect(learning(sources, { folder: disk.folder })).rejects.toMatchObject({
        detail: { code: 'disk', message: expect.stringContaining('There is no room for what was learned') as string },
      });
      expect(await readFile(join(disk.folder, learnedFileName))).toEqual(before);
      expect(await readdir(disk.folder)).toEqual([learnedFileName]);
    } finally {
      await disk.remove();
    }
  });
});

describe('What was learned', () => {
  const found = (folderName = out) => learned({ folder: folderName }, leaseOf(model), neverCancelled);

  test('is told with its figures', async () => {
    const result = await learning([await file('one.txt', chapter)]);
    const { figures, known, bytes } = result;
    expect(await found()).toMatchObject({ state: 'ready', summary: { figures, known, bytes, date: '1970-01-01T00:00:00.000Z' } });
  });

  test('is nothing where nothing was learned', async () => {
    expect(await found()).toEqual({ state: 'none' });
  });

  test('is damaged where its file is, and is learned again', async () => {
    const sources = [await file('one.txt', chapter)];
    await learning(sources);
    await writeFile(join(out, learnedFileName), 'something else');
    expect(await found()).toEqual({ state: 'damaged' });
    await learning(sources);
    expect((await found()).state).toBe('ready');
  });

  test('is damaged where a folder has its name', async () => {
    await mkdir(join(out, learnedFileName), { recursive: true });
    expect(await found()).toEqual({ state: 'damaged' });
  });

  test("is another model's where its tokens are", async () => {
    await learning([await file('one.txt', chapter)]);
    const other = leaseOf({ ...model, hash: 'other' });
    expect(await learned({ folder: out }, other, neverCancelled)).toEqual({ state: 'other-model', model: 'reference' });
    expect((await new WritersModel(out).of({ ...model, hash: 'other' })).writer).toBeUndefined();
  });

  test('is used from the next request on, and not any more once it was deleted', async () => {
    const writers = new WritersModel(out);
    expect(await writers.of(model)).toBe(model);
    await learning([await file('one.txt', chapter)]);
    expect((await writers.of(model)).writer).toBeDefined();
    expect((await writers.of(model)).writer).toBe((await writers.of(model)).writer);
    await rm(out, { recursive: true });
    expect(await writers.of(model)).toBe(model);
  });

  test('is not used where its file is damaged', async () => {
    const writers = new WritersModel(out);
    await mkdir(out);
    await writeFile(join(out, learnedFileName), 'CLOZE LEARNED\n');
    expect(await writers.of(model)).toBe(model);
  });
});
