import path from 'node:path';
import { build } from 'esbuild';

const root = path.join(import.meta.dirname, '../..');

/** Where a script finds the packages of the repository. */
export const besidePackages = path.join(root, '.tsbuild/scripts');

/**
 * Bundles a module of the repository as the script of a process, which then starts in a moment, and returns its path.
 * @param source from the root of the repository on
 */
export async function bundledScript(source: string, folder: string, name = 'script', ending = 'mjs'): Promise<string> {
  const outfile = path.join(folder, `${name}.${ending}`);
  await build({
    entryPoints: [path.join(root, source)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['onnxruntime-node'],
    banner: { js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);" },
    logLevel: 'error',
  });
  return outfile;
}
