import type { NetworkMode } from '../networkMode.js';

type Variables = Readonly<Record<string, string | undefined>>;

/** What the editor's own settings say about connections, as they are written: `http.proxy` and others. */
export interface EditorConnections {
  readonly proxy?: unknown;
  /** `off` uses no proxy at all. */
  readonly proxySupport?: unknown;
  readonly noProxy?: unknown;
  readonly proxyStrictSSL?: unknown;
  readonly proxyAuthorization?: unknown;
  readonly systemCertificates?: unknown;
}

/** The usual variables about downloads that are handed on as they are. */
const handedOn = [
  ...['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'NO_PROXY', 'NODE_EXTRA_CA_CERTS', 'NODE_TLS_REJECT_UNAUTHORIZED', 'NODE_USE_SYSTEM_CA'],
  ...['HF_ENDPOINT', 'HF_HUB_OFFLINE', 'HF_TOKEN', 'HUGGING_FACE_HUB_TOKEN', 'CLOZE_NETWORK', 'CLOZE_GITHUB_API'],
];

/**
 * What the process for downloads sees of the environment beside what any process of ours does. The editor's settings come before the
 * variables, but for `off`, which either of them can say.
 * @param network `cloze.network`
 * @param token of the Hugging Face account, where one was set
 */
export function downloadEnvironment(
  environment: Variables,
  connections: EditorConnections,
  network: NetworkMode,
  token: string | undefined,
): Record<string, string> {
  const given: Record<string, string> = {};
  for (const [name, value] of Object.entries(environment)) {
    if (value !== undefined && handedOn.includes(name.toUpperCase())) given[name] = value;
  }
  const isOff = valueOf(given, 'CLOZE_NETWORK')?.trim().toLowerCase() === 'off';
  return withVariables(given, {
    ...proxyVariables(connections),
    ...(connections.proxyStrictSSL === false && { NODE_TLS_REJECT_UNAUTHORIZED: '0' }),
    ...(connections.systemCertificates === true && { NODE_USE_SYSTEM_CA: '1' }),
    ...(token !== undefined && { HF_TOKEN: token }),
    CLOZE_NETWORK: isOff ? 'off' : network,
  });
}

/** What is for downloads alone: an account's tokens go to no server of completions, and text goes to none whose certificate is not checked. */
const notForServers = ['HF_TOKEN', 'HUGGING_FACE_HUB_TOKEN', 'HF_ENDPOINT', 'CLOZE_GITHUB_API', 'NODE_TLS_REJECT_UNAUTHORIZED'];

/** What the process that asks servers sees of proxies, certificates and whether the network may be used. */
export function serverEnvironment(environment: Variables, connections: EditorConnections, network: NetworkMode): Record<string, string> {
  const found = downloadEnvironment(environment, connections, network, undefined);
  return Object.fromEntries(Object.entries(found).filter(([name]) => !notForServers.includes(name.toUpperCase())));
}

/** The server that models come from in such an environment, for people. */
export function hubHost(environment: Variables): string {
  return hostOf(valueOf(environment, 'HF_ENDPOINT')) ?? 'huggingface.co';
}

/** The server that lists releases, for people. */
export function releasesHost(environment: Variables): string {
  return hostOf(valueOf(environment, 'CLOZE_GITHUB_API')) ?? 'github.com';
}

function hostOf(url = ''): string | undefined {
  return /^https?:\/\/(?:[^/@]*@)?([^/?#@]+)/.exec(url.trim())?.[1];
}

/** Whether such an environment forbids the network. */
export function isOffline(environment: Variables): boolean {
  const offline = valueOf(environment, 'HF_HUB_OFFLINE')?.trim().toLowerCase() ?? '';
  return valueOf(environment, 'CLOZE_NETWORK') === 'off' || ['1', 'on', 'yes', 'true'].includes(offline);
}

/** Where no proxy is wanted, variables must not name one; those without a value count as none. */
function proxyVariables({ proxy, proxySupport, noProxy, proxyAuthorization }: EditorConnections): Record<string, string> {
  if (proxySupport === 'off') return { HTTP_PROXY: '', HTTPS_PROXY: '', ALL_PROXY: '' };
  const hosts = Array.isArray(noProxy) ? noProxy.filter((host) => typeof host === 'string').join(',') : '';
  return {
    ...(isText(proxy) && { HTTP_PROXY: proxy, HTTPS_PROXY: proxy }),
    ...(isText(proxy) && isText(proxyAuthorization) && { CLOZE_PROXY_AUTHORIZATION: proxyAuthorization }),
    ...(hosts !== '' && { NO_PROXY: hosts }),
  };
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}

/** Names of variables are compared without regard to case: proxies are written in both, and Windows knows no other way. */
function withVariables(given: Readonly<Record<string, string>>, changes: Readonly<Record<string, string>>): Record<string, string> {
  const kept = Object.entries(given).filter(([name]) => !Object.hasOwn(changes, name.toUpperCase()));
  return { ...Object.fromEntries(kept), ...changes };
}

function valueOf(environment: Variables, name: string): string | undefined {
  return Object.entries(environment).find(([each]) => each.toUpperCase() === name)?.[1];
}
