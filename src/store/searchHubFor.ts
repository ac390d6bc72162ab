import type { CancellationToken } from '../common/cancellation.js';
import { cancelledError } from '../common/clozeError.js';
import type { Environment } from '../network/environment.js';
import { Hub } from './hub/hub.js';
import { hubSite } from './hub/hubSite.js';
import { type FoundOnHub, searchHub } from './hub/searchHub.js';
import { HttpClient } from '../network/httpClient.js';
import { systemPause } from '../network/systemPause.js';

/** Asks the hub of an environment for models by words; at most twenty. */
export async function searchHubFor(words: string, environment: Environment, cancel: CancellationToken): Promise<FoundOnHub[]> {
  const client = await HttpClient.open(environment);
  const stop = new AbortController();
  const listening = cancel.onCancellationRequested(() => stop.abort());
  try {
    return await searchHub(new Hub(hubSite(environment), { ...systemPause, tries: 2 }, stop.signal, client), words, 20);
  } catch (error) {
    throw stop.signal.aborted ? cancelledError() : error;
  } finally {
    listening.dispose();
    await client.close();
  }
}
