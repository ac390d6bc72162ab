import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands } from '../../src/host/ids.js';
import { clozeIgnoreLine } from '../../src/writing/flow/mutes/clozeIgnore.js';
import { pairMute } from '../../src/writing/flow/mutes/matchMutes.js';
import { paragraph, stranger, warningsOf } from './flowWarnings.js';
import { until } from './until.js';

suite('The flow of files in a folder', () => {
  const root = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file('/');
  const folder = vscode.Uri.joinPath(root, 'part one');
  const shared = vscode.Uri.joinPath(root, '.clozeignore');
  const chapter = (name: string): vscode.Uri => vscode.Uri.joinPath(folder, name);

  setup(async () => {
    for (const name of ['one.md', 'two.txt']) await vscode.workspace.fs.writeFile(chapter(name), new TextEncoder().encode(paragraph));
  });
  teardown(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.workspace.fs.delete(folder, { recursive: true });
    await vscode.workspace.fs.delete(shared, { recursive: true }).then(undefined, () => undefined);
  });

  test('is checked in all of them', async () => {
    await vscode.commands.executeCommand(commands.checkFlowFolder, folder);
    for (const name of ['one.md', 'two.txt']) assert.equal(warningsOf(chapter(name)).length, 1, name);
  });

  test('is checked by the rules of the language that their names tell', async () => {
    const guide = chapter('three.adoc');
    await vscode.workspace.fs.writeFile(guide, new TextEncoder().encode(`= A guide\n\n----\n${paragraph}\n----\n\n${paragraph}\n`));
    const document = await vscode.workspace.openTextDocument(guide);
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand(commands.checkFlow);
    const places = warningsOf(guide).map(({ range }) => document.offsetAt(range.start));
    assert.deepEqual(places, [document.getText().lastIndexOf(stranger)]);
  });

  test('a pair that is muted for everyone is in .clozeignore, and stays quiet', async () => {
    const document = await vscode.workspace.openTextDocument(chapter('one.md'));
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand(commands.checkFlow);
    assert.equal(warningsOf(document.uri).length, 1);
    await vscode.commands.executeCommand(commands.flowMute, document.uri, document.positionAt(paragraph.indexOf(stranger)), 'shared');
    const line = new TextDecoder().decode(await vscode.workspace.fs.readFile(shared));
    assert.match(line, /^pair \S+ \S+ part one\/one\.md {2}# "He wrote down.*"The company's/);
    await until('the warning to go', () => warningsOf(document.uri).length === 0);
    await vscode.commands.executeCommand(commands.checkFlow);
    assert.equal(warningsOf(document.uri).length, 0);
  });

  test('a pair is not muted where .clozeignore cannot be written', async () => {
    await vscode.workspace.fs.createDirectory(shared);
    const document = await vscode.workspace.openTextDocument(chapter('one.md'));
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand(commands.checkFlow);
    await vscode.commands.executeCommand(commands.flowMute, document.uri, document.positionAt(paragraph.indexOf(stranger)), 'shared');
    await vscode.commands.executeCommand(commands.checkFlow);
    assert.equal(warningsOf(document.uri).length, 1);
  });

  test('is told of the text that is there in the end, where a file is written during its check', async () => {
    const document = await vscode.workspace.openTextDocument(chapter('one.md'));
    await vscode.window.showTextDocument(document);
    const done = vscode.commands.executeCommand(commands.checkFlow);
    const before = 'It was the twelfth of June. ';
    await vscode.workspace.fs.writeFile(document.uri, new TextEncoder().encode(before + paragraph));
    await done;
    await until('the new text', () => document.getText().startsWith(before));
    // The new text is checked by itself, once nobody has changed it for a moment.
    await until('the warning where the sentence is now', () => {
      const [found, ...others] = warningsOf(document.uri);
      return others.length === 0 && document.getText(found?.range) === stranger;
    });
  });

  test('has lines of .clozeignore greyed out whose text is no longer there', async () => {
    const other = pairMute('They sat down to dinner at eight.', 'Nobody spoke a word until the soup was gone.');
    await vscode.workspace.fs.writeFile(
      shared,
      new TextEncoder().encode(`# agreed in May\n${clozeIgnoreLine(other, 'part one/one.md', [])}\n`),
    );
    await vscode.commands.executeCommand(commands.checkFlowFolder, folder);
    const hints = (): vscode.Diagnostic[] => vscode.languages.getDiagnostics(shared).filter(({ source }) => source === 'Cloze');
    // The file is read again, too, when the editor tells that it has changed.
    await until('the line that mutes nothing', () => hints().length === 1);
    assert.deepEqual(hints().map(({ range, tags }) => [range.start.line, tags]), [[1, [vscode.DiagnosticTag.Unnecessary]]]); // prettier-ignore
  });
});
