import { createVSIX } from '@vscode/vsce';
import { mkdir, rm, stat } from 'node:fs/promises';
import { inRoot, readManifest } from '../paths.js';
import { stageExtension } from './stage.js';
import { binariesOf } from './onnxruntime.js';

/** The kind of machine that this is, in the words of the editor's gallery. */
export const thisTarget = `${process.platform}-${process.arch}`;

/** A packaged extension. */
export interface Vsix {
  readonly file: string;
  readonly bytes: number;
}

/**
 * Bundles the product and packs it, with the embedded models and the native library of one kind of machine, as one file.
 * @throws when the target has no native library.
 */
export async function packageExtension(target: string): Promise<Vsix> {
  await binariesOf(target);
  const { name, version } = readManifest();
  const file = inRoot(`${name}-${version}-${target}.vsix`);
  const stage = inRoot('.cache/package', target);
  await rm(stage, { recursive: true, force: true });
  await mkdir(stage, { recursive: true });
  await stageExtension(stage, target);
  await createVSIX({ cwd: stage, packagePath: file, target, allowMissingRepository: true, rewriteRelativeLinks: false });
  await rm(stage, { recursive: true });
  return { file, bytes: (await stat(file)).size };
}
