import { cp, readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { inRoot } from '../paths.js';

const binaries = inRoot('node_modules/onnxruntime-node/bin/napi-v6');

/** The names of onnxruntime's native files for a target such as `linux-x64`. */
export async function binariesOf(target: string): Promise<string[]> {
  const [platform = '', arch = ''] = target.split('-');
  const known = await knownTargets();
  if (!known.includes(target)) throw new Error(`There is no native library for ${target}. Known: ${known.join(', ')}.`);
  return readdir(path.join(binaries, platform, arch));
}

async function knownTargets(): Promise<string[]> {
  const platforms = await readdir(binaries);
  const targets = await Promise.all(
    platforms.map(async (platform) => (await readdir(path.join(binaries, platform))).map((arch) => `${platform}-${arch}`)),
  );
  return targets.flat();
}

/** Copies onnxruntime into a folder's node_modules: its program, and the native files of one target only. */
export async function copyOnnxruntime(folder: string, target: string): Promise<void> {
  const [platform = '', arch = ''] = target.split('-');
  await copyPackage('onnxruntime-common', folder, ['dist/cjs']);
  await copyPackage('onnxruntime-node', folder, ['dist', path.join('bin/napi-v6', platform, arch)]);
}

async function copyPackage(name: string, folder: string, parts: readonly string[]): Promise<void> {
  const from = inRoot('node_modules', name);
  const to = path.join(folder, 'node_modules', name);
  const isWanted = (file: string): boolean => !/\.(d\.ts|map)$/.test(file);
  for (const part of parts) await cp(path.join(from, part), path.join(to, part), { recursive: true, filter: isWanted });
  const manifest = JSON.parse(await readFile(path.join(from, 'package.json'), 'utf8')) as Record<string, unknown>;
  // onnxruntime-node's other dependencies serve its install script only, which no user of the extension runs.
  const { name: packageName, version, license, main, exports } = manifest;
  const dependencies = name === 'onnxruntime-node' ? { 'onnxruntime-common': version } : {};
  await writeFile(
    path.join(to, 'package.json'),
    JSON.stringify({ name: packageName, version, license, main, exports, dependencies }, null, 2),
  );
}
