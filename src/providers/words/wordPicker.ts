import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../common/disposable.js';
import { barIcon } from './barIcon.js';
import type { WordChoice, WordSection } from '../../sessions/words/wordList.js';

interface ChoiceItem extends vscode.QuickPickItem {
  /** Absent in the title of a section. */
  readonly choice?: WordChoice;
  /** The same for the same line in a newer list. */
  readonly key: string;
}

/** What becomes of the lines of a list. */
export interface PickerOwner {
  /** The line that Enter would take. */
  readonly onActive: (choice: WordChoice | undefined) => void;
  readonly onAccept: (choice: WordChoice) => void;
  /** The list is gone, with or without a choice. */
  readonly onClose: () => void;
  readonly onShowPanel: () => void;
}

/** The list of words over an editor. Lines may be exchanged for better ones while it is open. */
export class WordPicker implements Disposable {
  readonly #store = new DisposableStore();
  readonly #pick = this.#store.add(vscode.window.createQuickPick<ChoiceItem>());

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

  /**
   * Shows these lines. Who has gone to a line stays on it.
   * @param more whether better ones are on their way
   */
  show(sections: readonly WordSection[], placeholder: string, more: boolean): void {
    const pick = this.#pick;
    const items = sections.flatMap(itemsOf);
    const first = firstOf(pick.items);
    const [active] = pick.activeItems;
    const stays = active !== undefined && (active.key !== first?.key || pick.value !== '');
    pick.placeholder = placeholder;
    pick.busy = more;
    pick.items = items;
    const next = (stays ? items.find(({ key }) => key === active.key) : undefined) ?? firstOf(items);
    if (next !== undefined) pick.activeItems = [next];
  }

  /** Names what the list is about, or how it would read with the line that one is on. */
  set title(title: string) {
    this.#pick.title = title;
  }

  close(): void {
    this.#pick.hide();
  }

  dispose(): void {
    this.#store.dispose();
  }
}

/** The line that one begins on: the best word but the one that stands there, since who asks wants another. */
function firstOf(items: readonly ChoiceItem[]): ChoiceItem | undefined {
  const lines = items.filter(({ choice }) => choice !== undefined);
  return lines.find(({ choice }) => choice?.stands === false) ?? lines[0];
}

function itemsOf({ title, choices }: WordSection, section: number): ChoiceItem[] {
  const lines = choices.map((choice): ChoiceItem => ({
    label: choice.label,
    description: choice.description,
    iconPath: barIcon(choice.bars),
    choice,
    key: `${section} ${choice.label}`,
  }));
  return title === '' ? lines : [{ label: title, kind: vscode.QuickPickItemKind.Separator, key: `${section}` }, ...lines];
}
