import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { inRoot, root } from '../../scripts/paths.js';

/** Folders that are made, not written. */
const madeFolders = new Set(['.cache', '.git', '.tsbuild', '.venv', '.vscode-e2e', 'dist', 'node_modules', 'results', 'test-results']);

/** The files below a folder of the checkout that people wrote, relative to the checkout, with forward slashes. */
export function projectFiles(folder = '.'): string[] {
  return readdirSync(inRoot(folder), { withFileTypes: true }).flatMap((entry) => {
    const name = path.posix.join(folder, entry.name);
    if (entry.isDirectory()) return madeFolders.has(entry.name) ? [] : projectFiles(name);
    return entry.isFile() ? [name] : [];
  });
}

export function readProjectFile(file: string): string {
  return readFileSync(path.join(root, file), 'utf8');
}
