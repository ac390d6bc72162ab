import type * as vscode from 'vscode';
import { signal } from './event.js';
import type { Person } from './person.js';
import { isSeparator } from './values.js';

/** A list over the editor that a feature fills by itself. A person who has an answer ready gives it when the list is shown. */
export class MemoryQuickPick<T extends vscode.QuickPickItem> implements vscode.QuickPick<T> {
  title: string | undefined;
  placeholder: string | undefined;
  prompt: string | undefined;
  step: number | undefined;
  totalSteps: number | undefined;
  enabled = true;
  busy = false;
  ignoreFocusOut = false;
  keepScrollPosition = false;
  canSelectMany = false;
  matchOnDescription = false;
  matchOnDetail = false;
  value = '';
  buttons: readonly vscode.QuickInputButton[] = [];
  selectedItems: readonly T[] = [];
  isShown = false;
  #items: readonly T[] = [];
  #activeItems: readonly T[] = [];
  readonly #accepted = signal<undefined>();
  readonly #hidden = signal<undefined>();
  readonly #changedValue = signal<string>();
  readonly #changedActive = signal<readonly T[]>();
  readonly #changedSelection = signal<readonly T[]>();
  readonly #button = signal<vscode.QuickInputButton>();
  readonly #itemButton = signal<vscode.QuickPickItemButtonEvent<T>>();
  readonly onDidAccept = this.#accepted.event;
  readonly onDidHide = this.#hidden.event;
  readonly onDidChangeValue = this.#changedValue.event;
  readonly onDidChangeActive = this.#changedActive.event;
  readonly onDidChangeSelection = this.#changedSelection.event;
  readonly onDidTriggerButton = this.#button.event;
  readonly onDidTriggerItemButton = this.#itemButton.event;

  constructor(private readonly person: Person) {}

  get items(): readonly T[] {
    return this.#items;
  }

  /** The first entry that can be chosen is active until a person goes to another. */
  set items(items: readonly T[]) {
    this.#items = items;
    this.activeItems = items.filter((item) => !isSeparator(item)).slice(0, 1);
  }

  get activeItems(): readonly T[] {
    return this.#activeItems;
  }

  set activeItems(items: readonly T[]) {
    this.#activeItems = items;
    this.#changedActive.fire(items);
  }

  show(): void {
    this.isShown = true;
    this.person.asked.push({ title: this.title ?? '', items: this.items.map(({ label }) => label) });
    if (this.person.isReady) queueMicrotask(() => this.#answer());
  }

  /** Types into the field of the list. */
  type(value: string): void {
    this.value = value;
    this.#changedValue.fire(value);
  }

  /** Goes to an entry. */
  goTo(label: string): void {
    this.activeItems = this.items.filter((item) => item.label === label);
  }

  /** Presses Enter on the active entry. */
  accept(): void {
    this.#accepted.fire(undefined);
  }

  /** Presses a button in the title, by what it says. */
  press(tooltip: string): void {
    const button = this.buttons.find((each) => each.tooltip === tooltip);
    if (button !== undefined) this.#button.fire(button);
  }

  /** Presses the first button of an entry. */
  pressItemButton(label: string): void {
    const item = this.items.find((each) => each.label === label);
    const button = item?.buttons?.[0];
    if (item !== undefined && button !== undefined) this.#itemButton.fire({ item, button });
  }

  hide(): void {
    if (!this.isShown) return;
    this.isShown = false;
    this.#hidden.fire(undefined);
  }

  dispose(): void {
    this.hide();
  }

  #answer(): void {
    const answer = this.person.next();
    if (typeof answer !== 'string') {
      this.hide();
      return;
    }
    if (this.items.some(({ label }) => label === answer)) this.goTo(answer);
    else this.type(answer);
    this.accept();
  }
}
