import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import * as vscode from 'vscode';
import { commands } from '../../src/host/ids.js';
import { paragraph, warningsOf } from './flowWarnings.js';
import { until } from './until.js';

interface GitExtension {
  readonly enabled: boolean;
  getAPI(version: 1): { getRepository(uri: vscode.Uri): unknown };
}

suite('The flow of changed lines', () => {
  const root = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file('/');
  const folder = vscode.Uri.joinPath(root, 'repository');
  const chapter = vscode.Uri.joinPath(folder, 'chapter.md');
  const fresh = vscode.Uri.joinPath(folder, 'fresh.md');
  const runGit = (...options: string[]): void => {
    execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@b.example', ...options], { cwd: folder.fsPath });
  };
  const write = (uri: vscode.Uri, text: string): Thenable<void> => vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));

  const enableGit = (enable: boolean | undefined): Thenable<void> =>
    vscode.workspace.getConfiguration('git').update('enabled', enable, true);

  suiteSetup(async () => {
    await enableGit(true);
    await write(chapter, `${paragraph}\n`);
    runGit('init', '--quiet');
    runGit('add', 'chapter.md');
    runGit('commit', '--quiet', '--message', 'Begin');
    await write(fresh, `${paragraph}\n`);
    const git = await (vscode.extensions.getExtension<GitExtension>('vscode.git')?.activate() ?? assert.fail('The editor has no git.'));
    await vscode.window.showTextDocument(chapter);
    await until('the repository', () => git.enabled && git.getAPI(1).getRepository(chapter));
  });
  suiteTeardown(async () => {
    await enableGit(false);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.workspace.fs.delete(folder, { recursive: true });
  });

  test('is checked where they are, before they are saved', async () => {
    const editor = await vscode.window.showTextDocument(chapter);
    await vscode.commands.executeCommand(commands.checkFlowChanges);
    assert.deepEqual(warningsOf(chapter), []);
    const end = editor.document.positionAt(editor.document.getText().length);
    await editor.edit((edit) => edit.insert(end, `\n${paragraph}\n`));
    await vscode.commands.executeCommand(commands.checkFlowChanges);
    assert.deepEqual(warningsOf(chapter).map(({ range }) => range.start.line), [2]); // prettier-ignore
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  test('is checked in all files of the repository that have changed, and in no others', async () => {
    await vscode.commands.executeCommand(commands.flowClear);
    await vscode.window.showTextDocument(chapter);
    await vscode.commands.executeCommand(commands.checkFlowAllChanges);
    assert.deepEqual([warningsOf(chapter).length, warningsOf(fresh).length], [0, 1]);
    await vscode.commands.executeCommand(commands.flowClear);
  });

  test('is checked in all of a file that was never committed', async () => {
    await vscode.window.showTextDocument(fresh);
    await vscode.commands.executeCommand(commands.checkFlowChanges);
    assert.equal(warningsOf(fresh).length, 1);
  });
});
