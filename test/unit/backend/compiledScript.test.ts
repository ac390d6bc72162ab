import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type CompiledScript, loadCompiled } from '../../../src/backend/compiledScript.js';

interface Adder {
  readonly folder: string;
  add(a: number, b: number): string;
}

describe('The extension starts from compiled code', () => {
  let folder: string;
  let file: string;
  let cache: string;
  const load = (): CompiledScript<Adder> => loadCompiled<Adder>(file, cache, createRequire(file));
  const write = (sign: string): Promise<void> =>
    writeFile(
      file,
      `const path = require('node:path');\nexports.folder = __dirname;\nexports.add = (a, b) => path.join(String(a ${sign} b));\n`,
    );

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cloze-test-'));
    file = join(folder, 'extension.cjs');
    cache = join(folder, 'compiled');
    await write('+');
  });
  afterEach(() => rm(folder, { recursive: true }));

  test('that it keeps at the first start, and does the same with it', async () => {
    const first = load();
    expect(first.exports.add(1, 2)).toBe('3');
    await first.keep();
    const second = load();
    expect([first.fromCache, second.fromCache, second.exports.add(1, 2), second.exports.folder]).toEqual([false, true, '3', folder]);
  });

  test('but not from that of another version, which is deleted', async () => {
    await load().keep();
    const [old] = await readdir(cache);
    await write('-');
    const next = load();
    expect([next.fromCache, next.exports.add(1, 2)]).toEqual([false, '-1']);
    await next.keep();
    const files = await readdir(cache);
    expect([files.length, files.includes(old ?? '')]).toEqual([1, false]);
  });

  test.each([
    ['cut off', (data: Buffer) => data.subarray(0, data.length / 2)],
    ['empty', () => Buffer.alloc(0)],
    ['changed in one byte', (data: Buffer) => Buffer.from(data.map((byte, at) => (at === data.length - 9 ? byte ^ 1 : byte)))],
  ])('but not from a file that is %s', async (_, damage) => {
    await load().keep();
    const [name = ''] = await readdir(cache);
    await writeFile(join(cache, name), damage(await readFile(join(cache, name))));
    expect([load().fromCache, load().exports.add(1, 2)]).toEqual([false, '3']);
  });

  test('or without, where nothing can be kept', async () => {
    await writeFile(cache, 'a file in the way of the folder');
    cache = join(cache, 'compiled');
    const script = load();
    await script.keep();
    expect([script.exports.add(1, 2), load().fromCache]).toEqual(['3', false]);
    await expect(mkdir(cache)).rejects.toThrow();
  });

  test('and says in errors where they come from', async () => {
    await writeFile(file, 'exports.add = () => {\n  throw new Error("no");\n};\n');
    await load().keep();
    expect(() => load().exports.add(1, 2)).toThrow(expect.objectContaining({ stack: expect.stringContaining(`${file}:2`) as string }));
  });
});
