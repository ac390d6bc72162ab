import * as vscode from 'vscode';

/**
 * Asks whether a text may have several labels, or none. `undefined` where nothing was chosen.
 * @param likely comes first
 */
export async function askHowManyLabels(likely: 'one' | 'several'): Promise<'one' | 'several' | undefined> {
  const one = { label: vscode.l10n.t('One Label'), description: vscode.l10n.t('the one that fits best'), count: 'one' as const };
  const several = {
    label: vscode.l10n.t('Several Labels or None'),
    description: vscode.l10n.t('each is judged by itself'),
    count: 'several' as const,
  };
  const items = likely === 'one' ? [one, several] : [several, one];
  return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t('How Many Labels May a Text Have?'), ignoreFocusOut: true }))
    ?.count;
}
