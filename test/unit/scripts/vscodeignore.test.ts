import { listFiles } from '@vscode/vsce';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { expect, test } from 'vitest';
import { stageExtension } from '../../../scripts/packaging/stage.js';
import { thisTarget } from '../../../scripts/packaging/vsix.js';
import { inRoot } from '../../../scripts/paths.js';
import { readProjectFile } from '../../util/projectFiles.js';

const native = 'node_modules/onnxruntime-node/bin/napi-v6/';

test('`npx vsce package` packs the files of `npm run package`, and the native library of other machines too', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'cloze-test-'));
  try {
    await stageExtension(folder, thisTarget);
    const staged = (await filesIn(folder)).filter((file) => file !== '.vscodeignore');
    const listed = await listFiles({ cwd: inRoot('.') });
    const ofThisMachine = (file: string): boolean => !file.startsWith(native) || file.startsWith(native + thisTarget.replace('-', '/'));
    const isProgram = (file: string): boolean => file.startsWith('dist/');
    expect(listed.filter((file) => ofThisMachine(file) && !isProgram(file)).sort()).toEqual(
      staged.filter((file) => !isProgram(file)).sort(),
    );
    // Programs are there once they are built; so it is the lines that name them that are compared.
    const named = readProjectFile('.vscodeignore').split('\n').filter((line) => line.startsWith('!dist/')); // prettier-ignore
    expect(named.map((line) => line.slice(1)).sort()).toEqual(staged.filter(isProgram).sort());
  } finally {
    await rm(folder, { recursive: true });
  }
}, 120_000);

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)).split(sep).join('/'));
}
