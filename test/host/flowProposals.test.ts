import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands } from '../../src/host/ids.js';
import { until } from './until.js';
import { showText } from './writing.js';

const misplaced = 'Then he blew it out again and went down to his breakfast.';
const text = `The lighthouse stood on a rock at the end of the point. ${misplaced} Its keeper climbed the stairs every evening. He lit the lamp with a match.`;

suite('A better place for a sentence', () => {
  teardown(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  const comparison = (): vscode.TabInputTextDiff | undefined => {
    const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
    return input instanceof vscode.TabInputTextDiff ? input : undefined;
  };

  /** Shows a paragraph and the comparison with what it would become. */
  async function propose(): Promise<vscode.TextDocument> {
    const { document } = await showText(`${text}|`);
    await vscode.commands.executeCommand(commands.checkFlow);
    await vscode.commands.executeCommand(commands.flowReorder, document.uri, document.positionAt(text.indexOf(misplaced)));
    await until('the comparison', comparison);
    assert.equal(document.getText(), text);
    return document;
  }

  test('is accepted in the title of the comparison', async () => {
    const document = await propose();
    await vscode.commands.executeCommand(commands.acceptProposal, comparison()?.modified);
    assert.match(document.getText(), /with a match\. Then he blew it out/);
    assert.equal(comparison(), undefined);
  });

  test('is discarded there, and the text is as it was', async () => {
    const document = await propose();
    await vscode.commands.executeCommand(commands.discardProposal);
    assert.equal(document.getText(), text);
    assert.equal(comparison(), undefined);
  });

  test('is not put into a text that has changed in the meantime', async () => {
    const document = await propose();
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(0, 0), 'It was in June. ');
    await vscode.workspace.applyEdit(edit);
    await vscode.commands.executeCommand(commands.acceptProposal, comparison()?.modified);
    assert.equal(document.getText(), `It was in June. ${text}`);
  });
});
