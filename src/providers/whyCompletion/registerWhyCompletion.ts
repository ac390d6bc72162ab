import * as vscode from 'vscode';
import type { CompletionRecord } from '../../common/completionRecord.js';
import { plainOffset, plainText } from '../../host/documentText.js';
import { commands } from '../../host/ids.js';
import type { Latest } from '../../host/latest.js';
import { showWithHelp } from '../../host/messages.js';
import { isAbout, lookBehind } from '../../sessions/completion/isAbout.js';

/** "Cloze: Why This Completion?": the bars of the completion at the cursor, in the panel of probabilities. */
export function registerWhyCompletion(last: Latest<CompletionRecord | undefined>): vscode.Disposable {
  return vscode.commands.registerCommand(commands.whyCompletion, async () => {
    const editor = vscode.window.activeTextEditor;
    // The panel is no text editor: from there, the completion that it shows is meant.
    const isHere = last.value !== undefined && (editor === undefined || isAbout(last.value, placeOf(editor)));
    if (isHere) await vscode.commands.executeCommand(commands.showProbabilities, 'completion');
    else await showWithHelp(vscode.l10n.t('There is no completion at the cursor.'), { title: vscode.l10n.t('Complete Here'), run: () => vscode.commands.executeCommand(commands.trigger) }); // prettier-ignore
  });
}

function placeOf({ document, selection: { active } }: vscode.TextEditor): Parameters<typeof isAbout>[1] {
  const start = document.positionAt(Math.max(0, document.offsetAt(active) - lookBehind));
  return {
    document: document.uri.toString(),
    offset: plainOffset(document, active),
    before: plainText(document.getText(new vscode.Range(start, active))),
  };
}
