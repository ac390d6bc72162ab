import * as vscode from 'vscode';

/**
 * The command that shows settings of the machine that Cloze runs on, such as paths of models. Where that is not the machine of the
 * window, the editor has a page of its own for them.
 * @param query what to look for, for example a setting's key
 */
export function machineSettings(query: string): Pick<vscode.Command, 'command' | 'arguments'> {
  return vscode.env.remoteName === undefined
    ? { command: 'workbench.action.openSettings', arguments: [query] }
    : { command: 'workbench.action.openRemoteSettings', arguments: [{ query }] };
}
