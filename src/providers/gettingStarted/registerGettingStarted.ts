import * as vscode from 'vscode';
import { commands, walkthroughId } from '../../host/ids.js';

/** Commands that show a newcomer round: the walkthrough, and a manuscript to write in. */
export function registerGettingStarted(extensionUri: vscode.Uri): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand(commands.getStarted, () =>
      vscode.commands.executeCommand('workbench.action.openWalkthrough', walkthroughId, false),
    ),
    vscode.commands.registerCommand(commands.openSample, () => openSample(vscode.Uri.joinPath(extensionUri, 'samples', 'manuscript.md'))),
  );
}

/** Opens a copy, so that the sample itself stays as it is. */
async function openSample(sample: vscode.Uri): Promise<void> {
  const content = new TextDecoder().decode(await vscode.workspace.fs.readFile(sample));
  const document = await vscode.workspace.openTextDocument({ language: 'markdown', content });
  await vscode.window.showTextDocument(document);
}
