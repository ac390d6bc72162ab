import * as vscode from 'vscode';
import { ClozeError } from '../../common/clozeError.js';
import { storageKeys } from '../../host/ids.js';
import { readIfThere } from '../../host/readIfThere.js';
import { saveWhole } from '../../host/saveWhole.js';
import { clozeIgnoreName, type ClozeIgnore, readClozeIgnore, type WrittenMute } from '../../text/flow/mutes/clozeIgnore.js';
import type { Mute } from '../../text/flow/mutes/mute.js';

/** Who has muted what in a document. */
export interface FoundMutes {
  /** The writer's own, then the shared ones. */
  readonly mutes: readonly Mute[];
  /** The last ones of `mutes`, as the `.clozeignore` has them. */
  readonly shared: readonly WrittenMute[];
  /** Where the shared ones stand; absent outside of a folder. */
  readonly file?: vscode.Uri;
}

/** What one writer has muted, kept in the workspace's own storage, and what a project's `.clozeignore` says. */
export class StoredMutes {
  readonly #ignored = new Map<string, ClozeIgnore>();
  /** Mutes of documents that were never saved: the next one may have the same name. */
  readonly #unsaved = new WeakMap<vscode.TextDocument, readonly Mute[]>();

  constructor(private readonly storage: vscode.Memento) {}

  /** All mutes of a document. Reads `.clozeignore` again, which may have been edited. */
  async of(document: vscode.TextDocument): Promise<FoundMutes> {
    const { uri } = document;
    const folder = vscode.workspace.getWorkspaceFolder(uri);
    const path = vscode.workspace.asRelativePath(uri, false);
    if (folder === undefined) return { mutes: this.#own(document), shared: [] };
    const ignored = await this.#clozeIgnore(folder);
    const file = vscode.Uri.joinPath(folder.uri, clozeIgnoreName);
    if (ignored.leavesOut(path)) return { mutes: [...this.#own(document), { kind: 'file' }], shared: [], file };
    const shared = ignored.mutesOf(path);
    return { mutes: [...this.#own(document), ...shared.map(({ mute }) => mute)], shared, file };
  }

  async add(document: vscode.TextDocument, mute: Mute): Promise<void> {
    await this.#write(document, [...this.#own(document), mute]);
  }

  /**
   * Ties the writer's own mutes to their text as it reads now, so that one small edit after another does not lose them.
   * @param mutes all of the document, in the order of `of`
   */
  async renew(document: vscode.TextDocument, mutes: readonly Mute[]): Promise<void> {
    const own = this.#own(document);
    const renewed = mutes.slice(0, own.length);
    if (JSON.stringify(renewed) !== JSON.stringify(own)) await this.#write(document, renewed);
  }

  /**
   * Adds a line to the `.clozeignore` of the document's folder; makes the file where there is none.
   * @throws ClozeError where there is no folder, or the file cannot be read or written
   */
  async share(uri: vscode.Uri, line: string): Promise<void> {
    const folder = vscode.workspace.getWorkspaceFolder(uri);
    if (folder === undefined) {
      const message = vscode.l10n.t('Open the folder of the document first: {0} belongs in it.', clozeIgnoreName);
      throw new ClozeError({ code: 'bad-request', message });
    }
    const file = vscode.Uri.joinPath(folder.uri, clozeIgnoreName);
    try {
      const text = await readIfThere(file);
      const separator = text === '' || text.endsWith('\n') ? '' : '\n';
      await saveWhole(file, `${text}${separator}${line}\n`);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const message = vscode.l10n.t('{0} could not be written: {1}. Nothing was muted.', clozeIgnoreName, reason);
      throw new ClozeError({ code: 'disk', message }, { cause: error });
    }
  }

  #own(document: vscode.TextDocument): readonly Mute[] {
    const { uri, isUntitled } = document;
    if (isUntitled) return this.#unsaved.get(document) ?? [];
    return this.storage.get<Record<string, Mute[]>>(storageKeys.flowMutes, {})[uri.toString()] ?? [];
  }

  async #write(document: vscode.TextDocument, mutes: readonly Mute[]): Promise<void> {
    if (document.isUntitled) {
      this.#unsaved.set(document, mutes);
      return;
    }
    const all = this.storage.get<Record<string, readonly Mute[]>>(storageKeys.flowMutes, {});
    await this.storage.update(storageKeys.flowMutes, { ...all, [document.uri.toString()]: mutes });
  }

  async #clozeIgnore(folder: vscode.WorkspaceFolder): Promise<ClozeIgnore> {
    const text = await readText(vscode.Uri.joinPath(folder.uri, clozeIgnoreName));
    const key = `${folder.uri.toString()}\n${text}`;
    const known = this.#ignored.get(key) ?? readClozeIgnore(text);
    this.#ignored.clear();
    this.#ignored.set(key, known);
    return known;
  }
}

async function readText(file: vscode.Uri): Promise<string> {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  } catch {
    return '';
  }
}
