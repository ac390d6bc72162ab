import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands } from '../../src/host/ids.js';

suite('The extension', () => {
  test('is active, and registers every command that it contributes', async () => {
    const extension = vscode.extensions.getExtension('cloze.cloze');
    assert.ok(extension !== undefined);
    await extension.activate();
    const registered = new Set(await vscode.commands.getCommands(true));
    assert.deepEqual(
      Object.values(commands).filter((id) => !registered.has(id)),
      [],
    );
  });
});
