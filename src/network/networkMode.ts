import { ClozeError } from '../common/clozeError.js';
import { type NetworkMode, networkModes } from '../common/networkMode.js';
import { type Environment, firstSet } from './environment.js';

/**
 * What CLOZE_NETWORK says; `ask` without it. HF_HUB_OFFLINE=1, by which the Hugging Face tools are kept offline, means `off`.
 * @throws ClozeError `bad-request` for another word: a spelling mistake must not open the network.
 */
export function networkMode(environment: Environment): NetworkMode {
  const offline = firstSet(environment, 'HF_HUB_OFFLINE')?.toLowerCase();
  if (offline !== undefined && ['1', 'on', 'yes', 'true'].includes(offline)) return 'off';
  const word = firstSet(environment, 'CLOZE_NETWORK')?.toLowerCase();
  if (word === undefined) return 'ask';
  const mode = networkModes.find((each) => each === word);
  if (mode !== undefined) return mode;
  throw new ClozeError({ code: 'bad-request', message: `CLOZE_NETWORK must be off, ask or on, not "${word}".` });
}

/** Fails where the network is switched off, before anything is looked up. */
export function checkNetworkAllowed(environment: Environment): void {
  if (networkMode(environment) !== 'off') return;
  throw new ClozeError({
    code: 'network',
    message:
      'The network is switched off for Cloze, so nothing can be looked up or downloaded. Set "cloze.network" in the editor, or CLOZE_NETWORK, to "ask" or "on", and check that HF_HUB_OFFLINE is not set.',
  });
}
