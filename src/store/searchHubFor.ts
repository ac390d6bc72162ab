import type { CancellationToken } from '../common/cancellation.js';
import type { Environment } from '../network/environment.js';
import { type FoundOnHub, searchHub } from './hub/searchHub.js';
import { systemPause } from '../network/systemPause.js';
import { withHub } from './withHub.js';

/** Asks the hub of an environment for models by words; at most twenty. */
export function searchHubFor(words: string, environment: Environment, cancel: CancellationToken): Promise<FoundOnHub[]> {
  return withHub({ environment, cancel }, { pause: { ...systemPause, tries: 2 } }, (hubFor, signal) =>
    searchHub(hubFor(signal), words, 20),
  );
}
