import * as vscode from 'vscode';
import { plainPosition } from '../../host/documentText.js';
import type { Fill } from '../../writing/masking/fills.js';

/**
 * Writes words into a document as one step for undo, and puts the caret behind the last of them.
 * @param fills in the order of the text
 * @returns whether the document could be changed
 */
export async function putWords(editor: vscode.TextEditor, fills: readonly Fill[]): Promise<boolean> {
  const { document } = editor;
  const range = ({ start, end }: Fill): vscode.Range => new vscode.Range(plainPosition(document, start), plainPosition(document, end));
  const last = fills.at(-1);
  const growth = fills.slice(0, -1).reduce((sum, { start, end, text }) => sum + text.length - (end - start), 0);
  const done = await editor.edit((edit) => fills.forEach((fill) => edit.replace(range(fill), fill.text)), {
    undoStopBefore: true,
    undoStopAfter: true,
  });
  if (!done || last === undefined) return done;
  const caret = plainPosition(document, last.start + growth + last.text.length);
  editor.selection = new vscode.Selection(caret, caret);
  editor.revealRange(editor.selection);
  return true;
}
