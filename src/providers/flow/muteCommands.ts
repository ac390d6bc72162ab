import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../common/disposable.js';
import { commands } from '../../host/ids.js';
import type { Log } from '../../host/log.js';
import { showDone } from '../../host/messages.js';
import { showFailures } from '../../host/showFailures.js';
import type { FlowSession } from '../../sessions/flow/flowSession.js';
import { isMuteScope, muteChosen, type MuteScope } from '../../sessions/flow/mutes/muteChosen.js';
import { fileMutedBy, type MutedBy, mutedBy } from '../../sessions/flow/mutes/mutedBy.js';
import { unmute } from '../../sessions/flow/mutes/unmute.js';
import { showUnmuted } from './showUnmuted.js';
import { chosenFile, chosenPair } from './target.js';

/** Mutes and unmutes warnings: at the cursor, where the light bulb is, or from the view. */
export function registerMuteCommands({ results, mutes }: FlowSession, log: Log): Disposable {
  const store = new DisposableStore();
  const register = (id: string, run: (...args: unknown[]) => Promise<void>): void =>
    void store.add(vscode.commands.registerCommand(id, run));
  const mute = (id: string, scope: MuteScope): void =>
    register(id, async (target, position, wanted) => {
      const chosen = chosenPair(results, target, position);
      if (chosen === undefined) return;
      const muted = await showFailures(log, () => muteChosen(chosen, isMuteScope(wanted) ? wanted : scope, mutes, vscode.l10n.t));
      // Not waited for: the message may stay unread.
      if (muted !== undefined) void showDone(muted.message, () => showFailures(log, muted.undo));
    });
  mute(commands.flowMute, 'pair');
  mute(commands.flowMuteParagraph, 'block');
  mute(commands.flowMuteFile, 'file');
  mute(commands.flowMuteShared, 'shared');
  register(commands.flowUnmute, async (target, position) => {
    const whole = chosenFile(results, target);
    const ofFile = whole && fileMutedBy(whole.found);
    const take = (by: MutedBy | undefined, { file, found }: NonNullable<typeof whole>): Promise<void> =>
      showFailures(log, async () => showUnmuted(await unmute(file, by, mutes), file, found));
    if (whole !== undefined && ofFile !== undefined) return take(ofFile, whole);
    const chosen = chosenPair(results, target, position);
    if (chosen !== undefined) await take(mutedBy(chosen.found, chosen.second), chosen);
  });
  return store;
}
