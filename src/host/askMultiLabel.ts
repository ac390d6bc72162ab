import * as vscode from 'vscode';

/**
 * Asks whether a text may have several labels, or none. `undefined` where nothing was chosen.
 * @param likely comes first
 */
export async function askMultiLabel(likely: boolean): Promise<boolean | undefined> {
  const one = { label: vscode.l10n.t('One Label'), description: vscode.l10n.t('the one that fits best'), multiLabel: false };
  const several = {
    label: vscode.l10n.t('Several Labels or None'),
    description: vscode.l10n.t('each is judged by itself'),
    multiLabel: true,
  };
  const items = likely ? [several, one] : [one, several];
  return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t('How Many Labels May a Text Have?'), ignoreFocusOut: true }))
    ?.multiLabel;
}
