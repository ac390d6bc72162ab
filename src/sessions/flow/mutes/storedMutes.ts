import { ClozeError } from '../../../common/clozeError.js';
import type { Translate } from '../../../common/translate.js';
import type { FlowSentence } from '../../../writing/flow/document/flowDocument.js';
import { clozeIgnoreLine, clozeIgnoreName } from '../../../writing/flow/mutes/clozeIgnore.js';
import type { Mute } from '../../../writing/flow/mutes/mute.js';
import type { FoundMutes, Mutes } from './foundMutes.js';
import { ReadIgnores } from './readIgnores.js';

/** The writer's own mutes by the URI of their file, as they are kept from one window to the next. */
export type OwnMutes = Readonly<Record<string, readonly Mute[]>>;

export interface StoredMutesDependencies {
  readonly storage: { readonly read: () => OwnMutes; readonly write: (mutes: OwnMutes) => PromiseLike<void> };
  /**
   * Where the mutes of a file are shared: the URI of the `.clozeignore`, and the file's path relative to its folder; `undefined` for a
   * file outside the workspace's folders.
   */
  readonly sharedIn: (uri: string) => { readonly file: string; readonly path: string } | undefined;
  readonly files: {
    /** The text of a file; empty where there is none. Rejects where it cannot be read. */
    readonly read: (uri: string) => Promise<string>;
    /** Writes a file as a whole, or rejects and leaves it as it was. */
    readonly write: (uri: string, text: string) => Promise<void>;
    /** Whether an editor has the file open with changes that are not saved. */
    readonly isEdited: (uri: string) => boolean;
  };
  readonly t: Translate;
}

/** What one writer has muted, and what a project's `.clozeignore` says. */
export class StoredMutes implements Mutes {
  readonly #ignores = new ReadIgnores();
  /** Mutes of documents that were never saved: the next one may have the same name. */
  readonly #unsaved = new Map<string, readonly Mute[]>();
  /** The last change of a `.clozeignore`: each waits for the one before, whose line it would lose otherwise. */
  #writing: Promise<void> = Promise.resolve();

  constructor(private readonly dependencies: StoredMutesDependencies) {}

  /** All mutes of a file. Reads `.clozeignore` again, which may have been edited. */
  async of(uri: string): Promise<FoundMutes> {
    const own = this.#own(uri);
    const shared = this.dependencies.sharedIn(uri);
    if (shared === undefined) return { mutes: own, shared: [], ownCount: own.length };
    const { file, path } = shared;
    const ignored = this.#ignores.of(file, await this.dependencies.files.read(file).catch(() => ''));
    const found = { ownCount: own.length, file };
    if (ignored.leavesOut(path)) return { ...found, mutes: [...own, { kind: 'file' }], shared: [] };
    const written = ignored.mutesOf(path);
    return { ...found, mutes: [...own, ...written.map(({ mute }) => mute)], shared: written };
  }

  async add(uri: string, mute: Mute): Promise<void> {
    await this.#write(uri, [...this.#own(uri), mute]);
  }

  /** Takes back one of the writer's own mutes, as it was added or as it was renewed last; where it is no longer there, nothing happens. */
  async remove(uri: string, mute: Mute): Promise<void> {
    const own = this.#own(uri);
    const index = own.findLastIndex((each) => JSON.stringify(each) === JSON.stringify(mute));
    if (index >= 0) await this.#write(uri, own.toSpliced(index, 1));
  }

  async renew(uri: string, mutes: readonly Mute[]): Promise<void> {
    const own = this.#own(uri);
    const renewed = mutes.slice(0, own.length);
    if (JSON.stringify(renewed) !== JSON.stringify(own)) await this.#write(uri, renewed);
  }

  /** Forgets the mutes of a document that was closed and never saved. */
  forgetUnsaved(uri: string): void {
    this.#unsaved.delete(uri);
  }

  /**
   * Adds a mute to the `.clozeignore` of the file's folder; makes that file where there is none.
   * @returns the line that was added
   * @throws ClozeError where there is no folder, or the file cannot be read or written
   */
  async share(uri: string, mute: Mute, sentences: readonly FlowSentence[]): Promise<string> {
    const { file, path } = this.#sharedIn(uri);
    const line = clozeIgnoreLine(mute, path, sentences);
    await this.#rewrite(file, (text) => `${text}${text === '' || text.endsWith('\n') ? '' : '\n'}${line}\n`);
    return line;
  }

  /**
   * Takes a line out of the `.clozeignore` of the file's folder; where the line is no longer there, nothing happens.
   * @throws ClozeError where there is no folder, or the file cannot be read or written
   */
  async unshare(uri: string, line: string): Promise<void> {
    await this.#rewrite(this.#sharedIn(uri).file, (text) => {
      const lines = text.split('\n');
      const index = lines.findLastIndex((each) => each.trim() === line.trim());
      return index < 0 ? text : lines.toSpliced(index, 1).join('\n');
    });
  }

  /**
   * The same for a line by its number, from 0.
   * @returns whether there is such a line, and no editor has the file open with changes that are not saved
   */
  async unshareLine(uri: string, number: number): Promise<boolean> {
    const { files } = this.dependencies;
    const { file } = this.#sharedIn(uri);
    const line = (await files.read(file)).split('\n')[number];
    if (line === undefined || files.isEdited(file)) return false;
    await this.unshare(uri, line);
    return true;
  }

  #sharedIn(uri: string): { readonly file: string; readonly path: string } {
    const shared = this.dependencies.sharedIn(uri);
    if (shared !== undefined) return shared;
    const message = this.dependencies.t('Open the folder of the document first: {0} belongs in it.', clozeIgnoreName);
    throw new ClozeError({ code: 'bad-request', message });
  }

  #rewrite(file: string, change: (text: string) => string): Promise<void> {
    const { files, t } = this.dependencies;
    const written = this.#writing.then(async () => {
      try {
        await files.write(file, change(await files.read(file)));
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        const message = t('{0} could not be written: {1}. It is as it was before.', clozeIgnoreName, reason);
        throw new ClozeError({ code: 'disk', message }, { cause: error });
      }
    });
    this.#writing = written.catch(() => undefined);
    return written;
  }

  #own(uri: string): readonly Mute[] {
    if (isUnsaved(uri)) return this.#unsaved.get(uri) ?? [];
    return this.dependencies.storage.read()[uri] ?? [];
  }

  async #write(uri: string, mutes: readonly Mute[]): Promise<void> {
    if (isUnsaved(uri)) {
      this.#unsaved.set(uri, mutes);
      return;
    }
    const others = Object.entries(this.dependencies.storage.read()).filter(([each]) => each !== uri);
    await this.dependencies.storage.write(Object.fromEntries(mutes.length === 0 ? others : [...others, [uri, mutes]]));
  }
}

function isUnsaved(uri: string): boolean {
  return uri.startsWith('untitled:');
}
