import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../common/disposable.js';
import { barIcon } from '../../sessions/words/barIcon.js';
import { lineToSelect, type WordLine, wordLines } from '../../sessions/words/wordLines.js';
import type { WordChoice, WordSection } from '../../sessions/words/wordList.js';

type LineItem = vscode.QuickPickItem & WordLine;

/** What becomes of the lines of a list. */
export interface PickerOwner {
  /** The line that Enter would accept. */
  readonly onActive: (choice: WordChoice | undefined) => void;
  readonly onAccept: (choice: WordChoice) => void;
  /** The list is gone, with or without a choice. */
  readonly onClose: () => void;
  readonly onShowPanel: () => void;
}

/** The list of words over an editor. Lines may be exchanged for better ones while it is open. */
export class WordPicker implements Disposable {
  readonly #store = new DisposableStore();
  readonly #pick = this.#store.add(vscode.window.createQuickPick<LineItem>());

  constructor({ onActive, onAccept, onClose, onShowPanel }: PickerOwner) {
    const pick = this.#pick;
    pick.placeholder = vscode.l10n.t('Asking the model');
    pick.busy = true;
    pick.keepScrollPosition = true;
    pick.buttons = [{ iconPath: new vscode.ThemeIcon('graph'), tooltip: vscode.l10n.t('Show Probabilities') }];
    this.#store.add(pick.onDidTriggerButton(onShowPanel));
    this.#store.add(pick.onDidChangeActive(([item]) => onActive(item?.choice)));
    this.#store.add(
      pick.onDidAccept(() => {
        const [item] = pick.activeItems;
        if (item?.choice !== undefined) onAccept(item.choice);
      }),
    );
    this.#store.add(pick.onDidHide(onClose));
    pick.show();
  }

  /** Shows these lines. A person who has gone to a line stays on it. `more` says whether better ones are on their way. */
  showLines(sections: readonly WordSection[], placeholder: string, more: boolean): void {
    const pick = this.#pick;
    const items = wordLines(sections).map(itemOf);
    const selected = lineToSelect({ lines: pick.items, active: pick.activeItems[0]?.key, isFiltered: pick.value !== '' }, items);
    pick.placeholder = placeholder;
    pick.busy = more;
    pick.items = items;
    if (selected !== undefined) pick.activeItems = [selected];
  }

  /** Names what the list is about, or how the text would read with the line that is selected. */
  setTitle(title: string): void {
    this.#pick.title = title;
  }

  close(): void {
    this.#pick.hide();
  }

  dispose(): void {
    this.#store.dispose();
  }
}

function itemOf(line: WordLine): LineItem {
  const { choice } = line;
  if (choice === undefined) return { ...line, kind: vscode.QuickPickItemKind.Separator };
  const icon = (theme: 'light' | 'dark'): vscode.Uri =>
    vscode.Uri.parse(`data:image/svg+xml;base64,${Buffer.from(barIcon(choice.bars, theme)).toString('base64')}`);
  return { ...line, description: choice.description, iconPath: { light: icon('light'), dark: icon('dark') } };
}
