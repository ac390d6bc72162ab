import * as downloads from '../../common/modelTool/downloadEnvironment.js';
import type { Settings } from '../../common/settings/settingDefinitions.js';
import { readConnections } from '../readConnections.js';

/** What the process that asks servers sees of proxies, certificates and whether the network may be used. */
export function serverEnvironment({ network }: Settings): Record<string, string> {
  return downloads.serverEnvironment(process.env, readConnections(), network);
}

/** Whether the environment or the settings forbid the network. */
export function isNetworkOff(settings: Settings): boolean {
  return downloads.isOffline(serverEnvironment(settings));
}
