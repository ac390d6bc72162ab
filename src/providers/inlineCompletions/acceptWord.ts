import * as vscode from 'vscode';
import { readSettings } from '../../host/settings.js';
import { type AcceptingEditor, acceptWord } from '../../sessions/completion/acceptWord.js';
import type { CompletionSession } from '../../sessions/completion/completionSession.js';
import type { CaretText } from '../../writing/continuation/caretText.js';
import { placeIn } from './documentAccess.js';

/** Accepts the first word of the completion in the active editor. */
export async function acceptWordInEditor(session: CompletionSession): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) await run('acceptNextWord');
  else await acceptWord(session, acceptingEditor(editor));
}

function acceptingEditor(editor: vscode.TextEditor): AcceptingEditor {
  const start = editor.selection.active;
  const options = { undoStopBefore: false, undoStopAfter: false };
  const inserted = (): vscode.Range => new vscode.Range(start, editor.selection.active);
  const accept = async (command: 'acceptNextWord' | 'commit'): Promise<string> => {
    await run(command);
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
    trigger: () => run('trigger'),
  };
}

async function run(command: 'acceptNextWord' | 'commit' | 'trigger'): Promise<void> {
  await vscode.commands.executeCommand(`editor.action.inlineSuggest.${command}`);
}

function caretOf({ document, selection }: vscode.TextEditor): CaretText | undefined {
  const place = placeIn(document, selection.active, readSettings(document));
  return typeof place === 'string' ? undefined : place.caret;
}
