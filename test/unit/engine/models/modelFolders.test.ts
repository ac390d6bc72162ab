import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findModel, listModels } from '../../../../src/engine/models/modelFolders.js';
import { temporaryFolder } from './modelFolder.js';

async function folderWith(...models: string[]): Promise<string> {
  const folder = await temporaryFolder({ 'readme.md': 'hello' });
  for (const name of models) {
    if (name.endsWith('.gguf')) await writeFile(join(folder, name), 'GGUF');
    else {
      await mkdir(join(folder, name));
      if (!name.startsWith('no-')) await writeFile(join(folder, name, 'config.json'), '{}');
    }
  }
  return folder;
}

test('models are the folders with a configuration and the GGUF files, by name', async () => {
  const folder = await folderWith('small', 'no-model', 'big.gguf');
  expect(await listModels([folder])).toEqual([
    { name: 'big', path: join(folder, 'big.gguf') },
    { name: 'small', path: join(folder, 'small') },
  ]);
});

test('the first folder that has a model wins', async () => {
  const [first, second] = [await folderWith('a'), await folderWith('a', 'b')];
  expect(await findModel('a', [first, second])).toBe(join(first, 'a'));
  expect(await findModel('b', [first, second])).toBe(join(second, 'b'));
});

test('a folder that does not exist holds no models', async () => {
  expect(await listModels([join(await folderWith(), 'nothing')])).toEqual([]);
});

test('an absolute path is taken as it is', async () => {
  const path = join(await folderWith('a'), 'a');
  expect(await findModel(path, [])).toBe(path);
});

test.each(['../a', 'a/../a', './a', '.', '..', '', 'A/', 'a\0', 'b'])('%j is no name of a model beside it', async (name) => {
  const folder = await folderWith('a');
  const finding = findModel(name, [join(folder, 'a'), folder]);
  await expect(finding).rejects.toMatchObject({ code: 'model-not-found', message: expect.stringContaining('The models there are a.') as unknown });
});
