import { describe, expect, test } from 'vitest';
import {
  downloadEnvironment,
  type EditorConnections,
  hubHost,
  isOffline,
  releasesHost,
} from '../../../../src/common/modelTool/downloadEnvironment.js';

type Variables = Record<string, string>;

describe('What the process for downloads sees', () => {
  test.each<[string, Variables, EditorConnections, Variables]>([
    [
      'the usual variables, and no others',
      { HTTPS_PROXY: 'http://p', no_proxy: 'a', AWS_SECRET: 'x' },
      {},
      { HTTPS_PROXY: 'http://p', no_proxy: 'a' },
    ],
    [
      'the proxy of the editor before that of the environment',
      { https_proxy: 'http://env' },
      { proxy: 'http://own:8080' },
      { HTTP_PROXY: 'http://own:8080', HTTPS_PROXY: 'http://own:8080' },
    ],
    [
      'no proxy where the editor uses none',
      { HTTPS_PROXY: 'http://env' },
      { proxy: 'http://own', proxySupport: 'off' },
      { HTTP_PROXY: '', HTTPS_PROXY: '', ALL_PROXY: '' },
    ],
    ['hosts without a proxy', { NO_PROXY: 'x' }, { noProxy: ['a.example', 'b.example', 3] }, { NO_PROXY: 'a.example,b.example' }],
    ['that certificates are not checked', {}, { proxyStrictSSL: false }, { NODE_TLS_REJECT_UNAUTHORIZED: '0' }],
    ['that those of the system count', {}, { systemCertificates: true, proxyStrictSSL: true }, { NODE_USE_SYSTEM_CA: '1' }],
    [
      'what the proxy asks for',
      {},
      { proxy: 'http://own', proxyAuthorization: 'Basic eA==' },
      { HTTP_PROXY: 'http://own', HTTPS_PROXY: 'http://own', CLOZE_PROXY_AUTHORIZATION: 'Basic eA==' },
    ],
    ['nothing of settings that are not set', {}, { proxy: '', noProxy: [], proxyAuthorization: null, proxySupport: 'override' }, {}],
  ])('is %s', (_, environment, connections, seen) => {
    expect(downloadEnvironment(environment, connections, 'ask', undefined)).toEqual({ ...seen, CLOZE_NETWORK: 'ask' });
  });

  test('is the token that the editor keeps, before that of the environment', () => {
    expect(downloadEnvironment({ HF_TOKEN: 'hf_env' }, {}, 'on', 'hf_kept')).toEqual({ HF_TOKEN: 'hf_kept', CLOZE_NETWORK: 'on' });
    expect(downloadEnvironment({ HF_TOKEN: 'hf_env' }, {}, 'on', undefined)).toEqual({ HF_TOKEN: 'hf_env', CLOZE_NETWORK: 'on' });
  });
});

test.each<[Variables, 'off' | 'ask' | 'on', boolean]>([
  [{}, 'off', true],
  [{}, 'ask', false],
  [{}, 'on', false],
  [{ CLOZE_NETWORK: 'off' }, 'on', true],
  [{ CLOZE_NETWORK: 'on' }, 'off', true],
  [{ HF_HUB_OFFLINE: '1' }, 'on', true],
  [{ HF_HUB_OFFLINE: '0' }, 'on', false],
])('with %j and the setting %s the network is off: %s', (environment, setting, off) => {
  expect(isOffline(downloadEnvironment(environment, {}, setting, undefined))).toBe(off);
});

test.each([
  [undefined, 'huggingface.co'],
  ['https://hub.example:8443/x', 'hub.example:8443'],
  ['https://name:secret@hub.example', 'hub.example'],
  ['nonsense', 'huggingface.co'],
])('the hub of HF_ENDPOINT=%s is %s', (endpoint, host) => {
  expect(hubHost({ HF_ENDPOINT: endpoint })).toBe(host);
});

test.each([
  [undefined, 'github.com'],
  ['https://mirror.example/api', 'mirror.example'],
])('releases are listed, with CLOZE_GITHUB_API=%s, by %s', (endpoint, host) => {
  expect(releasesHost({ CLOZE_GITHUB_API: endpoint })).toBe(host);
  expect(downloadEnvironment({ CLOZE_GITHUB_API: endpoint }, {}, 'ask', undefined)['CLOZE_GITHUB_API']).toBe(endpoint);
});
