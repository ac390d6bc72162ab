import { describe, expect, test } from 'vitest';
import * as vscode from 'vscode';
import { commands } from '../../../../src/host/ids.js';
import { fine, odd, reviewing } from './reviewing.js';

describe('Changed lines', () => {
  /** The Git of the editor, with one repository around the folder. */
  function withGit(committed: string, changed: readonly string[]) {
    const at = reviewing();
    const { window } = at;
    const rootUri = vscode.Uri.parse('file:///novel');
    const changes = changed.map((path) => ({ uri: window.uriOf(path), originalUri: window.uriOf(path) }));
    const state = { mergeChanges: [], indexChanges: [], workingTreeChanges: changes };
    const repository = { rootUri, state, status: () => Promise.resolve(), show: () => Promise.resolve(committed) };
    const api = {
      repositories: [repository],
      getRepository: (uri: vscode.Uri) => (uri.toString().startsWith('file:///novel') ? repository : null),
    };
    window.extensions.set('vscode.git', { activate: () => Promise.resolve({ enabled: true, getAPI: () => api }) });
    return at;
  }

  test('of this file are checked, and no others', async () => {
    const { window, warned } = withGit(`${odd}\n\n${fine}\n`, ['a.md']);
    const editor = await window.open('a.md', `${odd}\n\n${fine} And so it was.\n|`);
    await window.run(commands.checkFlowChanges);
    expect(warned(editor)).toEqual([]);
  });

  test('of all changed files are checked', async () => {
    const { window, rows } = withGit('', ['a.md', 'b.md']);
    window.files.put(window.uriOf('b.md'), odd);
    await window.open('a.md', `${odd}\n|`);
    await window.run(commands.checkFlowAllChanges);
    expect((await rows()).filter((row) => !row.startsWith(' '))).toHaveLength(2);
  });

  test('are none where nothing has changed, which is said', async () => {
    const { window } = withGit(odd, []);
    await window.open('a.md', `${odd}|`);
    await window.run(commands.checkFlowAllChanges);
    expect(window.person.messages).toEqual(['No changed lines.']);
  });

  test('are not known outside of a repository', async () => {
    const { window } = withGit(odd, []);
    const uri = vscode.Uri.parse('file:///elsewhere/a.md');
    window.files.put(uri, odd);
    window.show(await window.document(uri));
    await window.run(commands.checkFlowChanges);
    expect(window.person.messages[0]).toContain('no Git repository is open');
  });
});
