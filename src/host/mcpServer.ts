import * as vscode from 'vscode';
import type { Settings } from '../common/settings/settingDefinitions.js';
import { cacheFolderOf, type ExtensionPlaces } from './createEngine.js';
import { onDidChangeSettings, readSettings } from './settings.js';

/** What newer editors than the oldest one that Cloze runs in have for servers of the Model Context Protocol. */
interface McpEditor {
  readonly lm: {
    readonly registerMcpServerDefinitionProvider?: (
      id: string,
      provider: { readonly onDidChangeMcpServerDefinitions: vscode.Event<void>; readonly provideMcpServerDefinitions: () => unknown[] },
    ) => vscode.Disposable;
  };
  readonly McpStdioServerDefinition?: new (
    label: string,
    command: string,
    args: readonly string[],
    env: Readonly<Record<string, string>>,
    version: string,
  ) => unknown;
}

/** The id of the provider in the manifest. */
export const mcpProviderId = 'cloze';

/**
 * Offers `cloze mcp` to the agents of the editor that use such servers; it shares the engine of this window. Does nothing in an editor that
 * has no such servers.
 */
export function offerMcpServer(
  places: ExtensionPlaces,
  version: string,
  editor: McpEditor = vscode as unknown as McpEditor,
): vscode.Disposable {
  const { lm, McpStdioServerDefinition: Definition } = editor;
  if (lm.registerMcpServerDefinitionProvider === undefined || Definition === undefined) return new vscode.Disposable(() => undefined);
  const changes = new vscode.EventEmitter<void>();
  const settings = onDidChangeSettings(() => changes.fire());
  const provider = lm.registerMcpServerDefinitionProvider(mcpProviderId, {
    onDidChangeMcpServerDefinitions: changes.event,
    provideMcpServerDefinitions: () => {
      const { command, args, env, isOn } = mcpCommand(places, readSettings());
      return isOn ? [new Definition('Cloze', command, args, env, version)] : [];
    },
  });
  return vscode.Disposable.from(provider, settings, changes);
}

/** How the server is started: with the models and folders of this window, so that both use one engine. */
export function mcpCommand(
  { extensionUri, globalStorageUri }: ExtensionPlaces,
  settings: Settings,
): { readonly isOn: boolean; readonly command: string; readonly args: readonly string[]; readonly env: Readonly<Record<string, string>> } {
  const options = {
    model: settings.model,
    encoder: settings.encoderModel,
    device: settings.device,
    threads: String(settings.threads),
    'device-memory': String(settings.deviceMemory),
    cache: cacheFolderOf(globalStorageUri).fsPath,
  };
  const program = vscode.Uri.joinPath(extensionUri, 'dist', 'cli.js').fsPath;
  const separator = process.platform === 'win32' ? ';' : ':';
  return {
    isOn: settings.enable,
    command: process.execPath,
    args: [
      program,
      'mcp',
      ...Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]),
      ...(settings['engine.shared'] ? [] : ['--own-engine']),
    ],
    env: { ELECTRON_RUN_AS_NODE: '1', CLOZE_MODELS: settings.modelFolders.join(separator) },
  };
}
