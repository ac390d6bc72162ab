import * as vscode from 'vscode';
import type { Settings } from '../../common/settings/settingDefinitions.js';

/** The usual variables about connections, in both ways of writing them. */
const connectionVariables = [
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'ALL_PROXY',
  'NO_PROXY',
  'NODE_EXTRA_CA_CERTS',
  'HF_HUB_OFFLINE',
  'CLOZE_NETWORK',
];

/** What the process that asks servers sees of proxies and certificates: the editor's setting first, then the usual variables. */
export function serverEnvironment(settings: Settings): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env)) {
    if (value !== undefined && connectionVariables.includes(name.toUpperCase())) found[name] = value;
  }
  const proxy = vscode.workspace.getConfiguration('http', null).get('proxy');
  return {
    ...found,
    ...(typeof proxy === 'string' && proxy !== '' && { HTTP_PROXY: proxy, HTTPS_PROXY: proxy }),
    ...(isNetworkOff(settings) && { CLOZE_NETWORK: 'off' }),
  };
}

/** Whether the environment or the settings forbid the network. */
export function isNetworkOff(settings: Settings): boolean {
  if ('network' in settings && settings.network === 'off') return true;
  const offline = process.env.HF_HUB_OFFLINE?.trim().toLowerCase() ?? '';
  return process.env.CLOZE_NETWORK?.trim().toLowerCase() === 'off' || ['1', 'on', 'yes', 'true'].includes(offline);
}
