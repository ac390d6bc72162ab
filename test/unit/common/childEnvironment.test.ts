import { expect, test } from 'vitest';
import { childEnvironment } from '../../../src/common/childEnvironment.js';

test.each([
  ['tokens and keys', { GITHUB_TOKEN: 'x', OPENAI_API_KEY: 'x', VK_TOKEN: 'x', LC_SECRET: 'x', NVIDIA_API_KEY: 'x' }],
  ['what changes how Node or the loader runs', { NODE_OPTIONS: '--require x', LD_PRELOAD: 'x.so', NODE_PATH: '/x' }],
  ['the editor’s own', { VSCODE_IPC_HOOK: 'x', SSH_AUTH_SOCK: 'x', PASSWORD: 'x' }],
])('A process of Cloze does not see %s', (_, environment) => {
  expect(childEnvironment(environment)).toEqual({});
});

test('It sees what it needs to find its libraries and drivers, in whatever case Windows writes it', () => {
  const environment = { Path: 'C:\\bin', SystemRoot: 'C:\\Windows', HOME: '/home/x', VK_ICD_FILENAMES: '/icd.json', LANG: undefined };
  expect(childEnvironment(environment)).toEqual({
    Path: 'C:\\bin',
    SystemRoot: 'C:\\Windows',
    HOME: '/home/x',
    VK_ICD_FILENAMES: '/icd.json',
  });
});
