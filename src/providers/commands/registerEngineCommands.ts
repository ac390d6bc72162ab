import * as vscode from 'vscode';
import type { EngineControl } from '../../host/engineControl.js';
import { commands } from '../../host/ids.js';
import type { Log } from '../../host/log.js';
import { showBriefly } from '../../host/messages.js';

/** Commands for the engine's process: restart, unload, and its log. */
export function registerEngineCommands(engine: EngineControl, log: Log): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand(commands.restartEngine, () => restart(engine, log)),
    vscode.commands.registerCommand(commands.unloadModel, async () => {
      await engine.unload();
      showBriefly(vscode.l10n.t('The model is no longer in memory. It loads again when you write.'));
    }),
    vscode.commands.registerCommand(commands.showLog, () => log.show()),
  );
}

async function restart(engine: EngineControl, log: Log): Promise<void> {
  try {
    await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Cloze: starting the engine') }, () =>
      engine.restart(),
    );
  } catch (error) {
    // What a person needs to know of it is shown with the change of state.
    log.write('error', `The engine did not start again: ${String(error)}`);
  }
}
