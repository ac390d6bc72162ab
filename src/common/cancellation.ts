/**
 * A request to stop. Structurally what `vscode.CancellationToken` and vscode-jsonrpc's token are,
 * so that either can be handed on without an adapter.
 */
export interface CancellationToken {
  readonly isCancellationRequested: boolean;
  readonly onCancellationRequested: (listener: () => void) => { dispose(): void };
}

/** A token that is never cancelled. */
export const neverCancelled: CancellationToken = {
  isCancellationRequested: false,
  onCancellationRequested: () => ({ dispose: () => undefined }),
};

/** Owns a token and cancels it. Cancelling twice does nothing. */
export class CancellationSource {
  readonly #listeners = new Set<() => void>();
  #cancelled = false;
  readonly token: CancellationToken;

  constructor() {
    const isCancelled = (): boolean => this.#cancelled;
    this.token = {
      get isCancellationRequested() {
        return isCancelled();
      },
      onCancellationRequested: (listener) => {
        if (this.#cancelled) listener();
        else this.#listeners.add(listener);
        return { dispose: () => this.#listeners.delete(listener) };
      },
    };
  }

  cancel(): void {
    if (this.#cancelled) return;
    this.#cancelled = true;
    for (const listener of this.#listeners) listener();
    this.#listeners.clear();
  }
}

/** Is cancelled as soon as one of the two is. */
export function eitherOf(one: CancellationToken, other: CancellationToken): CancellationToken {
  return {
    get isCancellationRequested() {
      return one.isCancellationRequested || other.isCancellationRequested;
    },
    onCancellationRequested: (listener) => {
      const listening = [one.onCancellationRequested(listener), other.onCancellationRequested(listener)];
      return { dispose: () => listening.forEach((each) => each.dispose()) };
    },
  };
}
