import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands } from '../../src/host/ids.js';
import { until } from './until.js';
import { showText, takeCompletion } from './writing.js';

suite('"Why This Completion?"', () => {
  teardown(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  test('opens the last completion with the probability of each token', async () => {
    await takeCompletion(await showText('The keeper lit the lamp every evening and put it out every|'));
    await vscode.commands.executeCommand(commands.whyCompletion);
    const document = await until(
      'the explanation',
      () => vscode.window.visibleTextEditors.find(({ document: { uri } }) => uri.scheme === 'cloze')?.document,
    );
    assert.match(document.getText(), /\d\s*%/);
  });
});
