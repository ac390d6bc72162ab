import * as vscode from 'vscode';
import type { EngineApi } from '../../common/engineApi.js';
import type { DeviceTest } from '../../common/methods/lifecycle.js';
import { commands } from '../../host/ids.js';
import { showOutcome, showWithHelp } from '../../host/messages.js';

interface DeviceItem extends vscode.QuickPickItem {
  readonly device: DeviceTest['device'] | 'auto';
  /** Why it cannot be used, and what helps; absent where it can be. */
  readonly trouble?: string;
}

/**
 * Tries each device and shows what came of it: its speed, or why it cannot be used. The one that is chosen from the list is used from then on;
 * of one that cannot be, all is said that is known, for a list has no room for it.
 */
export async function testDevices(engine: Pick<EngineApi, 'testDevices'>): Promise<void> {
  const options = { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Cloze: testing the devices'), cancellable: true };
  const tests = await vscode.window.withProgress(options, (_, token) => engine.testDevices(token));
  const automatic: DeviceItem = {
    device: 'auto',
    label: vscode.l10n.t('Automatic'),
    description: vscode.l10n.t('The fastest that works'),
  };
  const title = vscode.l10n.t('Devices');
  const placeHolder = vscode.l10n.t('Choose the device to use');
  const chosen = await vscode.window.showQuickPick([automatic, ...tests.map(item)], { title, placeHolder, ignoreFocusOut: true });
  if (chosen === undefined) return;
  if (chosen.trouble !== undefined) return showTrouble(chosen.device, chosen.trouble);
  await vscode.workspace.getConfiguration('cloze').update('device', chosen.device, vscode.ConfigurationTarget.Global);
}

function item({ device, name, state, tokensPerSecond, speedup, reason, remedy }: DeviceTest): DeviceItem {
  if (state !== 'works') {
    const why = capitalized(reason ?? '');
    const trouble = [vscode.l10n.t('{0} cannot be used.', name), why, remedy ?? ''].filter((part) => part !== '').join(' ');
    return { device, label: `$(circle-slash) ${name}`, description: vscode.l10n.t('cannot be used'), detail: why, trouble };
  }
  const speed = vscode.l10n.t('{0} tokens per second', rounded(tokensPerSecond ?? 0));
  const description = device === 'cpu' ? speed : vscode.l10n.t('{0}, {1} × the processor', speed, rounded(speedup ?? 0));
  return { device, label: `$(check) ${name}`, description };
}

/** Two digits at least, without an exponent. */
function rounded(value: number): string {
  return value >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(2)));
}

async function showTrouble(device: DeviceItem['device'], trouble: string): Promise<void> {
  if (device !== 'cuda') {
    showOutcome(trouble);
    return;
  }
  const run = (): Thenable<unknown> => vscode.commands.executeCommand(commands.installCuda);
  await showWithHelp(trouble, { title: vscode.l10n.t('Install CUDA Support…'), run });
}

function capitalized(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
