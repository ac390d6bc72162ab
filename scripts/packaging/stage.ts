import { existsSync } from 'node:fs';
import { cp, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { inRoot } from '../paths.js';
import { bundleAll } from './bundle.js';
import { embeddedModels } from './embeddedModels.js';
import { linkedNoticesFile } from './notices.js';
import { copyOnnxruntime } from './onnxruntime.js';

/** What goes into the package beside the programs, the models and the native library. */
const files = [
  'README.md',
  'CHANGELOG.md',
  'LICENSE',
  'PRIVACY.md',
  'SECURITY.md',
  'THIRD_PARTY_NOTICES.md',
  'package.nls.json',
  'l10n',
  'media',
  'samples',
  'docs',
];

/** Fills an empty folder with exactly what a user needs. */
export async function stageExtension(folder: string, target: string): Promise<void> {
  await bundleAll({ production: true, packaged: true, folder });
  for (const file of [...files, await linkedNoticesFile()].filter((each) => existsSync(inRoot(each)))) {
    await cp(inRoot(file), path.join(folder, file), { recursive: true, filter: isForUsers });
  }
  for (const model of await embeddedModels()) {
    await cp(inRoot('models', model), path.join(folder, 'models', model), { recursive: true });
  }
  await cp(inRoot('models', 'catalogue.json'), path.join(folder, 'models', 'catalogue.json'));
  await copyOnnxruntime(folder, target);
  await writeFile(path.join(folder, 'package.json'), JSON.stringify(await userManifest(), null, 2));
  // The packer warns when nothing is left out; here everything was chosen.
  await writeFile(path.join(folder, '.vscodeignore'), '.vscodeignore\n');
}

/** The manifest without what only developers use; of the dependencies, those that are not in the bundles. */
async function userManifest(): Promise<object> {
  const manifest = JSON.parse(await readFile(inRoot('package.json'), 'utf8')) as Record<string, unknown>;
  const dependencies = Object.entries(manifest['dependencies'] as Record<string, string>).filter(([name]) =>
    name.startsWith('onnxruntime-'),
  );
  const developerKeys = new Set(['private', 'scripts', 'devDependencies', 'bin', 'files', 'vsce']);
  const kept = Object.entries(manifest).filter(([key]) => !developerKeys.has(key));
  return { ...Object.fromEntries(kept), dependencies: Object.fromEntries(dependencies) };
}

/** The sources of the panel's page stay out; what they become is among the programs. */
function isForUsers(file: string): boolean {
  return path.relative(inRoot('media'), file) !== 'panel';
}
