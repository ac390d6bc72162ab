import { downloadEnvironment, isOffline } from '../../common/modelTool/downloadEnvironment.js';
import type { Settings } from '../../common/settings/settingDefinitions.js';
import { readConnections } from '../readConnections.js';

/** What is for downloads alone: an account's tokens go to no server of completions, and text goes to none whose certificate is not checked. */
const notForServers = ['HF_TOKEN', 'HUGGING_FACE_HUB_TOKEN', 'HF_ENDPOINT', 'NODE_TLS_REJECT_UNAUTHORIZED'];

/** What the process that asks servers sees of proxies, certificates and whether the network may be used. */
export function serverEnvironment({ network }: Settings): Record<string, string> {
  const found = downloadEnvironment(process.env, readConnections(), network, undefined);
  return Object.fromEntries(Object.entries(found).filter(([name]) => !notForServers.includes(name.toUpperCase())));
}

/** Whether the environment or the settings forbid the network. */
export function isNetworkOff(settings: Settings): boolean {
  return isOffline(serverEnvironment(settings));
}
