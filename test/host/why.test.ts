import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands } from '../../src/host/ids.js';
import { showText, takeCompletion } from './writing.js';

suite('"Why This Completion?"', () => {
  teardown(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  test('opens no editor, however often it is asked', async () => {
    await takeCompletion(await showText('The keeper lit the lamp every evening and put it out every|'));
    for (let asked = 0; asked < 2; asked++) await vscode.commands.executeCommand(commands.whyCompletion);
    assert.equal(vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).length, 1);
  });
});
