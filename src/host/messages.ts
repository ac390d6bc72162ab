import * as vscode from 'vscode';
import type { ErrorAction, ErrorDetail } from '../common/clozeError.js';
import type { ModelJob } from '../common/modelJobs.js';
import { commands } from './ids.js';

/** The only file that shows messages. Each has one sentence or two and at most one button. */

/** Shows a failure, with a button for the one thing that a person can do about it. */
export async function showFailure(error: ErrorDetail): Promise<void> {
  const page = error.page === undefined ? undefined : { title: vscode.l10n.t('Open Page'), ...openPage(error.page) };
  const action = page ?? (error.action === undefined ? undefined : buttons()[error.action]);
  await offer(vscode.window.showErrorMessage, error.message, action);
}

/** What can be done about a message: the title of its button, and what that does. */
export interface Help {
  readonly title: string;
  readonly run: () => unknown;
}

/** Says what came of something that was asked for, or why it is not to be had, with a button for the one thing that helps on. */
export async function showWithHelp(message: string, help: Help): Promise<void> {
  if (await askConsent(message, help.title)) await help.run();
}

/** Asks for the consent to a change that can be seen. It is not given where the message is closed. */
export async function askConsent(message: string, title: string): Promise<boolean> {
  return (await vscode.window.showInformationMessage(message, title)) === title;
}

/** Asks for the consent to something that goes on. `detail` says all that it means. */
export async function askToAllow(question: string, detail: string, title: string): Promise<boolean> {
  return (await vscode.window.showInformationMessage(question, { modal: true, detail }, title)) === title;
}

/** Asks before something is removed for good. `detail` says what. */
export async function askToRemove(question: string, detail: string): Promise<boolean> {
  const title = vscode.l10n.t('Remove');
  return (await vscode.window.showWarningMessage(question, { modal: true, detail }, title)) === title;
}

/** Asks whether text may leave this machine, and shows it on request before that is answered. Not given where the message is closed. */
export async function askToSendText(question: string, about: string, text: string): Promise<boolean> {
  const [send, show] = [vscode.l10n.t('Send'), vscode.l10n.t('Show Text…')];
  const refuse = vscode.l10n.t('Don’t Send');
  const chosen = await vscode.window.showInformationMessage(question, send, show, refuse);
  if (chosen !== show) return chosen === send;
  return (await vscode.window.showInformationMessage(about, { modal: true, detail: text }, send)) === send;
}

/** Says that a server is not used for now. `query` finds the settings that decide on it. */
export async function showOutage(message: string, query: string): Promise<void> {
  await offer(vscode.window.showWarningMessage, message, { title: vscode.l10n.t('Open Settings'), ...machineSettings(query) });
}

/** Says what was done, with a button that takes it back. */
export async function showDone(message: string, undo: () => Promise<unknown>): Promise<void> {
  if (await askConsent(message, vscode.l10n.t('Undo'))) await undo();
}

/** Says that the model of a job cannot do what is wanted, and offers to choose another one. */
export async function showLack(message: string, job: ModelJob): Promise<void> {
  const action = { title: vscode.l10n.t('Choose Model'), command: commands.chooseModels, arguments: [job] };
  await offer(vscode.window.showInformationMessage, message, action);
}

/** What a person answers who is asked whether the network may be used. */
export type NetworkConsent = 'once' | 'always' | 'refused';

/** Asks whether a server may be asked for something. `detail` says what for, and what it gets to know. */
export async function askForNetwork(host: string, detail: string): Promise<NetworkConsent> {
  const once = { title: vscode.l10n.t('Allow Once') };
  const always = { title: vscode.l10n.t('Always Allow') };
  // It takes the place of the button that the editor would add.
  const refuse = { title: vscode.l10n.t('Refuse'), isCloseAffordance: true };
  const question = vscode.l10n.t('Allow Cloze to connect to {0}?', host);
  const answer = await vscode.window.showInformationMessage(question, { modal: true, detail }, once, always, refuse);
  if (answer === once) return 'once';
  return answer === always ? 'always' : 'refused';
}

/** Asks before something large is done. `detail` says what it costs. */
export async function askBefore(question: string, detail: string, title: string): Promise<boolean> {
  return (await vscode.window.showInformationMessage(question, { modal: true, detail }, title)) === title;
}

/** Says that Cloze is off to a person who asked it for something, and offers to switch it on. */
export async function showOff(): Promise<void> {
  await offer(vscode.window.showInformationMessage, vscode.l10n.t('Cloze is off.'), {
    title: vscode.l10n.t('Enable'),
    command: commands.toggle,
  });
}

/** Says that the editor itself does not show inline suggestions, so that no completion can appear. */
export async function showInlineSuggestionsOff(): Promise<void> {
  await offer(
    vscode.window.showInformationMessage,
    vscode.l10n.t('The editor does not show completions because its setting "editor.inlineSuggest.enabled" is off.'),
    { title: vscode.l10n.t('Open Settings'), command: 'workbench.action.openSettings', arguments: ['editor.inlineSuggest.enabled'] },
  );
}

/** Says what came of something that was asked for. It can be read for as long as its reader likes. */
export function showOutcome(message: string): void {
  void vscode.window.showInformationMessage(message);
}

/** Says something in the status bar that needs no answer. */
export function showBriefly(message: string): void {
  vscode.window.setStatusBarMessage(`Cloze: ${message}`, 5_000);
}

function buttons(): Record<ErrorAction, vscode.Command> {
  return {
    'show-log': { title: vscode.l10n.t('Show Log'), command: commands.showLog },
    'restart-engine': { title: vscode.l10n.t('Restart'), command: commands.restartEngine },
    'choose-model': { title: vscode.l10n.t('Choose Model'), command: commands.chooseModels },
    'reload-window': { title: vscode.l10n.t('Reload Window'), command: 'workbench.action.reloadWindow' },
    'open-settings': { title: vscode.l10n.t('Open Settings'), command: 'workbench.action.openSettings', arguments: ['@ext:cloze.cloze'] },
    'train-classifier': { title: vscode.l10n.t('Train Again'), command: commands.trainClassifier },
  };
}

async function offer(
  show: (message: string, ...buttons: string[]) => Thenable<string | undefined>,
  message: string,
  action: vscode.Command | undefined,
): Promise<void> {
  const chosen = await show(message, ...(action === undefined ? [] : [action.title]));
  if (action === undefined || chosen !== action.title) return;
  await vscode.commands.executeCommand(action.command, ...((action.arguments ?? []) as unknown[]));
}

/** The command that shows a page in the browser. */
function openPage(address: string): Pick<vscode.Command, 'command' | 'arguments'> {
  return { command: 'vscode.open', arguments: [vscode.Uri.parse(address)] };
}

/** The settings of the machine that the extension runs on, which on a remote one are not the user's. `query` finds those that are meant. */
function machineSettings(query: string): Pick<vscode.Command, 'command' | 'arguments'> {
  return vscode.env.remoteName === undefined
    ? { command: 'workbench.action.openSettings', arguments: [query] }
    : { command: 'workbench.action.openRemoteSettings', arguments: [{ query }] };
}
