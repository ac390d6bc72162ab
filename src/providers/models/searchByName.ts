import * as vscode from 'vscode';
import type { HubModel, ModelPurpose } from '../../common/modelTool/answers.js';
import { showOutcome } from '../../host/messages.js';
import { downloadAllowed, whileAsking } from './downloadModel.js';
import type { ModelsDependencies } from './modelsDependencies.js';
import { mayConnect } from './networkConsent.js';

/** Looks for models by words of their names, and downloads the one that is chosen. Asks for words where there are none. */
export async function searchByName(given: string, purpose: ModelPurpose, dependencies: ModelsDependencies): Promise<void> {
  const { tool, store } = dependencies;
  const words = given === '' ? await askForWords(tool.host) : given;
  if (words === undefined) return;
  if (!(await mayConnect(tool, vscode.l10n.t('To look for models named "{0}", and to download the one that you choose.', words)))) return;
  const found = await whileAsking(vscode.l10n.t('Cloze: looking for {0}', words), (token) => store.search(words, token));
  if (found.length === 0) {
    showOutcome(vscode.l10n.t('{0} has no model named "{1}". Try fewer words.', tool.host, words));
    return;
  }
  const title = vscode.l10n.t('Models Named "{0}"', words);
  const placeHolder = vscode.l10n.t('Size and license are shown before anything is downloaded');
  const chosen = await vscode.window.showQuickPick(found.map(itemOf), { title, placeHolder, matchOnDescription: true });
  if (chosen !== undefined) await downloadAllowed({ name: chosen.name }, purpose, dependencies);
}

async function askForWords(host: string): Promise<string | undefined> {
  const title = vscode.l10n.t('Search {0}', host);
  const prompt = vscode.l10n.t('Words of the name of a model, or owner/name');
  const words = (await vscode.window.showInputBox({ title, prompt, placeHolder: 'SmolLM2' }))?.trim();
  return words === '' ? undefined : words;
}

function itemOf({ name, downloads, gated, task }: HubModel): vscode.QuickPickItem & { readonly name: string } {
  const parts = [
    ...(downloads > 0 ? [vscode.l10n.t('{0} downloads', downloads.toLocaleString(vscode.env.language))] : []),
    ...(task === undefined ? [] : [task]),
    ...(gated ? [vscode.l10n.t('terms to accept first')] : []),
  ];
  return { name, label: `$(cloud-download) ${name}`, description: parts.join(' · ') };
}
