import * as vscode from 'vscode';
import { commands, walkthroughId } from '../../host/ids.js';
import { firstParagraphEnd } from '../../prose/markup/firstParagraph.js';

/** Commands that show a newcomer round: the walkthrough, and a manuscript to write in. */
export function registerGettingStarted(extensionUri: vscode.Uri): vscode.Disposable {
  const sample = vscode.Uri.joinPath(extensionUri, 'samples', 'manuscript.md');
  return vscode.Disposable.from(
    vscode.commands.registerCommand(commands.getStarted, () =>
      vscode.commands.executeCommand('workbench.action.openWalkthrough', walkthroughId, false),
    ),
    vscode.commands.registerCommand(commands.openSample, () => openSample(sample)),
    vscode.commands.registerCommand(commands.tryCompletion, async () => {
      await openSample(sample);
      await vscode.commands.executeCommand(commands.trigger);
    }),
  );
}

/** Opens a copy, so that the sample itself stays as it is, with the cursor where the first paragraph can go on. A copy that is open is gone to. */
async function openSample(sample: vscode.Uri): Promise<void> {
  const content = new TextDecoder().decode(await vscode.workspace.fs.readFile(sample));
  const open = vscode.workspace.textDocuments.find((each) => each.isUntitled && each.getText().startsWith(content.slice(0, 200)));
  const document = open ?? (await vscode.workspace.openTextDocument({ language: 'markdown', content }));
  const editor = await vscode.window.showTextDocument(document);
  const end = document.positionAt(firstParagraphEnd(document.getText(), document.languageId));
  editor.selection = new vscode.Selection(end, end);
  editor.revealRange(editor.selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
