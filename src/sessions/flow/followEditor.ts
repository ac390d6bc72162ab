import type { Disposable } from '../../common/disposable.js';
import { clozeIgnoreName } from '../../writing/flow/mutes/clozeIgnore.js';
import type { FlowEditor } from './flowEditor.js';
import type { FlowResults } from './flowResults.js';
import type { StoredMutes } from './mutes/storedMutes.js';

/**
 * Tells the results what happens to their files in the editor and on the disk. Where the setting says so, all prose that can be seen is
 * checked as well, but for what was cleared and is the same since.
 */
export class FollowEditor implements Disposable {
  readonly #removals: Disposable;
  /** Documents with edits that may be on no disk. */
  readonly #unsaved = new Set<string>();
  readonly #cleared = new Set<string>();

  constructor(
    private readonly results: FlowResults,
    private readonly mutes: Pick<StoredMutes, 'forgetUnsaved'>,
    private readonly editor: FlowEditor,
  ) {
    this.#removals = results.onDidRemove((uri) => this.#cleared.add(uri));
  }

  /** An editor has opened a file, or reads it by the rules of another language. */
  opened(uri: string): void {
    const source = this.results.get(uri) === undefined ? undefined : this.editor.openText(uri);
    if (source !== undefined) void this.results.opened(uri, source);
  }

  /**
   * The text of a document has changed.
   * @param caret the offset of its cursor, where it can be seen
   */
  edited(uri: string, caret: number | undefined): void {
    // The editor says only afterwards whether that makes the document dirty.
    this.#unsaved.add(uri);
    if (this.#cleared.delete(uri)) this.visibleChanged();
    const file = this.results.get(uri);
    file?.edited(caret ?? -1);
    if (!this.editor.settings().isOn) file?.dispose();
  }

  /** The cursor of a document has moved. */
  moved(uri: string, caret: number): void {
    this.results.get(uri)?.moved(caret);
  }

  saved(uri: string): void {
    this.#unsaved.delete(uri);
    if (uri.endsWith(`/${clozeIgnoreName}`)) this.mutesChanged();
  }

  /**
   * No editor has the document open any more.
   * @param isOnDisk whether a file keeps it; a document that was never saved is gone
   */
  closed(uri: string, isOnDisk: boolean): void {
    const mayDiffer = this.#unsaved.delete(uri);
    // By then another document may have its name, as untitled ones do.
    if (this.editor.openText(uri) !== undefined) {
      this.opened(uri);
      return;
    }
    if (!isOnDisk) {
      this.#remove(uri);
      this.mutes.forgetUnsaved(uri);
      return;
    }
    this.results.closed(uri);
    if (mayDiffer) void this.changedOnDisk(uri);
  }

  /** The file may have another text than was checked. A document that is open hears of that by itself. */
  async changedOnDisk(uri: string): Promise<void> {
    if (this.results.get(uri) === undefined || this.editor.openText(uri) !== undefined) return;
    try {
      await this.results.changedOnDisk(uri, await this.editor.read(uri));
    } catch {
      // It is no text any more, or no longer there.
      this.#remove(uri);
    }
  }

  deletedOnDisk(uri: string): void {
    if (this.editor.openText(uri) === undefined) this.#remove(uri);
  }

  /** What is muted has changed, here or in a `.clozeignore`. */
  mutesChanged(): void {
    for (const file of this.results.all) void file.remute();
  }

  /** Other documents can be seen, or other ones are to be checked. */
  visibleChanged(): void {
    for (const { uri, isProse, isWritable, isPaused } of this.editor.visible()) {
      const { isOn, isAutomatic, diagnostics } = this.editor.settings(uri);
      const isWanted = isOn && isAutomatic && diagnostics !== 'off' && !isPaused;
      const isNew = this.results.get(uri) === undefined && !this.#cleared.has(uri);
      if (isWanted && isProse && isWritable && isNew) this.results.follow(uri).refresh();
    }
  }

  settingsChanged(): void {
    const { isOn } = this.editor.settings();
    for (const file of this.results.all) {
      if (isOn) this.opened(file.uri);
      else file.dispose();
    }
    this.visibleChanged();
  }

  dispose(): void {
    this.#removals.dispose();
  }

  /** Forgets a file that is gone; another one may get its name. */
  #remove(uri: string): void {
    this.results.remove(uri);
    this.#cleared.delete(uri);
  }
}
