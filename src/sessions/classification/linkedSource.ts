import { CancellationSource, type CancellationToken } from '../../common/cancellation.js';

/** A source that is cancelled with a token too, until that is stopped. */
export function linkedSource(token: CancellationToken): { readonly source: CancellationSource; readonly stop: () => void } {
  const source = new CancellationSource();
  if (token.isCancellationRequested) source.cancel();
  const listening = token.onCancellationRequested(() => source.cancel());
  return { source, stop: () => listening.dispose() };
}
