import type { EngineServices } from '../common/engineApi.js';
import * as vscode from 'vscode';
import { everythingOn, routeEngine } from '../backend/engineRouter.js';
import { EngineSupervisor } from '../backend/engineSupervisor.js';
import { idlePolicy } from '../backend/idlePolicy.js';
import { defaultRestartPolicy } from '../backend/restartPolicy.js';
import type { EngineConfiguration } from '../backend/supervisorTransitions.js';
import type { Clock } from '../common/clock.js';
import type { EngineControl } from './engineControl.js';
import { learnedFolderOf } from './learnedFolder.js';
import type { Log } from './log.js';
import type { Settings } from '../common/settings/settingDefinitions.js';
import type { ServerDesk } from './servers/serverDesk.js';
import { onDidChangeSettings, readSettings } from './settings.js';

/** Where the extension lies and where it may keep what it makes. */
export type ExtensionPlaces = Pick<vscode.ExtensionContext, 'extensionUri' | 'globalStorageUri' | 'storageUri'>;

/** The engine as features use it, what else its process offers, and what the editor may do to it. */
export interface EditorEngine extends EngineServices {
  readonly control: EngineControl;
  dispose(): void;
}

/** The engine with the writer's settings, now and whenever they change, beside the servers that they name. Starts no process. */
export function createEngine(places: ExtensionPlaces, clock: Clock, log: Log, servers: Pick<ServerDesk, 'over'>): EditorEngine {
  const script = vscode.Uri.joinPath(places.extensionUri, 'dist', 'engine.js').fsPath;
  const supervisor = new EngineSupervisor({
    // Loaded with the first need: activation has no time for it.
    launch: async ({ init, shared }) =>
      (await import('../backend/launchEngine.js')).launchEngine({ script, init, shared }, log.write, clock),
    configuration: configurationFor(places, readSettings()),
    restartPolicy: defaultRestartPolicy,
    clock,
    log: log.write,
  });
  const apply = (): void => {
    const settings = readSettings();
    void supervisor.setEnabled(settings.enable);
    void supervisor.configure(configurationFor(places, settings));
  };
  apply();
  const follow = vscode.Disposable.from(onDidChangeSettings(apply), vscode.workspace.onDidGrantWorkspaceTrust(apply));
  supervisor.setFocused(vscode.window.state.focused);
  const focus = vscode.window.onDidChangeWindowState(({ focused }) => supervisor.setFocused(focused));
  const local = { name: 'local', engine: supervisor.engine };
  const backend = { name: 'local and servers', engine: { ...local.engine, ...servers.over(local.engine) } };
  const { engine, list } = routeEngine({
    ...everythingOn(local, 'The models run on this machine.'),
    completion: { backend, why: 'The settings say when a server completes; where none may or none answers, the local model does.' },
    writing: { backend, why: 'A server writes where the settings name one that answers messages; else the local model does.' },
  });
  for (const { capability, backend, why } of list) log.write('debug', `${capability}: ${backend.name}. ${why}`);
  return {
    engine,
    tables: supervisor.tables,
    control: supervisor,
    dispose: () => {
      follow.dispose();
      focus.dispose();
      supervisor.dispose();
    },
  };
}

/** Where the engine may write. */
export function cacheFolderOf(globalStorage: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(globalStorage, 'graphs');
}

function configurationFor({ extensionUri, globalStorageUri, storageUri }: ExtensionPlaces, settings: Settings): EngineConfiguration {
  const learned = vscode.workspace.isTrusted ? learnedFolderOf(storageUri) : undefined;
  return {
    init: {
      // The first that has a name wins.
      modelFolders: [...settings.modelFolders, vscode.Uri.joinPath(extensionUri, 'models').fsPath],
      cacheFolder: cacheFolderOf(globalStorageUri).fsPath,
      causalModel: settings.model,
      encoderModel: settings.encoderModel,
      ...(learned !== undefined && { learnedFolder: learned.fsPath }),
      device: settings.device,
      threads: settings.threads,
      ...(settings.deviceMemory > 0 && { deviceMemory: settings.deviceMemory }),
    },
    idle: idlePolicy(settings.idleMinutes),
    shared: settings['engine.shared'],
  };
}
