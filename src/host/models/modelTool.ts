import path from 'node:path';
import * as vscode from 'vscode';
import { type ScriptRun, ToolProcesses } from '../../backend/models/toolProcesses.js';
import { childEnvironment } from '../../common/childEnvironment.js';
import type { Disposable } from '../../common/disposable.js';
import { downloadEnvironment, hubHost, isOffline, releasesHost } from '../../common/modelTool/downloadEnvironment.js';
import { secretKeys } from '../ids.js';
import type { Log } from '../log.js';
import { readConnections } from '../readConnections.js';
import { readSettings } from '../settings.js';

/** Where the extension lies, and where the editor keeps secrets. */
export type ToolPlaces = Pick<vscode.ExtensionContext, 'extensionUri' | 'secrets'>;

/** The command line tool as the editor runs it: with its settings, its proxies and the token that it keeps. */
export class ModelTool implements Disposable {
  readonly #processes: ToolProcesses;

  constructor(
    private readonly places: ToolPlaces,
    private readonly log: Pick<Log, 'write'>,
    script = vscode.Uri.joinPath(places.extensionUri, 'dist', 'cli.js').fsPath,
  ) {
    this.#processes = new ToolProcesses(script);
  }

  /** Runs it to its end, and resolves with its standard output. The token is in its environment alone. */
  run = async ({ words, cancel, onLine }: Omit<ScriptRun, 'environment'>): Promise<string> => {
    const token = await this.token();
    const environment = { ...childEnvironment(process.env), ...placeVariables(), ...this.#network(token) };
    const hide = (text: string): string => (token === undefined ? text : text.replaceAll(token, '•••'));
    const output = await this.#processes.run({
      words,
      environment,
      cancel,
      onLine: (line) => {
        if (!line.startsWith('{')) this.log.write('debug', hide(line));
        onLine?.(line);
      },
    });
    return hide(output);
  };

  /** The server that models come from. */
  get host(): string {
    return hubHost(process.env);
  }

  /** The server that lists the releases of ONNX Runtime. */
  get releasesHost(): string {
    return releasesHost(process.env);
  }

  /** Whether the settings or the environment forbid the network. */
  get isOffline(): boolean {
    return isOffline(this.#network(undefined));
  }

  token(): Promise<string | undefined> {
    return Promise.resolve(this.places.secrets.get(secretKeys.huggingFaceToken));
  }

  /** Keeps a token in the editor's storage of secrets; `undefined` forgets it. */
  async setToken(token: string | undefined): Promise<void> {
    const { secrets } = this.places;
    await (token === undefined ? secrets.delete(secretKeys.huggingFaceToken) : secrets.store(secretKeys.huggingFaceToken, token));
  }

  dispose(): void {
    this.#processes.dispose();
  }

  #network(token: string | undefined): Record<string, string> {
    return downloadEnvironment(process.env, readConnections(), readSettings().network, token);
  }
}

/** Folders with more models than those that come with Cloze. */
function placeVariables(): Record<string, string> {
  const { modelFolders } = readSettings();
  return modelFolders.length === 0 ? {} : { CLOZE_MODELS: modelFolders.join(path.delimiter) };
}

/** What is wrong with a text as a token, as a sentence; `undefined` where it can be one. */
export function tokenRemark(text: string): string | undefined {
  if (text.trim() === '' || /^[\x21-\x7e]{8,512}$/.test(text.trim())) return undefined;
  return vscode.l10n.t('A token has no spaces and begins with hf_. Copy it from the settings of your account.');
}
