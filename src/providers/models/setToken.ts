import * as vscode from 'vscode';
import { showBriefly } from '../../host/messages.js';
import { type ModelTool, tokenRemark } from '../../host/models/modelTool.js';

/** Asks for the token of a Hugging Face account and keeps it in the editor's storage of secrets; an empty one is forgotten. */
export async function setToken(tool: Pick<ModelTool, 'setToken' | 'token'>): Promise<void> {
  const hasToken = (await tool.token()) !== undefined;
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t('Hugging Face Token'),
    prompt: hasToken
      ? vscode.l10n.t('Opens models whose authors ask for terms to be accepted first. There is a token; an empty one removes it.')
      : vscode.l10n.t('Opens models whose authors ask for terms to be accepted first. Create it in the settings of your account, with the right to read.'), // prettier-ignore
    placeHolder: 'hf_…',
    password: true,
    ignoreFocusOut: true,
    validateInput: tokenRemark,
  });
  if (text === undefined) return;
  const token = text.trim();
  await tool.setToken(token === '' ? undefined : token);
  showBriefly(token === '' ? vscode.l10n.t('The token was removed.') : vscode.l10n.t('The token is kept among the secrets of the editor.'));
}
