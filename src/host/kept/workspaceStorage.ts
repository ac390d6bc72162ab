import type * as vscode from 'vscode';
import { type Disposable } from '../../common/disposable.js';
import { Emitter } from '../../common/emitter.js';
import { storageKeys } from '../ids.js';

/** How often a person had everything removed everywhere. Each workspace notes up to which time it has followed. */
const roundKey = 'kept.round';

/**
 * The workspace's own storage, where all that Cloze keeps can be removed: here and now, or in every workspace, in each when it is opened
 * next, since the editor lets no extension reach into the storage of another.
 */
export class WorkspaceStorage implements vscode.Memento, Disposable {
  readonly get: vscode.Memento['get'];
  readonly #forgotten = new Emitter<string>();

  /** A key whose value was removed on request. */
  readonly onDidForget = this.#forgotten.event;

  constructor(
    private readonly workspace: vscode.Memento,
    private readonly everywhere: vscode.Memento,
  ) {
    this.get = workspace.get.bind(workspace);
    if (this.#round(everywhere) > this.#round(workspace)) this.#forgetAll();
  }

  keys(): readonly string[] {
    return this.workspace.keys();
  }

  update(key: string, value: unknown): Thenable<void> {
    return this.workspace.update(key, value);
  }

  /** Removes the value of a key, and tells those who hold it in memory. */
  async forget(key: string): Promise<void> {
    await this.workspace.update(key, undefined);
    this.#forgotten.fire(key);
  }

  /** Has all that is kept removed in every other workspace too, in each when it is opened next. */
  async forgetElsewhere(): Promise<void> {
    const round = this.#round(this.everywhere) + 1;
    await this.everywhere.update(roundKey, round);
    await this.workspace.update(roundKey, round);
  }

  dispose(): void {
    this.#forgotten.dispose();
  }

  #round(memento: vscode.Memento): number {
    return memento.get<number>(roundKey, 0);
  }

  #forgetAll(): void {
    for (const key of Object.values(storageKeys)) void this.workspace.update(key, undefined);
    void this.workspace.update(roundKey, this.#round(this.everywhere));
  }
}
