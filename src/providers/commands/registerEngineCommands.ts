import * as vscode from 'vscode';
import type { EngineControl } from '../../host/engineControl.js';
import { commands } from '../../host/ids.js';
import type { KeptPlaces } from '../../host/kept/keptThings.js';
import type { Log } from '../../host/log.js';
import { showBriefly } from '../../host/messages.js';
import { showFailures } from '../../host/showFailures.js';
import { labelFilePath } from '../../learning/examples/labelFile.js';
import { forgetEverything } from './forgetEverything.js';
import { testDevices } from './testDevices.js';

/** Commands for the engine's process and for what it and the editor's side keep: restart, unload, test its devices, its log, forget everything. */
export function registerEngineCommands(
  control: EngineControl,
  log: Log,
  kept: Pick<KeptPlaces, 'storage' | 'cacheFolder'>,
  onUnload: () => void,
): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand(commands.restartEngine, () => restart(control, log)),
    vscode.commands.registerCommand(commands.unloadModel, async () => {
      // Before it, so that nothing that waits loads the model again.
      onUnload();
      await control.engine.unload();
      showBriefly(vscode.l10n.t('The model is no longer in memory. It loads again when you write.'));
    }),
    vscode.commands.registerCommand(commands.testDevices, () => showFailures(log, () => testDevices(control.engine))),
    vscode.commands.registerCommand(commands.showLog, () => log.show()),
    vscode.commands.registerCommand(commands.forgetEverything, () =>
      showFailures(log, () => forgetEverything({ ...kept, labelFile: labelFile(), stopEngine: () => control.stop() })),
    ),
  );
}

function labelFile(): vscode.Uri | undefined {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  return folder && vscode.Uri.joinPath(folder, ...labelFilePath);
}

async function restart(control: EngineControl, log: Log): Promise<void> {
  try {
    await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Cloze: starting the engine') }, () =>
      control.restart(),
    );
  } catch (error) {
    // What a person needs to know of it is shown with the change of state.
    log.write('error', `The engine did not start again: ${String(error)}`);
  }
}
