import * as vscode from 'vscode';
import { storageKeys } from '../../host/ids.js';
import { readIfThere } from '../../host/readIfThere.js';
import { saveWhole } from '../../host/saveWhole.js';
import type { OwnMutes, StoredMutesDependencies } from '../../sessions/flow/mutes/storedMutes.js';
import { clozeIgnoreName } from '../../writing/flow/mutes/clozeIgnore.js';
import { openDocument } from './windowEditor.js';

/** The workspace's own storage and its files, for mutes. */
export function muteStorage(storage: vscode.Memento): Omit<StoredMutesDependencies, 't'> {
  return {
    storage: {
      read: () => storage.get<OwnMutes>(storageKeys.flowMutes, {}),
      write: (mutes) => storage.update(storageKeys.flowMutes, mutes),
    },
    sharedIn: (uri) => {
      const parsed = vscode.Uri.parse(uri);
      const folder = vscode.workspace.getWorkspaceFolder(parsed);
      if (folder === undefined) return undefined;
      const file = vscode.Uri.joinPath(folder.uri, clozeIgnoreName).toString();
      return { file, path: vscode.workspace.asRelativePath(parsed, false) };
    },
    files: {
      read: (uri) => readIfThere(vscode.Uri.parse(uri)),
      write: (uri, text) => saveWhole(vscode.Uri.parse(uri), text),
      isEdited: (uri) => openDocument(uri)?.isDirty === true,
    },
  };
}
