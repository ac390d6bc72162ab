import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../common/disposable.js';
import { chosenLabel, listedLabels } from '../../sessions/labels/chosenLabel.js';
import type { OfferedLabel } from '../../sessions/labels/leastSureTexts.js';

/** Asks for a label: one that is offered, or one that is typed. `undefined` where that was given up. */
export async function chooseLabel(offered: readonly OfferedLabel[], title: string): Promise<string | undefined> {
  const picker = vscode.window.createQuickPick();
  const descriptions = new Map(offered.map(({ label, description }) => [label, description]));
  picker.title = title;
  // The text to be labelled may be looked at meanwhile.
  picker.ignoreFocusOut = true;
  picker.placeholder = vscode.l10n.t('Choose a label or type a new one');
  const list = (): void => {
    const known = offered.map(({ label }) => label);
    picker.items = listedLabels(known, picker.value).map((label) => ({
      label,
      description: descriptions.get(label) ?? vscode.l10n.t('new label'),
    }));
  };
  list();
  const store = new DisposableStore();
  store.add(picker);
  try {
    return await new Promise((resolve) => {
      const on = (disposable: Disposable): void => void store.add(disposable);
      on(picker.onDidChangeValue(list));
      on(
        picker.onDidAccept(() => {
          const listed = picker.items.map(({ label }) => label);
          resolve(chosenLabel({ typed: picker.value, listed, active: (picker.selectedItems[0] ?? picker.activeItems[0])?.label }));
        }),
      );
      on(picker.onDidHide(() => resolve(undefined)));
      picker.show();
    });
  } finally {
    store.dispose();
  }
}
