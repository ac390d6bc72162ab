import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { showText, takeCompletion } from './writing.js';

const keeper =
  'The lighthouse stood on a rock at the end of the point, and the same man had kept it for thirty years. Every evening he climbed the';

suite('Completing with the embedded model', () => {
  setup(async () => {
    await vscode.workspace.getConfiguration('cloze').update('completion.quietness', 'eager', vscode.ConfigurationTarget.Workspace);
  });
  teardown(async () => {
    await vscode.workspace.getConfiguration('cloze').update('completion.quietness', undefined, vscode.ConfigurationTarget.Workspace);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  for (const language of ['markdown', 'plaintext', 'latex', 'restructuredtext', 'git-commit']) {
    test(`continues a sentence in ${language}`, async () => {
      assert.match(await takeCompletion(await showText(`${keeper}|`, language)), /\w/);
    });
  }

  test('goes back by one undo', async () => {
    const editor = await showText(`${keeper}|`);
    await takeCompletion(editor);
    await vscode.commands.executeCommand('undo');
    assert.equal(editor.document.getText(), keeper);
  });

  test('is taken word by word', async () => {
    const editor = await showText(`${keeper}|`);
    const word = await takeCompletion(editor, 'editor.action.inlineSuggest.acceptNextWord');
    assert.equal(word.trim().split(/\s+/).length, 1, word);
  });

  test('continues a word that was begun', async () => {
    const added = await takeCompletion(await showText(`${keeper} stai|`));
    assert.match(added, /^\w/);
  });

  test('leaves what follows the caret as it is', async () => {
    const rest = ' to the lamp room, and every morning he climbed them again.';
    const editor = await showText(`${keeper}|${rest}`);
    await takeCompletion(editor);
    assert.ok(editor.document.getText().startsWith(keeper));
    assert.ok(editor.document.getText().endsWith(rest));
  });

  test('keeps the line ends of Windows', async () => {
    const editor = await showText(`The harbour was quiet.\n\n${keeper}|`);
    await editor.edit((edit) => edit.setEndOfLine(vscode.EndOfLine.CRLF));
    await takeCompletion(editor);
    assert.doesNotMatch(editor.document.getText(), /[^\r]\n/);
  });

  test('continues a paragraph of 20,000 words in one line', async () => {
    const paragraph = 'He wrote down the wind, the weather and the hours of the lamp. '.repeat(1700);
    assert.match(await takeCompletion(await showText(`${paragraph}${keeper}|`)), /\w/);
  }).timeout(240_000);

  test('continues behind emoji, Chinese, half characters and NUL', async () => {
    assert.match(await takeCompletion(await showText(`灯塔 🗼 \ud800 \0 ${keeper}|`)), /\w/);
  });
});
