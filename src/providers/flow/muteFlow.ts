import * as vscode from 'vscode';
import { clozeIgnoreLine } from '../../text/flow/mutes/clozeIgnore.js';
import { blockMute, pairMute } from '../../text/flow/mutes/matchMutes.js';
import type { Mute } from '../../text/flow/mutes/mute.js';
import type { ChosenPair } from './chosenPair.js';
import type { StoredMutes } from './storedMutes.js';

/** Mutes a pair, its paragraph or its file for this writer, or the pair for everyone who shares the folder. */
export async function muteFlow({ document, block, first, second }: ChosenPair, what: unknown, mutes: StoredMutes): Promise<void> {
  if (what === 'shared') {
    const path = vscode.workspace.asRelativePath(document.uri, false);
    await mutes.share(document.uri, clozeIgnoreLine(pairMute(first.text, second.text), path, [first, second]));
    return;
  }
  const mute: Mute = what === 'file' ? { kind: 'file' } : what === 'block' ? blockMute(block.sentences) : pairMute(first.text, second.text);
  await mutes.add(document, mute);
}
