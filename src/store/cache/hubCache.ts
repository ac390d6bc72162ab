import { constants } from 'node:fs';
import { access, copyFile, link, mkdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { HubFile } from '../hub/repository.js';

/**
 * A model in the cache of the Hugging Face tools, in their layout, so that they share it: contents by hash in `blobs`, names in
 * `snapshots/<commit>`, and in `refs` which commit a branch is at.
 */
export class CachedRepository {
  readonly folder: string;

  constructor(
    readonly cacheFolder: string,
    readonly name: string,
  ) {
    this.folder = path.join(cacheFolder, `models--${name.replaceAll('/', '--')}`);
  }

  blob({ hash }: Pick<HubFile, 'hash'>): string {
    return path.join(this.folder, 'blobs', hash);
  }

  /** Where a blob grows until it is whole: the name that the other tools give it. */
  partial(file: Pick<HubFile, 'hash'>): string {
    return `${this.blob(file)}.incomplete`;
  }

  snapshot(commit: string): string {
    return path.join(this.folder, 'snapshots', commit);
  }

  async has(file: HubFile): Promise<boolean> {
    return isThere(this.blob(file));
  }

  async prepare(): Promise<void> {
    await mkdir(path.join(this.folder, 'blobs'), { recursive: true });
  }

  /** Gives a whole, checked blob its name. */
  async keep(file: HubFile): Promise<void> {
    await rename(this.partial(file), this.blob(file));
  }

  /** Shows a blob in the snapshot of a commit: as a symbolic link, or where there are none as a second name or a copy. */
  async show(commit: string, file: HubFile): Promise<void> {
    const place = path.join(this.snapshot(commit), ...file.path.split('/'));
    if (await isThere(place)) return;
    await mkdir(path.dirname(place), { recursive: true });
    // A link that leads nowhere any more stands in the way.
    await rm(place, { force: true });
    const blob = this.blob(file);
    const ways = [
      () => symlink(path.relative(path.dirname(place), blob), place),
      () => link(blob, place),
      () => copyFile(blob, place, constants.COPYFILE_EXCL),
    ];
    for (const way of ways) {
      const made = await way().then(
        () => true,
        (error: unknown) => {
          if (way === ways.at(-1)) throw error;
          return false;
        },
      );
      if (made) return;
    }
  }

  /** Says which commit a branch or tag is at; the last step, so that what it leads to is whole. */
  async refer(revision: string, commit: string): Promise<void> {
    if (revision === commit) return;
    const file = path.join(this.folder, 'refs', ...revision.split('/'));
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(`${file}.new`, commit);
    await rename(`${file}.new`, file);
  }

  /** The commit that a branch was at when it was downloaded. */
  async commitOf(revision: string): Promise<string | undefined> {
    const text = await readFile(path.join(this.folder, 'refs', ...revision.split('/')), 'utf8').catch(() => undefined);
    const commit = text?.trim();
    return commit !== undefined && /^[0-9a-f]{40}$/.test(commit) ? commit : undefined;
  }
}

function isThere(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
