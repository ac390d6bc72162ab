import * as vscode from 'vscode';
import { readSettings } from '../../host/settings.js';
import { throughFirstWord } from '../../writing/continuation/firstWord.js';
import type { CompletionSession } from '../../sessions/completion/completionSession.js';
import { placeIn } from './documentAccess.js';
import type { CaretText } from '../../writing/continuation/caretText.js';

const acceptNextWord = 'editor.action.inlineSuggest.acceptNextWord';
const commit = 'editor.action.inlineSuggest.commit';
const show = 'editor.action.inlineSuggest.trigger';

/**
 * Takes the first word of the completion that is shown, with the space before it, and keeps showing the rest of the same one.
 * The editor's own command takes white space and word one after the other, and goes back to the first of several candidates.
 */
export async function acceptWord(session: Pick<CompletionSession, 'choicesAt' | 'prefer'>): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const caret = editor === undefined ? undefined : caretOf(editor);
  const choices = editor === undefined || caret === undefined || editor.selections.length > 1 ? [] : session.choicesAt(caret);
  if (editor === undefined || caret === undefined || choices.length === 0) {
    await vscode.commands.executeCommand(acceptNextWord);
    return;
  }
  const start = editor.selection.active;
  // Which of several is shown, only taking it tells.
  await vscode.commands.executeCommand(choices.length === 1 ? acceptNextWord : commit);
  const inserted = editor.document.getText(new vscode.Range(start, editor.selection.active));
  const taken = choices.find(({ rest }) => rest.startsWith(inserted.replaceAll('\r\n', '\n')));
  const word = throughFirstWord(choices.length === 1 && taken !== undefined ? taken.rest : inserted);
  if (inserted === '' || word.includes('\n')) return;
  await replaceTaken(editor, start, word);
  if (choices.length === 1) return;
  if (taken !== undefined) session.prefer(caret, taken);
  await vscode.commands.executeCommand(show);
}

/** Leaves the word alone of what was taken, as a part of the same step of undo. */
async function replaceTaken(editor: vscode.TextEditor, start: vscode.Position, word: string): Promise<void> {
  const end = editor.selection.active;
  const inserted = editor.document.getText(new vscode.Range(start, end));
  const options = { undoStopBefore: false, undoStopAfter: false };
  const wordEnd = start.translate(0, word.length);
  if (word.startsWith(inserted)) await editor.edit((edit) => edit.insert(end, word.slice(inserted.length)), options);
  else if (inserted.startsWith(word)) await editor.edit((edit) => edit.delete(new vscode.Range(wordEnd, end)), options);
}

function caretOf(editor: vscode.TextEditor): CaretText | undefined {
  const place = placeIn(editor.document, editor.selection.active, readSettings(editor.document));
  return typeof place === 'string' ? undefined : place.caret;
}
