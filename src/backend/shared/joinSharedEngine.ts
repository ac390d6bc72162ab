import { readdir } from 'node:fs/promises';
import type { Clock } from '../../common/clock.js';
import type { EngineInit } from '../../common/methods/lifecycle.js';
import { entryName, lastEntry } from '../../common/sharing/entryNames.js';
import { type Connected, connectEngine } from './connectEngine.js';
import { engineKey } from './engineIdentity.js';
import { type JoinAction, type JoinEvent, type Joining, joinStep } from './joinTransitions.js';
import { readEntry } from './readEntry.js';
import { SharingRefused } from './sharingRefused.js';
import { socketFolder, type Surroundings } from './socketFolder.js';
import { startSharedEngine } from './startSharedEngine.js';

/** What a connection to a shared engine's process is. */
export type Joined = Extract<Connected, { kind: 'connected' }>;

/**
 * Connects to the process that serves all windows with these settings, and starts it where there is none. Of several that want to start it
 * at the same time one does. What follows from what is in `joinStep`. Fails with a reason.
 */
export async function joinSharedEngine(script: string, init: EngineInit, surroundings: Surroundings, clock: Clock): Promise<Joined> {
  const folder = await socketFolder(surroundings);
  const key = await engineKey(script, init);
  let joining: Joining = { looks: 0, last: 0 };
  let event: JoinEvent = { kind: 'begin' };

  const connectTo = async (count: number): Promise<Connected> => {
    const entry = await readEntry(folder, entryName(key, count), surroundings.user);
    return entry === undefined ? { kind: 'gone' } : connectEngine(entry, key, clock);
  };
  const perform = async (action: JoinAction): Promise<JoinEvent | Joined> => {
    switch (action.kind) {
      case 'look':
        return { kind: 'looked', last: lastEntry(await readdir(folder), key) };
      case 'connect':
        return connectTo(action.count);
      case 'start':
        return startSharedEngine(script, { folder, key, entry: entryName(key, action.count) }, clock);
      case 'give up':
        throw new SharingRefused(action.reason);
    }
  };
  for (;;) {
    const step = joinStep(joining, event);
    joining = step.joining;
    const next = await perform(step.action);
    if (next.kind === 'connected') return next;
    event = next;
  }
}
