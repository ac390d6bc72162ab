import * as vscode from 'vscode';
import { commands } from '../../host/ids.js';

/** Commands that lead to the settings, to those of models, and to the documentation that comes with Cloze. */
export function registerHelpCommands(extension: vscode.Uri): vscode.Disposable {
  const openSettings = (query: string): Thenable<unknown> => vscode.commands.executeCommand('workbench.action.openSettings', query);
  return vscode.Disposable.from(
    vscode.commands.registerCommand(commands.openSettings, () => openSettings('@ext:cloze.cloze')),
    vscode.commands.registerCommand(commands.chooseModels, () => openSettings('@ext:cloze.cloze model')),
    vscode.commands.registerCommand(commands.openDocumentation, (page: unknown) => {
      const path = typeof page === 'string' && /^[a-z-]+$/.test(page) ? ['docs', `${page}.md`] : ['README.md'];
      return vscode.commands.executeCommand('markdown.showPreview', vscode.Uri.joinPath(extension, ...path));
    }),
  );
}
