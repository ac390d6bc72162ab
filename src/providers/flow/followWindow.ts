import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../common/disposable.js';
import { plainOffset } from '../../host/documentText.js';
import type { FollowEditor } from '../../sessions/flow/followEditor.js';
import { clozeIgnoreName } from '../../writing/flow/mutes/clozeIgnore.js';

/** Tells the flow check what happens to documents in this window and to files on the disk. */
export function followWindow(follow: FollowEditor): Disposable {
  const store = new DisposableStore();
  const { workspace, window } = vscode;
  store.add(window.onDidChangeVisibleTextEditors(() => follow.visibleChanged()));
  store.add(workspace.onDidOpenTextDocument(({ uri }) => follow.opened(uri.toString())));
  store.add(
    workspace.onDidCloseTextDocument(({ isClosed, uri }) => {
      // A document whose language changes is only said to be closed.
      if (isClosed) follow.closed(uri.toString(), workspace.fs.isWritableFileSystem(uri.scheme) !== undefined);
    }),
  );
  store.add(
    workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length === 0) return;
      const editor = window.visibleTextEditors.find((each) => each.document === document);
      follow.edited(document.uri.toString(), editor && plainOffset(document, editor.selection.active));
    }),
  );
  store.add(workspace.onDidSaveTextDocument(({ uri }) => follow.saved(uri.toString())));
  store.add(
    window.onDidChangeTextEditorSelection(({ textEditor: { document }, selections: [selection] }) => {
      if (selection !== undefined) follow.moved(document.uri.toString(), plainOffset(document, selection.active));
    }),
  );
  const disk = store.add(workspace.createFileSystemWatcher('**/*', true));
  store.add(disk.onDidChange((uri) => void follow.changedOnDisk(uri.toString())));
  store.add(disk.onDidDelete((uri) => follow.deletedOnDisk(uri.toString())));
  // Other programs change it too, as Git does.
  const ignores = store.add(workspace.createFileSystemWatcher(`**/${clozeIgnoreName}`));
  for (const event of [ignores.onDidCreate, ignores.onDidChange, ignores.onDidDelete]) store.add(event(() => follow.mutesChanged()));
  return store;
}
