import type { CancellationToken } from '../common/cancellation.js';
import { cancelledError } from '../common/clozeError.js';
import type { Environment } from '../network/environment.js';
import { Hub } from './hub/hub.js';
import { hubSite } from './hub/hubSite.js';
import { HttpClient } from '../network/httpClient.js';
import type { Pause } from '../network/retry.js';
import { systemPause } from '../network/systemPause.js';

/** The hub for work that ends with a signal. */
export type HubFor = (signal: AbortSignal) => Hub;

/** Runs work with a connection to the hub of an environment, and closes it. A cancel ends what it waits for. */
export async function withHub<T>(
  { environment, cancel }: { readonly environment: Environment; readonly cancel: CancellationToken },
  { pause = systemPause, silenceMs = 30_000 }: { readonly pause?: Pause; readonly silenceMs?: number },
  work: (hubFor: HubFor, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const site = hubSite(environment);
  const client = await HttpClient.open(environment, { silenceMs });
  const stop = new AbortController();
  const listening = cancel.onCancellationRequested(() => stop.abort());
  try {
    return await work((signal) => new Hub(site, pause, signal, client, silenceMs), stop.signal);
  } catch (error) {
    throw stop.signal.aborted ? cancelledError() : error;
  } finally {
    listening.dispose();
    await client.close();
  }
}
