import * as vscode from 'vscode';
import type { Log } from '../../host/log.js';
import { showDone } from '../../host/messages.js';
import { showFailures } from '../../host/showFailures.js';
import { clozeIgnoreLine, clozeIgnoreName } from '../../writing/flow/mutes/clozeIgnore.js';
import { blockMute, pairMute } from '../../writing/flow/mutes/matchMutes.js';
import type { Mute } from '../../writing/flow/mutes/mute.js';
import type { ChosenPair } from './chosenPair.js';
import type { StoredMutes } from './storedMutes.js';

/** What is muted: a pair of sentences, its paragraph or its file for this writer, or the pair for everyone who shares the folder. */
export type MuteScope = 'pair' | 'block' | 'file' | 'shared';

export function isMuteScope(value: unknown): value is MuteScope {
  return value === 'pair' || value === 'block' || value === 'file' || value === 'shared';
}

/**
 * Mutes a warning, says so, and offers to take it back.
 * @throws ClozeError where the `.clozeignore` cannot be written
 */
export async function muteFlow(chosen: ChosenPair, scope: MuteScope, mutes: StoredMutes, log: Log): Promise<void> {
  const { uri, file, block, first, second } = chosen;
  const undo = await (scope === 'shared' ? share(chosen, mutes) : add(uri, muteOf(scope, block.sentences, first.text, second.text), mutes));
  await file.remute();
  const takeBack = async (): Promise<void> => {
    await undo();
    await file.remute();
  };
  // Not waited for: the message may stay unread.
  void showDone(messageOf(scope), () => showFailures(log, takeBack));
}

async function share({ uri, first, second }: ChosenPair, mutes: StoredMutes): Promise<() => Promise<void>> {
  const line = clozeIgnoreLine(pairMute(first.text, second.text), vscode.workspace.asRelativePath(uri, false), [first, second]);
  await mutes.share(uri, line);
  return () => mutes.unshare(uri, line);
}

async function add(uri: vscode.Uri, mute: Mute, mutes: StoredMutes): Promise<() => Promise<void>> {
  await mutes.add(uri.toString(), mute);
  return () => mutes.remove(uri.toString(), mute);
}

function muteOf(scope: Exclude<MuteScope, 'shared'>, sentences: ChosenPair['block']['sentences'], first: string, second: string): Mute {
  if (scope === 'pair') return pairMute(first, second);
  return scope === 'block' ? blockMute(sentences) : { kind: 'file' };
}

function messageOf(scope: MuteScope): string {
  switch (scope) {
    case 'pair':
      return vscode.l10n.t('Muted this pair of sentences: Cloze no longer warns about it.');
    case 'block':
      return vscode.l10n.t('Muted this paragraph: Cloze no longer warns about its sentences.');
    case 'file':
      return vscode.l10n.t('Muted this file: Cloze no longer checks its flow.');
    case 'shared':
      return vscode.l10n.t('Muted this pair of sentences for everyone: {0} has a new line.', clozeIgnoreName);
  }
}
