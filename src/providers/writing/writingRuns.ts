import * as vscode from 'vscode';
import { CancellationSource, type CancellationToken } from '../../common/cancellation.js';
import type { Disposable } from '../../common/disposable.js';
import { commands, isWritingKey } from '../../host/ids.js';

/** What a model writes at this moment, so that a key, a button and the notification of its progress can stop it. */
export class WritingRuns implements Disposable {
  readonly #running = new Set<CancellationSource>();
  readonly #command = vscode.commands.registerCommand(commands.stopWriting, () => this.#stop());

  /** Runs work that writes, and shows that it does. */
  async run<T>(title: string, work: (token: CancellationToken, tell: (message: string) => void) => Promise<T>): Promise<T> {
    const source = new CancellationSource();
    this.#running.add(source);
    this.#tell();
    const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
    try {
      return await vscode.window.withProgress(options, (progress, token) => {
        const subscription = token.onCancellationRequested(() => source.cancel());
        return work(source.token, (message) => progress.report({ message })).finally(() => void subscription.dispose());
      });
    } finally {
      this.#running.delete(source);
      this.#tell();
    }
  }

  dispose(): void {
    this.#stop();
    this.#command.dispose();
  }

  #stop(): void {
    for (const source of this.#running) source.cancel();
  }

  #tell(): void {
    void vscode.commands.executeCommand('setContext', isWritingKey, this.#running.size > 0);
  }
}
