import path from 'node:path';
import type * as vscode from 'vscode';
import { loadCompiled } from './backend/compiledScript.js';

/** By then the window is ready, and what its start needs is compiled. */
const keepAfterMs = 20_000;

/** Loads the extension from code that was compiled at an earlier start, and activates it. */
export function activate(context: vscode.ExtensionContext): void {
  const file = path.join(__dirname, 'extension.cjs');
  const folder = path.join(context.globalStorageUri.fsPath, 'compiled');
  const extension = loadCompiled<{ activate(context: vscode.ExtensionContext): void }>(file, folder, require);
  extension.exports.activate(context);
  const timer = setTimeout(() => void extension.keep(), keepAfterMs);
  context.subscriptions.push({ dispose: () => clearTimeout(timer) });
}
