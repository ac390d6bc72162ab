import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { engineProcesses } from '../../scripts/editor/processes.js';
import { commands } from '../../src/host/ids.js';
import { until } from './until.js';
import { showText, takeCompletion } from './writing.js';

const text = 'The harbour was quiet that morning. Two boats had come in before dawn, and their crews were asleep in the|';

suite('The engine process of this extension host', () => {
  teardown(() => vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor'));

  test('works again after it was killed', async () => {
    await takeCompletion(await showText(text));
    const [killed] = engines();
    assert.ok(killed !== undefined);
    process.kill(killed, 'SIGKILL');
    await until('the end of the engine', () => !engines().includes(killed));
    assert.match(await takeCompletion(await showText(text)), /\w/);
  });

  test('ends when Cloze is off, and starts again when it is on', async () => {
    await takeCompletion(await showText(text));
    await vscode.commands.executeCommand(commands.toggle);
    await until('the end of the engine', () => engines().length === 0);
    await vscode.commands.executeCommand(commands.toggle);
    assert.match(await takeCompletion(await showText(text)), /\w/);
  });

  test('starts again by command', async () => {
    await takeCompletion(await showText(text));
    const [first] = engines();
    await vscode.commands.executeCommand(commands.restartEngine);
    assert.match(await takeCompletion(await showText(text)), /\w/);
    assert.ok(first === undefined || !engines().includes(first));
  });
});

function engines(): number[] {
  return engineProcesses()
    .filter(({ parent }) => parent === process.pid)
    .map(({ id }) => id);
}
