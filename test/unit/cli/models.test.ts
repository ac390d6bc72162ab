import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commands } from '../../../src/cli/commands/all.js';
import { contextAt } from '../../../src/cli/input/contextAt.js';
import { run } from '../../../src/cli/run.js';
import { TestTerminal } from './testTerminal.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'cloze-models-'));
  await cp(path.join('test', 'data', 'golden', 'gpt2'), path.join(folder, 'tiny'), { recursive: true });
  await mkdir(path.join(folder, 'broken'));
  await writeFile(path.join(folder, 'broken', 'config.json'), '{');
});
afterAll(() => rm(folder, { recursive: true }));

async function json(words: readonly string[], env: Record<string, string>): Promise<unknown> {
  const terminal = new TestTerminal();
  Object.assign(terminal.env, env);
  expect(await run([...words, '--json'], commands, terminal)).toBe(0);
  return JSON.parse(terminal.output) as unknown;
}

describe('models', () => {
  test('lie in the package, and before that in the folders of CLOZE_MODELS', async () => {
    expect(await json(['models', 'where'], { CLOZE_MODELS: [folder, 'more'].join(path.delimiter), CLOZE_CACHE: folder })).toEqual({
      modelFolders: [folder, path.resolve('more'), path.resolve('models')],
      cacheFolder: folder,
    });
  });

  test.skipIf(process.platform !== 'linux').each([
    [{ XDG_CACHE_HOME: '/var/c' }, '/var/c/cloze'],
    [{ XDG_CACHE_HOME: 'relative' }, `${process.env.HOME ?? ''}/.cache/cloze`],
  ])('graphs lie where %j says', async (env, cacheFolder) => {
    expect(await json(['models', 'where'], env as Record<string, string>)).toMatchObject({ cacheFolder });
  });

  test('are listed, those too that cannot be used, with the reason', async () => {
    const models = await json(['models', 'list'], { CLOZE_MODELS: folder });
    expect(models).toContainEqual(
      expect.objectContaining({ name: 'tiny', path: path.join(folder, 'tiny'), type: 'gpt2', jobs: ['completion'], owner: 'folder' }),
    );
    expect(models).toContainEqual(
      expect.objectContaining({ name: 'smollm2-135m-instruct', jobs: ['completion', 'rewriting'], owner: 'cloze', fits: true }),
    );
    expect(models).toContainEqual(
      expect.objectContaining({ name: 'broken', type: null, error: expect.stringContaining('config.json') as string }),
    );
  });
});

describe('the context of a place in a file', () => {
  test('is its prose, with the headings above', () => {
    const text = '# Title\n\nFirst.\n\n```\ncode\n```\n\nSecond one goes on.\n\nThird.';
    const context = contextAt(text, text.indexOf(' goes'), 'markdown');
    expect(context.headings).toEqual(['Title']);
    expect(context.before).toMatch(/First\.\s+Second one$/);
    expect(context.after).toBe(' goes on.');
  });

  test('is the text as it stands where that is no prose', () => {
    const text = 'Words.\n\n```\nlet x = 1\n\nlet y\n```\n';
    const at = text.indexOf('x =');
    expect(contextAt(text, at, 'markdown')).toEqual({ headings: [], before: text.slice(0, at), after: 'x = 1' });
  });
});
