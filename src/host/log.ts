import * as vscode from 'vscode';
import type { EngineLog } from '../backend/engineLog.js';
import type { Disposable } from '../common/disposable.js';

/** The log of Cloze in the editor's Output view. It never holds what the writer writes. */
export interface Log extends Disposable {
  readonly write: EngineLog;
  show(): void;
}

export function createLog(): Log {
  const channel = vscode.window.createOutputChannel('Cloze', { log: true });
  let open = true;
  return {
    write: (level, message) => {
      // A process that is told to end may still print, and a channel that is closed throws.
      if (open) channel[level](message);
    },
    show: () => channel.show(),
    dispose: () => {
      open = false;
      channel.dispose();
    },
  };
}
