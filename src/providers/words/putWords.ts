import * as vscode from 'vscode';
import { plainPosition } from '../../host/documentText.js';
import { endOfFills, type Fill } from '../../writing/masking/fills.js';

/**
 * Writes words into a document as one step for undo, and puts the cursor after the last of them.
 * @param fills in the order of the text
 * @returns whether the document could be changed
 */
export async function putWords(editor: vscode.TextEditor, fills: readonly Fill[]): Promise<boolean> {
  const { document } = editor;
  const range = ({ start, end }: Fill): vscode.Range => new vscode.Range(plainPosition(document, start), plainPosition(document, end));
  const done = await editor.edit((edit) => fills.forEach((fill) => edit.replace(range(fill), fill.text)), {
    undoStopBefore: true,
    undoStopAfter: true,
  });
  const end = endOfFills(fills);
  if (!done || end === undefined) return done;
  const cursor = plainPosition(document, end);
  editor.selection = new vscode.Selection(cursor, cursor);
  editor.revealRange(editor.selection);
  return true;
}
