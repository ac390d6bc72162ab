import type { CancellationToken } from '../common/cancellation.js';
import { cancelledError, type ClozeError } from '../common/clozeError.js';

/**
 * Calls that wait for an answer. Each of them ends: with its answer, at once when its caller gives it up,
 * or with the reason for which the other side went away.
 */
export class PendingCalls {
  readonly #rejections = new Set<(reason: ClozeError) => void>();
  #closed: ClozeError | undefined;

  /** Starts a call and waits for it. A call after `close` is not started and ends with the same reason. */
  track<T>(start: () => Promise<T>, token?: CancellationToken): Promise<T> {
    if (this.#closed !== undefined) return Promise.reject(this.#closed);
    if (token?.isCancellationRequested === true) return Promise.reject(cancelledError());
    return new Promise<T>((resolve, reject) => {
      this.#rejections.add(reject);
      const cancellation = token?.onCancellationRequested(() => reject(cancelledError()));
      void start()
        .then(resolve, reject)
        .finally(() => {
          this.#rejections.delete(reject);
          cancellation?.dispose();
        });
    });
  }

  /** Ends all calls, those that come later too. The first reason stays. */
  close(reason: ClozeError): void {
    this.#closed ??= reason;
    for (const reject of this.#rejections) reject(this.#closed);
    this.#rejections.clear();
  }
}
