import type * as vscode from 'vscode';
import { plainOffset, plainText } from '../../host/documentText.js';
import type { SelectedText } from '../../sessions/writing/carryOut.js';

/** What an instruction is about where nothing is selected. */
export type Unselected = 'paragraph' | 'document';

/** What is selected in an editor, else the paragraph of the cursor or the whole document; undefined where that holds no text. */
export function selectedText({ document, selection }: vscode.TextEditor, unselected: Unselected): SelectedText | undefined {
  const source = plainText(document.getText());
  const offset = plainOffset(document, selection.active);
  const chosen = { start: plainOffset(document, selection.start), end: plainOffset(document, selection.end) };
  const span = !selection.isEmpty ? chosen : unselected === 'document' ? { start: 0, end: source.length } : paragraphAt(source, offset);
  if (source.slice(span.start, span.end).trim() === '') return undefined;
  return { uri: document.uri.toString(), languageId: document.languageId, source, span };
}

/** The lines around an offset up to blank ones. */
function paragraphAt(source: string, offset: number): { start: number; end: number } {
  const isBlank = (line: string): boolean => line.trim() === '';
  let start = source.lastIndexOf('\n', offset - 1) + 1;
  let end = endOfLine(source, offset);
  if (isBlank(source.slice(start, end))) return { start, end };
  while (start > 0) {
    const before = source.lastIndexOf('\n', start - 2) + 1;
    if (start < 2 || isBlank(source.slice(before, start))) break;
    start = before;
  }
  while (end < source.length) {
    const next = endOfLine(source, end + 1);
    if (isBlank(source.slice(end, next))) break;
    end = next;
  }
  return { start, end };
}

function endOfLine(source: string, offset: number): number {
  const end = source.indexOf('\n', offset);
  return end < 0 ? source.length : end;
}
