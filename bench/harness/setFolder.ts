import { existsSync } from 'node:fs';
import path from 'node:path';

/** The folder of a set of labelled texts, inside the folder of the evaluation sets or beside it; absent where it is not there. */
export function setFolder(evalFolder: string, name: string): string | undefined {
  return [path.join(evalFolder, name), path.join(evalFolder, '..', name)].find((folder) => existsSync(folder));
}
