import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { CancellationToken } from '../../common/cancellation.js';
import { cancelledError, ClozeError } from '../../common/clozeError.js';
import { writeWhole } from '../../engine/writeWhole.js';

/** Bytes that are copied in one go. */
const pieceBytes = 4 * 2 ** 20;

/** What an export works with besides its model. */
export interface ExportTask {
  /** Ends it; what was begun is taken away. */
  readonly cancel?: CancellationToken | undefined;
  /** Is told how many bytes are written, of how many. */
  readonly onProgress?: ((arrived: number, total: number) => void) | undefined;
}

/**
 * The folder of one exported model. It becomes whole or stays as it was: a file has its name once all of it is written, and where the export
 * fails or is given up, a folder that was not there before is gone again.
 */
export class ExportedFolder {
  #arrived = 0;

  private constructor(
    /** Where exports are, as its user named it. */
    private readonly root: string,
    private readonly folder: string,
    private readonly task: ExportTask,
    /** What is to be taken away where the export does not succeed. */
    private readonly fresh: string | undefined,
  ) {}

  /**
   * Makes a model's folder and writes it.
   * @param isExport whether a folder of that name which is there already came from an earlier export, so that it can be replaced
   * @throws ClozeError `bad-request` where the folder is none, is another's or cannot be written; `disk` where the disk is full
   */
  static async write<T>(
    root: string,
    name: string,
    task: ExportTask,
    isExport: (folder: string) => Promise<boolean>,
    work: (folder: ExportedFolder) => Promise<T>,
  ): Promise<T> {
    const folder = path.join(root, name);
    try {
      const held = await readdir(folder).catch((error: unknown) =>
        codeOf(error) === 'ENOENT' ? undefined : Promise.reject(asError(error)),
      );
      if (held !== undefined && held.length > 0 && !(await isExport(folder))) throw takenBy(folder);
      const fresh = await madeFolder(folder);
      const exported = new ExportedFolder(root, folder, task, fresh);
      try {
        return await work(exported);
      } catch (error) {
        if (exported.fresh !== undefined) await rm(exported.fresh, { recursive: true, force: true });
        throw error;
      }
    } catch (error) {
      throw exportFailure(root, error);
    }
  }

  /** Copies files to their places in the folder; how far that is is told of all of them together. */
  async copy(files: readonly (readonly [from: string, to: string])[]): Promise<void> {
    const sizes = await Promise.all(files.map(([from]) => stat(from)));
    const total = sizes.reduce((sum, { size }) => sum + size, 0);
    for (const [from, to] of files) {
      const source = await open(from, 'r');
      try {
        await this.stream(to, readPieces(source), total);
      } finally {
        await source.close();
      }
    }
  }

  /** Writes a file from its pieces. */
  async stream(name: string, pieces: AsyncIterable<Uint8Array>, total: number): Promise<void> {
    const file = path.join(this.folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    const part = `${file}.incomplete`;
    try {
      const handle = await open(part, 'w');
      try {
        for await (const piece of pieces) {
          if (this.task.cancel?.isCancellationRequested === true) throw cancelledError();
          await handle.writeFile(piece);
          this.#arrived += piece.length;
          this.task.onProgress?.(this.#arrived, total);
        }
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(part, file);
    } catch (error) {
      await rm(part, { force: true });
      throw error;
    }
  }

  /** Writes a small file into the folder. */
  async file(name: string, content: string): Promise<void> {
    await writeWhole(path.join(this.folder, name), content);
  }

  /** Writes a small file beside the folder, from what is in it now; undefined where it is not there. */
  async beside(name: string, change: (content: string | undefined) => string): Promise<void> {
    const file = path.join(this.root, name);
    const content = await readFile(file, 'utf8').catch(() => undefined);
    await writeWhole(file, change(content));
  }
}

/**
 * Makes a folder and those above it where they are missing; resolves with the uppermost that it made. Node's own recursive `mkdir` answers ENOENT
 * where a disk is read-only.
 */
async function madeFolder(folder: string): Promise<string | undefined> {
  try {
    await mkdir(folder);
    return folder;
  } catch (error) {
    if (codeOf(error) === 'EEXIST' && (await stat(folder)).isDirectory()) return undefined;
    const above = path.dirname(folder);
    if (codeOf(error) !== 'ENOENT' || above === folder) throw error;
    const fresh = await madeFolder(above);
    await mkdir(folder);
    return fresh ?? folder;
  }
}

async function* readPieces(source: Awaited<ReturnType<typeof open>>): AsyncGenerator<Uint8Array> {
  for (;;) {
    const { bytesRead, buffer } = await source.read(new Uint8Array(pieceBytes), 0, pieceBytes);
    if (bytesRead === 0) return;
    yield buffer.subarray(0, bytesRead);
  }
}

function takenBy(folder: string): ClozeError {
  const message = `"${folder}" is there already, and is no export of Cloze's. Nothing was changed. Choose another folder.`;
  return new ClozeError({ code: 'bad-request', message });
}

/** Why an export could not be written. */
function exportFailure(root: string, error: unknown): Error {
  if (error instanceof ClozeError) return error;
  const failure = (code: 'bad-request' | 'disk', message: string): ClozeError => new ClozeError({ code, message }, { cause: error });
  switch (codeOf(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return failure(
        'disk',
        `The disk is full: the model was not exported to "${root}". Free some space, or choose a folder on another disk.`,
      );
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return failure('bad-request', `"${root}" cannot be written: this account has no right to. Choose another folder.`);
    case 'EEXIST':
    case 'ENOTDIR':
      return failure('bad-request', `"${root}" is no folder. Choose another place.`);
    default:
      return asError(error);
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
