import * as vscode from 'vscode';
import { encodingOf } from '../../common/textEncoding.js';
import { ClozeError } from '../../common/clozeError.js';
import { storageKeys } from '../../host/ids.js';
import { readIfThere } from '../../host/readIfThere.js';
import { saveWhole } from '../../host/saveWhole.js';
import { clozeIgnoreName, type ClozeIgnore, readClozeIgnore } from '../../writing/flow/mutes/clozeIgnore.js';
import type { Mute } from '../../writing/flow/mutes/mute.js';
import type { FoundMutes, Mutes } from '../../sessions/flow/foundMutes.js';

/** What one writer has muted, kept in the workspace's own storage, and what a project's `.clozeignore` says. */
export class StoredMutes implements Mutes {
  readonly #ignored = new Map<string, ClozeIgnore>();
  /** Mutes of documents that were never saved: the next one may have the same name. */
  readonly #unsaved = new Map<string, readonly Mute[]>();

  constructor(private readonly storage: vscode.Memento) {}

  /** All mutes of a file. Reads `.clozeignore` again, which may have been edited. */
  async of(uri: string): Promise<FoundMutes> {
    const own = this.#own(uri);
    const parsed = vscode.Uri.parse(uri);
    const folder = vscode.workspace.getWorkspaceFolder(parsed);
    if (folder === undefined) return { mutes: own, shared: [], ownCount: own.length };
    const path = vscode.workspace.asRelativePath(parsed, false);
    const ignored = await this.#clozeIgnore(folder);
    const found = { ownCount: own.length, file: clozeIgnoreOf(folder).toString() };
    if (ignored.leavesOut(path)) return { ...found, mutes: [...own, { kind: 'file' }], shared: [] };
    const shared = ignored.mutesOf(path);
    return { ...found, mutes: [...own, ...shared.map(({ mute }) => mute)], shared };
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
   * Adds a line to the `.clozeignore` of the file's folder; makes the file where there is none.
   * @throws ClozeError where there is no folder, or the file cannot be read or written
   */
  async share(uri: vscode.Uri, line: string): Promise<void> {
    await this.#rewrite(uri, (text) => `${text}${text === '' || text.endsWith('\n') ? '' : '\n'}${line}\n`);
  }

  /**
   * Takes a line out of the `.clozeignore` of the file's folder; where the line is no longer there, nothing happens.
   * @throws ClozeError where there is no folder, or the file cannot be read or written
   */
  async unshare(uri: vscode.Uri, line: string): Promise<void> {
    await this.#rewrite(uri, (text) => {
      const lines = text.split('\n');
      const index = lines.findLastIndex((each) => each.trim() === line.trim());
      return index < 0 ? text : lines.toSpliced(index, 1).join('\n');
    });
  }

  async #rewrite(uri: vscode.Uri, change: (text: string) => string): Promise<void> {
    const folder = vscode.workspace.getWorkspaceFolder(uri);
    if (folder === undefined) {
      const message = vscode.l10n.t('Open the folder of the document first: {0} belongs in it.', clozeIgnoreName);
      throw new ClozeError({ code: 'bad-request', message });
    }
    const file = clozeIgnoreOf(folder);
    try {
      await saveWhole(file, change(await readIfThere(file)));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const message = vscode.l10n.t('{0} could not be written: {1}. It is as it was before.', clozeIgnoreName, reason);
      throw new ClozeError({ code: 'disk', message }, { cause: error });
    }
  }

  #own(uri: string): readonly Mute[] {
    if (isUnsaved(uri)) return this.#unsaved.get(uri) ?? [];
    return this.storage.get<Record<string, Mute[]>>(storageKeys.flowMutes, {})[uri] ?? [];
  }

  async #write(uri: string, mutes: readonly Mute[]): Promise<void> {
    if (isUnsaved(uri)) {
      this.#unsaved.set(uri, mutes);
      return;
    }
    const all = this.storage.get<Record<string, readonly Mute[]>>(storageKeys.flowMutes, {});
    const others = Object.entries(all).filter(([each]) => each !== uri);
    await this.storage.update(storageKeys.flowMutes, Object.fromEntries(mutes.length === 0 ? others : [...others, [uri, mutes]]));
  }

  async #clozeIgnore(folder: vscode.WorkspaceFolder): Promise<ClozeIgnore> {
    const text = await readText(clozeIgnoreOf(folder));
    const key = `${folder.uri.toString()}\n${text}`;
    const known = this.#ignored.get(key) ?? readClozeIgnore(text);
    this.#ignored.clear();
    this.#ignored.set(key, known);
    return known;
  }
}

function isUnsaved(uri: string): boolean {
  return uri.startsWith('untitled:');
}

function clozeIgnoreOf({ uri }: vscode.WorkspaceFolder): vscode.Uri {
  return vscode.Uri.joinPath(uri, clozeIgnoreName);
}

async function readText(file: vscode.Uri): Promise<string> {
  try {
    const bytes = await vscode.workspace.fs.readFile(file);
    return new TextDecoder(encodingOf(bytes)).decode(bytes);
  } catch {
    return '';
  }
}
