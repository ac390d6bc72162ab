import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../common/disposable.js';
import { commands } from '../../host/ids.js';
import type { Log } from '../../host/log.js';
import { showFailures } from '../../host/showFailures.js';
import { chosenPair } from './chosenPair.js';
import { isFlowNode } from './flowNode.js';
import { isMuteScope, muteFlow, type MuteScope } from './muteFlow.js';
import { fileMutedBy, mutedBy } from '../../sessions/flow/mutedBy.js';
import type { FlowResults } from '../../sessions/flow/flowResults.js';
import type { StoredMutes } from './storedMutes.js';
import { unmuteFlow } from './unmuteFlow.js';

/** Mutes and unmutes warnings: at the cursor, where the light bulb is, or from the view. */
export function registerMuteCommands(results: FlowResults, mutes: StoredMutes, log: Log): Disposable {
  const store = new DisposableStore();
  const register = (id: string, run: (...args: unknown[]) => Promise<void>): void =>
    void store.add(vscode.commands.registerCommand(id, run));
  const mute = (id: string, scope: MuteScope): void =>
    register(id, async (target, position, wanted) => {
      const chosen = chosenPair(results, target, position);
      if (chosen === undefined) return;
      await showFailures(log, () => muteFlow(chosen, isMuteScope(wanted) ? wanted : scope, mutes, log));
    });
  mute(commands.flowMute, 'pair');
  mute(commands.flowMuteParagraph, 'block');
  mute(commands.flowMuteFile, 'file');
  mute(commands.flowMuteShared, 'shared');
  register(commands.flowUnmute, async (target, position) => {
    const uri = isFlowNode(target)
      ? target.file.uri
      : (target instanceof vscode.Uri ? target : vscode.window.activeTextEditor?.document.uri)?.toString();
    const file = uri === undefined ? undefined : results.get(uri);
    const found = file?.current;
    const ofFile = found && fileMutedBy(found);
    if (file !== undefined && found !== undefined && ofFile !== undefined) {
      await showFailures(log, () => unmuteFlow(file, found, ofFile, mutes));
      return;
    }
    const chosen = chosenPair(results, target, position);
    if (chosen === undefined) return;
    await showFailures(log, () => unmuteFlow(chosen.file, chosen.found, mutedBy(chosen.found, chosen.second), mutes));
  });
  return store;
}
