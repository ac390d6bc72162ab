import * as vscode from 'vscode';
import type { LanguageMode } from '../common/settings/languageMode.js';
import { readSetting, settingDefinitions, type SettingKey, type Settings } from '../common/settings/settingDefinitions.js';

const section = 'cloze';

/** The settings as they hold for a document or a file, or outside any. The only place where they are read. */
export function readSettings(scope?: vscode.TextDocument | vscode.Uri): Settings {
  const configuration = vscode.workspace.getConfiguration(section, scope ?? null);
  const read = <K extends SettingKey>(key: K): [K, Settings[K]] => [key, readSetting(key, configuration.get(key))];
  return Object.fromEntries((Object.keys(settingDefinitions) as SettingKey[]).map(read)) as unknown as Settings;
}

/** Whether the editor itself shows inline suggestions in a document. */
export function showsInlineSuggestions(scope?: vscode.TextDocument): boolean {
  return vscode.workspace.getConfiguration('editor', scope ?? null).get('inlineSuggest.enabled') !== false;
}

/** Calls back after any setting of Cloze has changed. */
export function onDidChangeSettings(listener: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(section)) listener();
  });
}

/** Writes a setting where it is already set: in the workspace if there, else for the user. */
export async function writeSetting<K extends SettingKey>(key: K, value: Settings[K]): Promise<void> {
  const configuration = vscode.workspace.getConfiguration(section, null);
  await configuration.update(key, value, targetOf(configuration, key));
}

/** Writes what Cloze does in one language, and leaves all else that was written about languages as it is. */
export async function writeLanguageMode(languageId: string, mode: LanguageMode): Promise<void> {
  const key: SettingKey = 'completion.languages';
  const configuration = vscode.workspace.getConfiguration(section, null);
  const target = targetOf(configuration, key);
  const written = configuration.inspect<object>(key)?.[target === vscode.ConfigurationTarget.Workspace ? 'workspaceValue' : 'globalValue'];
  await configuration.update(key, { ...written, [languageId]: mode }, target);
}

function targetOf(configuration: vscode.WorkspaceConfiguration, key: SettingKey): vscode.ConfigurationTarget {
  const inWorkspace = configuration.inspect(key)?.workspaceValue !== undefined;
  return inWorkspace ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global;
}
