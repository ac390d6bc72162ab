import * as vscode from 'vscode';
import { modelJobs } from '../../common/modelJobs.js';
import type { ModelPurpose } from '../../common/modelTool/answers.js';
import { commands } from '../../host/ids.js';
import { showDone, showWithHelp } from '../../host/messages.js';
import { readSettings, writeSetting } from '../../host/settings.js';
import { isChosen } from '../../sessions/models/jobRows.js';

/** Uses a model of this machine for a job from now on, which can be undone; or says which command offers it. */
export async function useModel(purpose: ModelPurpose, name: string): Promise<void> {
  if (!isChosen(purpose)) {
    const { message, title, command } = offers(purpose, name);
    void showWithHelp(message, { title, run: () => vscode.commands.executeCommand(command) });
    return;
  }
  const { setting } = modelJobs[purpose];
  const before = readSettings()[setting];
  if (before === name) return;
  await writeSetting(setting, name);
  void showDone(usedText(purpose, name), () => writeSetting(setting, before));
}

function usedText(purpose: keyof typeof modelJobs, name: string): string {
  switch (purpose) {
    case 'completion':
      return vscode.l10n.t('{0} writes completions from now on.', name);
    case 'words':
      return vscode.l10n.t('{0} suggests words and checks the flow from now on.', name);
    case 'rewriting':
      return vscode.l10n.t('{0} rewrites, translates and summarizes from now on.', name);
  }
}

/** Which command offers a model that no setting names. */
function offers(purpose: 'labels' | 'names' | 'questions', name: string): { message: string; title: string; command: string } {
  switch (purpose) {
    case 'labels':
      return {
        message: vscode.l10n.t('"Classify…" offers {0} now.', name),
        title: vscode.l10n.t('Classify…'),
        command: commands.classify,
      };
    case 'names':
      return {
        message: vscode.l10n.t('"Find Named Entities" offers {0} now.', name),
        title: vscode.l10n.t('Find Named Entities'),
        command: commands.findNames,
      };
    case 'questions':
      return {
        message: vscode.l10n.t('"Ask This Document" offers {0} now.', name),
        title: vscode.l10n.t('Ask This Document'),
        command: commands.askDocument,
      };
  }
}
