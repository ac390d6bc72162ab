import * as vscode from 'vscode';
import { askForNetwork, showWithHelp } from '../../host/messages.js';
import type { ModelTool } from '../../host/models/modelTool.js';
import { readSettings, writeSetting } from '../../host/settings.js';

/**
 * Whether Cloze may connect for something that the writer asked for: not where the network is off, and where it is to be asked for, with
 * what would be fetched from where.
 * @param purpose what for, as a sentence
 */
export async function mayConnect(tool: Pick<ModelTool, 'host' | 'isOffline'>, purpose: string): Promise<boolean> {
  const whatIsTold = vscode.l10n.t('It gets to know the name that you look for and, like every server, the address of your machine; none of your text. Large files may come from a server that it names.'); // prettier-ignore
  return mayConnectTo(tool.host, tool, `${purpose} ${whatIsTold}`);
}

/** The same for another server. @param detail what for, and what the server gets to know */
export async function mayConnectTo(host: string, { isOffline }: Pick<ModelTool, 'isOffline'>, detail: string): Promise<boolean> {
  if (isOffline) {
    await showOffline();
    return false;
  }
  if (readSettings().network === 'on') return true;
  const consent = await askForNetwork(host, detail);
  if (consent === 'always') await writeSetting('network', 'on');
  return consent !== 'refused';
}

/** Switches the network on again where the setting has it off, or says what else does. */
export async function allowNetwork(): Promise<boolean> {
  if (readSettings().network !== 'off') {
    await showOffline();
    return false;
  }
  await writeSetting('network', 'ask');
  return true;
}

async function showOffline(): Promise<void> {
  const openSettings = (): Thenable<unknown> => vscode.commands.executeCommand('workbench.action.openSettings', 'cloze.network');
  await showWithHelp(
    vscode.l10n.t('The network is switched off for Cloze, so no model can be looked for or downloaded. Set "cloze.network" to "ask" or "on", and check that neither CLOZE_NETWORK nor HF_HUB_OFFLINE forbids it.'), // prettier-ignore
    { title: vscode.l10n.t('Open Settings'), run: openSettings },
  );
}
