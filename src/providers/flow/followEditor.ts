import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../common/disposable.js';
import { plainOffset } from '../../host/documentText.js';
import { onDidChangeSettings, readSettings } from '../../host/settings.js';
import { clozeIgnoreName } from '../../writing/flow/mutes/clozeIgnore.js';
import type { Span } from '../../prose/span.js';
import { fileTextOf, openDocument } from './fileText.js';
import type { FlowResults } from '../../sessions/flow/flowResults.js';
import type { StoredMutes } from './storedMutes.js';

/**
 * Tells the results what happens to their files in the editor and on the disk. Where the setting says so, all prose that can be seen is
 * checked as well, but for what was cleared and is the same since.
 */
export class FollowEditor implements Disposable {
  readonly #store = new DisposableStore();
  /** Documents with edits that may be on no disk. */
  readonly #unsaved = new Set<string>();
  readonly #cleared = new Set<string>();

  constructor(
    private readonly results: FlowResults,
    private readonly mutes: StoredMutes,
    /** Whether nothing is checked unasked in a document. */
    private readonly isPaused: (document: vscode.TextDocument) => boolean,
  ) {
    const { workspace, window } = vscode;
    this.#store.add(results.onDidRemove((uri) => this.#cleared.add(uri)));
    this.#store.add(window.onDidChangeVisibleTextEditors(() => this.#followVisible()));
    this.#store.add(workspace.onDidOpenTextDocument((document) => this.#opened(document)));
    this.#store.add(workspace.onDidCloseTextDocument((document) => this.#closed(document)));
    this.#store.add(
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.#edited(document);
      }),
    );
    this.#store.add(
      workspace.onDidSaveTextDocument(({ uri }) => {
        this.#unsaved.delete(uri.toString());
        if (uri.path.endsWith(`/${clozeIgnoreName}`)) for (const file of this.results.all) void file.remute();
      }),
    );
    this.#store.add(
      window.onDidChangeTextEditorSelection(({ textEditor: { document }, selections: [selection] }) => {
        if (selection !== undefined) this.results.get(document.uri.toString())?.moved(plainOffset(document, selection.active));
      }),
    );
    const disk = this.#store.add(workspace.createFileSystemWatcher('**/*', true));
    this.#store.add(disk.onDidChange((uri) => void this.#reread(uri)));
    this.#store.add(
      disk.onDidDelete((uri) => {
        if (openDocument(uri.toString()) === undefined) this.#remove(uri.toString());
      }),
    );
    this.#store.add(onDidChangeSettings(() => this.#settingsChanged()));
    this.#followVisible();
  }

  dispose(): void {
    this.#store.dispose();
  }

  #opened(document: vscode.TextDocument): void {
    const uri = document.uri.toString();
    if (this.results.get(uri) !== undefined) void this.results.opened(uri, fileTextOf(document));
  }

  /** Forgets a file that is gone; another one may get its name. */
  #remove(uri: string): void {
    this.results.remove(uri);
    this.#cleared.delete(uri);
  }

  #edited(document: vscode.TextDocument): void {
    const uri = document.uri.toString();
    // Whether it is dirty by that is told only afterwards.
    this.#unsaved.add(uri);
    if (this.#cleared.delete(uri)) this.#followVisible();
    const file = this.results.get(uri);
    const editor = vscode.window.visibleTextEditors.find((each) => each.document === document);
    file?.edited(editor === undefined ? -1 : plainOffset(document, editor.selection.active));
    if (!readSettings().enable) file?.dispose();
  }

  #closed(document: vscode.TextDocument): void {
    // A document whose language changes is only said to be closed.
    if (!document.isClosed) return;
    const uri = document.uri.toString();
    const mayBeOther = this.#unsaved.delete(uri);
    // By then another document may have its name, as untitled ones do.
    const other = openDocument(uri);
    if (other !== undefined) {
      this.#opened(other);
      return;
    }
    if (vscode.workspace.fs.isWritableFileSystem(document.uri.scheme) === undefined) {
      this.#remove(uri);
      this.mutes.forgetUnsaved(uri);
      return;
    }
    this.results.closed(uri);
    if (mayBeOther) void this.#reread(document.uri);
  }

  /** The file may have another text than was checked. A document that is open hears of that by itself. */
  async #reread(uri: vscode.Uri): Promise<void> {
    const known = uri.toString();
    if (this.results.get(known) === undefined || openDocument(known) !== undefined) return;
    try {
      await this.results.changedOnDisk(known, fileTextOf(await vscode.workspace.openTextDocument(uri)));
    } catch {
      // It is no text any more, or no longer there.
      this.#remove(known);
    }
  }

  #followVisible(): void {
    for (const { document, viewColumn } of vscode.window.visibleTextEditors) {
      const settings = readSettings(document);
      const uri = document.uri.toString();
      const isWanted = settings.enable && !this.isPaused(document) && settings['flow.automatic'] && settings['flow.diagnostics'] !== 'off';
      const isProse = settings['completion.languages'][document.languageId] === 'on' && viewColumn !== undefined;
      // Not what others show read-only, such as the last commit's text beside today's.
      const isWritable = document.isUntitled || vscode.workspace.fs.isWritableFileSystem(document.uri.scheme) === true;
      const isNew = this.results.get(uri) === undefined && !this.#cleared.has(uri);
      if (isWanted && isProse && isWritable && isNew) this.results.follow(uri).refresh();
    }
  }

  #settingsChanged(): void {
    if (readSettings().enable) {
      for (const { uri } of this.results.all) {
        const document = openDocument(uri);
        if (document !== undefined) this.#opened(document);
      }
    } else for (const file of this.results.all) file.dispose();
    this.#followVisible();
  }
}

/** What can be seen of a document. */
export function visibleSpan(uri: string): Span | undefined {
  const editor = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri);
  const [first, last] = [editor?.visibleRanges[0], editor?.visibleRanges.at(-1)];
  return editor && first && last && { start: plainOffset(editor.document, first.start), end: plainOffset(editor.document, last.end) };
}
