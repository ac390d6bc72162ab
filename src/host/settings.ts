import * as vscode from 'vscode';
import { readSetting, settingDefinitions, type SettingKey, type Settings } from './settingDefinitions.js';

const section = 'cloze';

/** The settings as they hold for a document, or outside any. The only place where they are read. */
export function readSettings(scope?: vscode.TextDocument): Settings {
  const configuration = vscode.workspace.getConfiguration(section, scope);
  const read = <K extends SettingKey>(key: K): [K, Settings[K]] => [key, readSetting(key, configuration.get(key))];
  return Object.fromEntries((Object.keys(settingDefinitions) as SettingKey[]).map(read)) as unknown as Settings;
}

/** Calls back after any setting of Cloze has changed. */
export function onDidChangeSettings(listener: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(section)) listener();
  });
}

/** Writes a setting where it is already set: in the workspace if there, else for the user. */
export async function writeSetting<K extends SettingKey>(key: K, value: Settings[K]): Promise<void> {
  const configuration = vscode.workspace.getConfiguration(section);
  const inWorkspace = configuration.inspect(key)?.workspaceValue !== undefined;
  await configuration.update(key, value, inWorkspace ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global);
}
