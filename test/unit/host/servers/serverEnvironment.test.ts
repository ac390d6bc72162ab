import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { settingDefinitions, type Settings } from '../../../../src/common/settings/settingDefinitions.js';
import { serverEnvironment } from '../../../../src/host/servers/serverEnvironment.js';
import { type MemoryWindow, openWindow } from '../../../util/editor/memoryWindow.js';

const settings = { network: settingDefinitions.network.default } as Settings;

let window: MemoryWindow;
beforeEach(() => {
  window = openWindow({ folder: 'file:///novel' });
});

function variables(given: Record<string, string>): void {
  for (const [name, value] of Object.entries(given)) vi.stubEnv(name, value);
  onTestFinished(() => void vi.unstubAllEnvs());
}

test('The process that asks a server uses the proxy and the certificates of the editor', () => {
  window.settings.set('http.proxy', 'http://proxy.example:3128');
  window.settings.set('http.systemCertificates', true);
  expect(serverEnvironment(settings)).toMatchObject({ HTTPS_PROXY: 'http://proxy.example:3128', NODE_USE_SYSTEM_CA: '1' });
});

test('It never sees the token of an account, and checks certificates whatever the editor does', () => {
  variables({ HF_TOKEN: 'hf_0123456789', NODE_TLS_REJECT_UNAUTHORIZED: '0' });
  window.settings.set('http.proxyStrictSSL', false);
  const found = serverEnvironment(settings);
  vi.unstubAllEnvs();
  expect(found).not.toHaveProperty('HF_TOKEN');
  expect(found).not.toHaveProperty('NODE_TLS_REJECT_UNAUTHORIZED');
});
