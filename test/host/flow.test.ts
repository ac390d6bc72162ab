import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands } from '../../src/host/ids.js';
import { paragraph, stranger, warningsOf } from './flowWarnings.js';
import { until } from './until.js';
import { showText } from './writing.js';

suite('Checking the flow with the embedded models', () => {
  teardown(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  test('warns about a sentence that does not follow, says why, and is quiet once it is muted', async () => {
    const { document } = await checked(`# The keeper\n\n${paragraph}|`);
    const [warning, ...others] = warningsOf(document.uri);
    assert.equal(others.length, 0);
    assert.equal(document.getText(warning?.range), stranger);
    assert.match(warning?.message ?? '', /\(probability: >?9\d %\)\.\n.*\d (%|bits)/s);
    assert.match(warning?.relatedInformation?.[0]?.message ?? '', /He wrote down the wind/);
    const actions = await actionsAt(document, warning?.range);
    const mute = actions.find(({ title }) => title === 'Mute This Pair of Sentences');
    assert.ok(mute?.command, actions.map(({ title }) => title).join('; '));
    await vscode.commands.executeCommand(mute.command.command, ...((mute.command.arguments ?? []) as unknown[]));
    await until('the warning to go', () => warningsOf(document.uri).length === 0);
  });

  for (const what of ['block', 'file']) {
    test(`is quiet about a ${what === 'block' ? 'paragraph' : 'file'} that is muted, also after an edit`, async () => {
      const editor = await checked(`${paragraph}|`);
      const { document } = editor;
      await vscode.commands.executeCommand(commands.flowMute, document.uri, document.positionAt(paragraph.indexOf(stranger)), what);
      await until('the warning to go', () => warningsOf(document.uri).length === 0);
      await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), 'It was in June. '));
      await vscode.commands.executeCommand(commands.checkFlow);
      assert.deepEqual(warningsOf(document.uri), []);
      // The same check of the same text warns where nothing is muted, so that the silence was the mute's.
      await vscode.commands.executeCommand(commands.flowUnmute, document.uri, document.positionAt(document.getText().indexOf(stranger)));
      await vscode.commands.executeCommand(commands.checkFlow);
      await until('the warning', () => warningsOf(document.uri).length === 1);
    });
  }

  test('goes to the warning from both sides, and exports it as CSV and SARIF', async () => {
    const editor = await checked(`${paragraph} The book was full in spring.|`);
    await vscode.commands.executeCommand(commands.flowNext);
    assert.equal(editor.document.offsetAt(editor.selection.active), paragraph.indexOf(stranger));
    editor.selection = new vscode.Selection(editor.document.positionAt(paragraph.length), editor.document.positionAt(paragraph.length));
    await vscode.commands.executeCommand(commands.flowPrevious);
    assert.equal(editor.document.offsetAt(editor.selection.active), paragraph.indexOf(stranger));
    await vscode.commands.executeCommand(commands.flowExport, 'csv');
    assert.match(vscode.window.activeTextEditor?.document.getText() ?? '', /,warning,.*quarterly revenue/);
    await vscode.window.showTextDocument(editor.document);
    await vscode.commands.executeCommand(commands.flowExport, 'sarif');
    const log = JSON.parse(vscode.window.activeTextEditor?.document.getText() ?? '{}') as {
      version: string;
      runs: { results: unknown[] }[];
    };
    assert.equal(log.version, '2.1.0');
    assert.equal(log.runs[0]?.results.length, 1);
  });

  test('leaves out what a comment mutes, and follows edits', async () => {
    const editor = await checked(`${paragraph.replace(stranger, `<!-- cloze-ignore-next -->\n${stranger}`)}|`);
    const { document } = editor;
    await until('the warnings of other texts to go', () => warningsOf(document.uri).length === 0);
    const comment = document.getText().indexOf('<!--');
    const range = new vscode.Range(document.positionAt(comment), document.positionAt(comment + '<!-- cloze-ignore-next -->\n'.length));
    await editor.edit((edit) => edit.delete(range));
    await until('the warning', () => warningsOf(document.uri).length === 1);
  });

  test('says nothing about other languages', async () => {
    const german =
      'Der Leuchtturm stand auf einem Felsen am Ende der Landzunge. Jeden Abend stieg der Wärter hinauf. Die Quartalszahlen des Konzerns stiegen um elf Prozent. Am Morgen löschte er die Lampe.';
    const { document } = await checked(`${german}\n\n${paragraph}|`);
    await until('the end of the check', () => warningsOf(document.uri).length > 0);
    assert.deepEqual(warningsOf(document.uri).map(({ range }) => document.getText(range)), [stranger]); // prettier-ignore
  });
});

/** Shows a document and checks its flow. */
async function checked(marked: string): Promise<vscode.TextEditor> {
  const editor = await showText(marked);
  await vscode.commands.executeCommand(commands.checkFlow);
  return editor;
}

function actionsAt(document: vscode.TextDocument, range: vscode.Range | undefined): Thenable<vscode.CodeAction[]> {
  return vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', document.uri, range);
}
