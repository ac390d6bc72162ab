import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * Figures that take long, each in a file of a folder, so that a run that was ended goes on with those that are missing. What is measured is not
 * part of the name: for other works or after a change of what is measured, another folder is to be named.
 */
export class KeptFigures {
  /** @param folder none where nothing is kept */
  constructor(private readonly folder: string | undefined) {}

  /** The value of a name; measured where it is not there yet. */
  async of<T>(name: string, measure: () => Promise<T>): Promise<T> {
    if (this.folder === undefined) return measure();
    const file = path.join(this.folder, `${name}.json`);
    const kept = await readFile(file, 'utf8').catch(() => undefined);
    if (kept !== undefined) return JSON.parse(kept) as T;
    const value = await measure();
    await mkdir(this.folder, { recursive: true });
    await writeFile(`${file}.part`, JSON.stringify(value));
    await rename(`${file}.part`, file);
    return value;
  }
}
