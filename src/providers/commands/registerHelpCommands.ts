import * as vscode from 'vscode';
import { commands } from '../../host/ids.js';

/** Commands that lead to the settings and to the documentation that comes with Cloze. */
export function registerHelpCommands(extension: vscode.Uri): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand(commands.openSettings, (query: unknown) =>
      vscode.commands.executeCommand('workbench.action.openSettings', typeof query === 'string' ? query : '@ext:cloze.cloze'),
    ),
    vscode.commands.registerCommand(commands.openDocumentation, (page: unknown) => {
      const path = typeof page === 'string' && /^[a-z-]+$/.test(page) ? ['docs', `${page}.md`] : ['README.md'];
      return vscode.commands.executeCommand('markdown.showPreview', vscode.Uri.joinPath(extension, ...path));
    }),
  );
}
