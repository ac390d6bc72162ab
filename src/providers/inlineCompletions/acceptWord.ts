import * as vscode from 'vscode';
import { type AcceptingEditor, acceptWord } from '../../sessions/completion/acceptWord.js';
import type { CompletionSession } from '../../sessions/completion/completionSession.js';
import { caretOf } from './documentAccess.js';

/** Accepts the first word of the completion in the active editor. */
export async function acceptWordInEditor(session: CompletionSession): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) await inlineSuggest('acceptNextWord');
  else await acceptWord(session, acceptingEditor(editor));
}

function acceptingEditor(editor: vscode.TextEditor): AcceptingEditor {
  const start = editor.selection.active;
  const options = { undoStopBefore: false, undoStopAfter: false };
  const inserted = (): vscode.Range => new vscode.Range(start, editor.selection.active);
  const accept = async (command: 'acceptNextWord' | 'commit'): Promise<string> => {
    await inlineSuggest(command);
    return editor.document.getText(inserted());
  };
  return {
    caret: editor.selections.length > 1 ? undefined : caretOf(editor),
    acceptNextWord: () => accept('acceptNextWord'),
    accept: () => accept('commit'),
    extendInserted: async (text) => {
      await editor.edit((edit) => edit.insert(inserted().end, text), options);
    },
    cutInserted: async (length) => {
      const { end } = inserted();
      await editor.edit((edit) => edit.delete(new vscode.Range(start.translate(0, length), end)), options);
    },
    trigger: () => inlineSuggest('trigger'),
  };
}

/** Runs a command of the editor on the completion that it shows. */
export async function inlineSuggest(command: 'acceptNextWord' | 'commit' | 'trigger'): Promise<void> {
  await vscode.commands.executeCommand(`editor.action.inlineSuggest.${command}`);
}
