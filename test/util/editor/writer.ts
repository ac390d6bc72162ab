import { WorkspaceStorage } from '../../../src/host/kept/workspaceStorage.js';
import { createLog, type Log } from '../../../src/host/log.js';
import { FakeClock } from '../fakeClock.js';
import { memento } from './memento.js';
import { type MemoryWindow, openWindow, type WindowOptions } from './memoryWindow.js';

/** What features of Cloze need, in a window that was just opened with an empty folder. */
export interface Writer {
  readonly window: MemoryWindow;
  readonly clock: FakeClock;
  readonly log: Log;
  readonly storage: WorkspaceStorage;
  /** What the workspace's own storage holds. */
  readonly kept: Readonly<Record<string, unknown>>;
}

/** A writer before a new window. */
export function sitDown(options: WindowOptions = { folder: 'file:///novel' }): Writer {
  const window = openWindow(options);
  const own = memento();
  return { window, clock: new FakeClock(), log: createLog(), storage: new WorkspaceStorage(own, memento()), kept: own.kept };
}
