import { existsSync } from 'node:fs';
import { cp, readFile, rm, writeFile } from 'node:fs/promises';
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
  await stage(folder, target, files);
  await writeFile(path.join(folder, 'package.json'), JSON.stringify(await userManifest(), null, 2));
  // The packer warns when nothing is left out; here everything was chosen.
  await writeFile(path.join(folder, '.vscodeignore'), '.vscodeignore\n');
}

/** Fills an empty folder with the command line, its doors, the models and the native library, as an npm package. */
export async function stageNpmPackage(folder: string, target: string): Promise<void> {
  await stage(
    folder,
    target,
    files.filter((file) => !['package.nls.json', 'l10n', 'media', 'samples'].includes(file)),
  );
  for (const file of ['loader.cjs', 'extension.cjs', 'panel.js', 'panel.css']) await rm(path.join(folder, 'dist', file));
  await writeFile(path.join(folder, 'package.json'), JSON.stringify(await npmManifest(target), null, 2));
}

async function stage(folder: string, target: string, wanted: readonly string[]): Promise<void> {
  await bundleAll({ production: true, packaged: true, folder });
  for (const file of [...wanted, await linkedNoticesFile()].filter((each) => existsSync(inRoot(each)))) {
    await cp(inRoot(file), path.join(folder, file), { recursive: true, filter: isForUsers });
  }
  for (const model of await embeddedModels()) {
    await cp(inRoot('models', model), path.join(folder, 'models', model), { recursive: true });
  }
  await cp(inRoot('models', 'catalogue.json'), path.join(folder, 'models', 'catalogue.json'));
  await copyOnnxruntime(folder, target);
}

/**
 * The manifest of the npm package. The native library comes with it, as with the extension: that of its own package would be looked for on
 * other servers while it is installed.
 */
async function npmManifest(target: string): Promise<object> {
  const { name, version, description, license, keywords, bin, engines } = await readProjectManifest();
  const [platform, arch] = target.split('-');
  const dependencies = await nativeDependencies();
  return {
    ...{ name, version, description, license, keywords, type: 'module', bin, engines: { node: engines.node } },
    ...{ os: [platform], cpu: [arch], dependencies, bundleDependencies: Object.keys(dependencies) },
  };
}

interface ProjectManifest {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly license: string;
  readonly keywords: readonly string[];
  readonly bin: Readonly<Record<string, string>>;
  readonly engines: Readonly<Record<'node', string>>;
  readonly dependencies: Readonly<Record<string, string>>;
}

async function readProjectManifest(): Promise<ProjectManifest> {
  return JSON.parse(await readFile(inRoot('package.json'), 'utf8')) as ProjectManifest;
}

/** The dependencies that are not in the bundles. */
async function nativeDependencies(): Promise<Readonly<Record<string, string>>> {
  const { dependencies } = await readProjectManifest();
  return Object.fromEntries(Object.entries(dependencies).filter(([name]) => name.startsWith('onnxruntime-')));
}

/** The manifest without what only developers use; of the dependencies, those that are not in the bundles. */
async function userManifest(): Promise<object> {
  const manifest = await readProjectManifest();
  const developerKeys = new Set(['private', 'scripts', 'devDependencies', 'bin', 'files', 'vsce']);
  const kept = Object.entries(manifest).filter(([key]) => !developerKeys.has(key));
  return { ...Object.fromEntries(kept), dependencies: await nativeDependencies() };
}

/** The sources of the panel's page stay out; what they become is among the programs. */
function isForUsers(file: string): boolean {
  return path.relative(inRoot('media'), file) !== 'panel';
}
