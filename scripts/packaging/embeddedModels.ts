import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { inRoot } from '../paths.js';

/** The names of the models that lie in the repository, in alphabetical order. */
export async function embeddedModels(): Promise<string[]> {
  return (await readdir(inRoot('models'))).filter((name) => existsSync(inRoot('models', name, 'config.json'))).sort();
}
