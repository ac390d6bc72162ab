import { listFiles } from '@vscode/vsce';
import { execFileSync } from 'node:child_process';
import { link, mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { expect, test } from 'vitest';
import { stageExtension } from '../../../scripts/packaging/stage.js';
import { thisTarget } from '../../../scripts/packaging/vsix.js';
import { inRoot, root } from '../../../scripts/paths.js';
import { readProjectFile } from '../../util/projectFiles.js';

const native = 'node_modules/onnxruntime-node/bin/napi-v6/';

test('`npx vsce package` packs the files of `npm run package`, and the native library of other machines too', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'cloze-test-'));
  // Beside what it is linked to, as files cannot be linked from one disk to another.
  await mkdir(inRoot('.cache'), { recursive: true });
  const project = await mkdtemp(inRoot('.cache/project-'));
  try {
    await linkProject(project);
    await stageExtension(folder, thisTarget);
    const staged = (await filesIn(folder)).filter((file) => file !== '.vscodeignore');
    const options = { cwd: project, followSymlinks: true };
    const listed = await listFiles(options);
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
    await rm(project, { recursive: true });
  }
}, 120_000);

/**
 * What git knows of the project, and the packages that its users need. The packer looks at each file there is, and an editor, other packages and
 * results of tests are many: their folders are left out as a whole by the first line of `.vscodeignore`.
 */
async function linkProject(to: string): Promise<void> {
  const known = execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' }).split('\n');
  const names = new Set(known.map((file) => file.split('/')[0] ?? '').filter((name) => name !== ''));
  for (const name of names) await symlink(inRoot(name), join(to, name));
  const { packages } = JSON.parse(readProjectFile('package-lock.json')) as {
    packages: Readonly<Record<string, { readonly dev?: boolean }>>;
  };
  const needed = Object.keys(packages).filter((name) => name.startsWith('node_modules/') && packages[name]?.dev !== true);
  // npm takes a link to a folder for a package that lies elsewhere.
  for (const name of needed) await linkFiles(inRoot(name), join(to, name));
}

async function linkFiles(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const entry of await readdir(from, { withFileTypes: true }).catch(() => [])) {
    if (entry.isFile()) await link(join(from, entry.name), join(to, entry.name));
    else if (entry.isDirectory() && entry.name !== 'node_modules') await linkFiles(join(from, entry.name), join(to, entry.name));
  }
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)).split(sep).join('/'));
}
