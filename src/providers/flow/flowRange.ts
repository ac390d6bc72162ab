import * as vscode from 'vscode';
import { plainPosition } from '../../host/documentText.js';
import type { Span } from '../../text/span.js';

/** The range of a span that counts one character for the end of each line. */
export function rangeOf(document: vscode.TextDocument, { start, end }: Span): vscode.Range {
  return new vscode.Range(plainPosition(document, start), plainPosition(document, end));
}
