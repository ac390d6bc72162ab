import type * as vscode from 'vscode';
import { storageKeys } from '../../host/ids.js';
import { AcceptanceBias } from '../../sessions/completion/acceptanceBias.js';

/** What was learnt from the writer in this workspace. It stays in the workspace's own storage. */
export function storedBias(storage: vscode.Memento): { readonly bias: AcceptanceBias; readonly save: () => void } {
  const bias = new AcceptanceBias(storage.get<number>(storageKeys.acceptanceBias));
  return { bias, save: () => void storage.update(storageKeys.acceptanceBias, bias.value) };
}
