import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands } from '../../src/host/ids.js';
import { paragraph, stranger, warningsOf } from './flowWarnings.js';
import { until } from './until.js';

suite('What the flow check has found', () => {
  const root = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file('/');
  let count = 0;
  let chapter: vscode.Uri;
  const write = (text: string): Thenable<void> => vscode.workspace.fs.writeFile(chapter, new TextEncoder().encode(text));
  const isOpen = (): boolean => vscode.workspace.textDocuments.some(({ uri }) => uri.toString() === chapter.toString());
  /** Opens the file as its reader does: what an extension opens stays open for minutes. */
  const open = async (): Promise<vscode.TextEditor> => {
    await vscode.commands.executeCommand('vscode.open', chapter);
    return until('the editor', () =>
      vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === chapter.toString()),
    );
  };
  const close = async (): Promise<void> => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await until('the document to close', () => !isOpen());
  };

  setup(async () => {
    chapter = vscode.Uri.joinPath(root, `kept ${++count}.md`);
    await write(`${paragraph}\n`);
    await open();
    await vscode.commands.executeCommand(commands.checkFlow);
    assert.equal(warningsOf(chapter).length, 1);
  });
  teardown(async () => {
    await vscode.commands.executeCommand(commands.flowClear);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.workspace.fs.delete(chapter).then(undefined, () => undefined);
  });

  test('stays when the document is closed, and when it is opened again', async () => {
    await close();
    assert.equal(warningsOf(chapter).length, 1);
    const { document } = await open();
    assert.equal(document.getText(warningsOf(chapter)[0]?.range), stranger);
    await close();
    assert.equal(warningsOf(chapter).length, 1);
  });

  test('moves with its paragraph when the closed file is written elsewhere, and goes with it', async () => {
    await close();
    await write(`# The keeper\n\n${paragraph}\n`);
    await until('the warning in the third line', () => warningsOf(chapter)[0]?.range.start.line === 2);
    await write('# The keeper\n');
    await until('the warning to go', () => warningsOf(chapter).length === 0);
  });

  test('is that of the file where an edit was thrown away with its document', async () => {
    const editor = await open();
    await editor.edit((edit) => edit.delete(new vscode.Range(0, 0, 1, 0)));
    await until('the warning of the deleted text to go', () => warningsOf(chapter).length === 0);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await until('the warning of the file', () => warningsOf(chapter).length === 1);
  });

  test('goes when it is cleared, and when the file is deleted', async () => {
    assert.equal(warningsOf(chapter).length, 1);
    await vscode.commands.executeCommand(commands.flowClear);
    assert.deepEqual(warningsOf(chapter), []);
    await vscode.commands.executeCommand(commands.checkFlow);
    await close();
    assert.equal(warningsOf(chapter).length, 1);
    await vscode.workspace.fs.delete(chapter);
    await until('the warning to go', () => warningsOf(chapter).length === 0);
  });

  test('is hidden while Cloze is off', async () => {
    const enable = (value: boolean | undefined): Thenable<void> => vscode.workspace.getConfiguration('cloze').update('enable', value, true);
    await enable(false);
    await until('the warning to go', () => warningsOf(chapter).length === 0);
    await enable(undefined);
    await until('the warning', () => warningsOf(chapter).length === 1);
  });

  for (const [what, command, undo] of [
    ['pair', commands.flowMute, 'Unmute This Pair of Sentences'],
    ['paragraph', commands.flowMuteParagraph, 'Unmute This Paragraph'],
    ['file', commands.flowMuteFile, 'Unmute This File'],
    ['pair for everyone', commands.flowMuteShared, 'Unmute for Everyone, in .clozeignore'],
  ] as const) {
    test(`a ${what} is muted and unmuted where the sentence is`, async () => {
      assert.equal(warningsOf(chapter).length, 1);
      const position = new vscode.Position(0, paragraph.indexOf(stranger));
      await vscode.commands.executeCommand(command, chapter, position);
      assert.deepEqual(warningsOf(chapter), []);
      const range = new vscode.Range(position, position);
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', chapter, range);
      const unmute = actions.find(({ title }) => title === undo)?.command;
      assert.ok(unmute, actions.map(({ title }) => title).join('; '));
      await vscode.commands.executeCommand(unmute.command, ...((unmute.arguments ?? []) as unknown[]));
      assert.equal(warningsOf(chapter).length, 1);
    });
  }
});
