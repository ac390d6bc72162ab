import * as vscode from 'vscode';
import { ClozeError } from '../../common/clozeError.js';
import { keptThings, type KeptPlaces, type KeptThing } from '../../host/kept/keptThings.js';
import { askToRemove, showBriefly } from '../../host/messages.js';

/**
 * "Cloze: Forget Everything…": lists all that Cloze keeps, here and on this machine, and removes what is chosen of it.
 * Fails with `disk` where something cannot be removed.
 */
export async function forgetEverything(places: KeptPlaces): Promise<void> {
  const { t } = vscode.l10n;
  const chosen = await chooseThings(await keptThings(places));
  if (chosen.length === 0) return;
  const question = chosen.length === 1 ? t('Remove this?') : t('Remove these {0} things?', chosen.length);
  if (!(await askToRemove(question, chosen.map(({ label }) => `• ${label}`).join('\n')))) return;
  for (const { label, remove } of chosen) {
    try {
      await remove();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const message = t('"{0}" could not be removed: {1}. Close other windows that use Cloze, then try again.', label, reason);
      throw new ClozeError({ code: 'disk', message }, { cause: error });
    }
  }
  showBriefly(t('Removed. Nothing of it is left.'));
}

async function chooseThings(things: readonly KeptThing[]): Promise<readonly KeptThing[]> {
  const { t } = vscode.l10n;
  const items = (scope: KeptThing['scope'], title: string): (vscode.QuickPickItem & { readonly thing?: KeptThing })[] => {
    const found = things.filter((thing) => thing.scope === scope);
    if (found.length === 0) return [];
    return [
      { label: title, kind: vscode.QuickPickItemKind.Separator },
      ...found.map((thing) => ({ label: thing.label, description: thing.amount, picked: scope === 'workspace', thing })),
    ];
  };
  const picked = await vscode.window.showQuickPick(
    [...items('workspace', t('In this workspace')), ...items('everywhere', t('Everywhere'))],
    { canPickMany: true, title: t('Forget Everything: All That Cloze Keeps'), placeHolder: t('Choose what to remove.') },
  );
  return (picked ?? []).flatMap(({ thing }) => (thing === undefined ? [] : [thing]));
}
