import * as vscode from 'vscode';
import type { SessionText } from '../../sessions/classification/sessionText.js';

/** A document as it is now. */
export function sessionText(document: vscode.TextDocument): SessionText {
  const { version } = document;
  return {
    uri: document.uri.toString(),
    file: vscode.workspace.asRelativePath(document.uri),
    text: document.getText(),
    isUnchanged: () => document.version === version && !document.isClosed,
  };
}
