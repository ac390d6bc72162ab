import { watch } from 'node:fs';
import { DidChangeWatchedFilesNotification } from 'vscode-languageserver';
import { type Disposable, DisposableStore } from '../../common/disposable.js';
import { clozeIgnoreName } from '../../writing/flow/mutes/clozeIgnore.js';
import type { ServerConnection } from '../connection.js';
import { pathOf } from '../files.js';

/**
 * Calls back after a `.clozeignore` has changed on the disk: has the client watch them, which then tells the connection; where it cannot,
 * the folders are watched here.
 */
export function followIgnores(
  connection: Pick<ServerConnection, 'client'>,
  registersWatchers: boolean,
  folders: readonly string[],
  onChange: () => void,
): Disposable {
  const store = new DisposableStore();
  if (registersWatchers) {
    const watchers = [{ globPattern: `**/${clozeIgnoreName}` }];
    // The client ends what it watches with the connection.
    void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }).catch(() => undefined);
    return store;
  }
  for (const folder of folders) {
    const path = pathOf(folder);
    if (path === undefined) continue;
    try {
      const watcher = watch(path, { persistent: false }, (_, name) => name === clozeIgnoreName && onChange());
      // A folder that goes away is watched no more.
      watcher.on('error', () => watcher.close());
      store.add({ dispose: () => watcher.close() });
    } catch {
      // Then it is read again with the next check, as always.
    }
  }
  return store;
}
