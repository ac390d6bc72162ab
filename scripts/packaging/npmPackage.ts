import { execFile } from 'node:child_process';
import { chmod, mkdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { inRoot, readManifest } from '../paths.js';
import { binariesOf } from './onnxruntime.js';
import { stageNpmPackage } from './stage.js';
import type { Vsix } from './vsix.js';

/**
 * Packs the command line with its doors, the embedded models and the native library of one kind of machine, as a file that
 * `npm install` takes.
 * @throws when the target has no native library.
 */
export async function packageForNpm(target: string): Promise<Vsix> {
  await binariesOf(target);
  const { name, version } = readManifest();
  const stage = inRoot('.cache/npm', target);
  await rm(stage, { recursive: true, force: true });
  await mkdir(stage, { recursive: true });
  await stageNpmPackage(stage, target);
  await chmod(path.join(stage, 'dist/cli.js'), 0o755);
  const isWindows = process.platform === 'win32';
  await promisify(execFile)(isWindows ? 'npm.cmd' : 'npm', ['pack', '--ignore-scripts'], { cwd: stage, shell: isWindows });
  const file = inRoot(`${name}-${version}-${target}.tgz`);
  await rename(path.join(stage, `${name}-${version}.tgz`), file);
  await rm(stage, { recursive: true });
  return { file, bytes: (await stat(file)).size };
}
