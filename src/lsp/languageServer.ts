import { CodeActionKind, DidChangeWorkspaceFoldersNotification, type InitializeResult, TextDocumentSyncKind } from 'vscode-languageserver';
import type { EngineSupervisor } from '../backend/engineSupervisor.js';
import { eitherOf } from '../common/cancellation.js';
import type { Clock } from '../common/clock.js';
import { type Disposable, DisposableStore } from '../common/disposable.js';
import { type ClientFacts, clientFacts, folderUris } from './clientFacts.js';
import { ClientSettings } from './clientSettings.js';
import { Completions } from './completion/completions.js';
import { placeholderEnds } from './completion/wordCompletion.js';
import { Configuration } from './configuration.js';
import { type ServerConnection, tell } from './connection.js';
import { Documents } from './documents.js';
import { type EngineDefaults, engineConfiguration } from './engineConfiguration.js';
import { FlowFeature } from './flow/flowFeature.js';
import { followIgnores } from './flow/followIgnores.js';
import type { ProposalRequest } from './flow/flowActions.js';
import { ToolRunner } from '../tools/toolTable.js';
import { answered, serveMethods } from './methods.js';
import { readToolFile } from './toolFiles.js';
import { ServerCommands } from './serverCommands.js';

export interface ServerDependencies {
  readonly connection: ServerConnection;
  readonly engine: Pick<EngineSupervisor, 'engine' | 'tables' | 'configure' | 'setEnabled'>;
  readonly clock: Clock;
  /** What the engine is started with where the client's settings say nothing. */
  readonly defaults: EngineDefaults;
  readonly version: string;
}

/** Serves one client by the Language Server Protocol. */
export class LanguageServer implements Disposable {
  readonly #store = new DisposableStore();
  readonly #settings = new ClientSettings();
  readonly #documents: Documents;
  readonly #flow: FlowFeature;
  readonly #completions: Completions;
  readonly #commands: ServerCommands;
  readonly #configuration: Configuration;
  #ignores: Disposable | undefined;
  #facts: ClientFacts = clientFacts({ capabilities: {}, workspaceFolders: null });

  constructor(private readonly dependencies: ServerDependencies) {
    const { connection, engine: supervisor, clock } = dependencies;
    const { engine } = supervisor;
    const log = (message: string): void => connection.console.warn(message);
    const settings = this.#settings;
    this.#documents = new Documents(clock, (uri) => settings.of(uri));
    const shared = { engine, clock, documents: this.#documents, settings, log };
    const facts = (): ClientFacts => this.#facts;
    this.#flow = this.#store.add(new FlowFeature({ ...shared, facts, models: () => JSON.stringify(this.#models()), connection }));
    this.#completions = this.#store.add(new Completions({ ...shared, models: () => this.#models() }));
    const tools = new ToolRunner(engine, (file) => readToolFile(file, this.#documents, this.#facts.folders));
    this.#commands = new ServerCommands({ flow: this.#flow, folders: () => this.#facts.folders, tools, connection });
    this.#configuration = new Configuration(connection, settings, facts, () => this.#apply());
    this.#serveLife();
    this.#serveDocuments();
    this.#serveFeatures();
    serveMethods(connection, supervisor);
  }

  dispose(): void {
    this.#ignores?.dispose();
    this.#store.dispose();
  }

  #models(): { readonly causal: string; readonly encoder: string } {
    const { defaults } = this.dependencies;
    const { causalModel, encoderModel = '' } = engineConfiguration(defaults, this.#settings).init;
    return { causal: defaults.server ?? causalModel, encoder: encoderModel };
  }

  /** Does what the settings say. */
  #apply(): void {
    const { engine, defaults } = this.dependencies;
    void engine.setEnabled(this.#settings.of().enable);
    void engine.configure(engineConfiguration(defaults, this.#settings));
    this.#completions.settingsChanged();
    this.#flow.session.settingsChanged();
  }

  #serveLife(): void {
    const { connection, version } = this.dependencies;
    connection.onInitialize((params): InitializeResult => {
      this.#facts = clientFacts(params);
      this.#documents.encoding = this.#facts.encoding;
      this.#settings.replace(params.initializationOptions);
      return { serverInfo: { name: 'cloze', version }, capabilities: this.#capabilities() };
    });
    connection.onInitialized(() => {
      this.#apply();
      this.#followIgnores();
      this.#followFolders();
      return this.#configuration.begin();
    });
    connection.onDidChangeWatchedFiles(() => this.#flow.session.follow.mutesChanged());
    connection.onDidChangeConfiguration(({ settings }) =>
      this.#configuration.changed(
        settings,
        this.#documents.all.map(({ uri }) => uri),
      ),
    );
  }

  /** The library has a listener of its own for clients that state what they do; this one, which comes later, is there for all. */
  #followFolders(): void {
    this.dependencies.connection.onNotification(DidChangeWorkspaceFoldersNotification.type, ({ event }) => {
      const { folders } = this.#facts;
      const removed = folderUris(event.removed);
      this.#facts = { ...this.#facts, folders: [...folders.filter((uri) => !removed.includes(uri)), ...folderUris(event.added)] };
      this.#followIgnores();
      this.#flow.session.follow.mutesChanged();
    });
  }

  #followIgnores(): void {
    const { registersWatchers, folders } = this.#facts;
    // What the client watches for Cloze, it watches in all of its folders.
    if (registersWatchers && this.#ignores !== undefined) return;
    this.#ignores?.dispose();
    const onChange = (): void => this.#flow.session.follow.mutesChanged();
    this.#ignores = followIgnores(this.dependencies.connection, registersWatchers, folders, onChange);
  }

  #capabilities(): InitializeResult['capabilities'] {
    const { encoding, pullsDiagnostics, resolvesEdits } = this.#facts;
    return {
      positionEncoding: encoding,
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
      codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix], resolveProvider: resolvesEdits },
      completionProvider: { triggerCharacters: [...placeholderEnds] },
      executeCommandProvider: { commands: this.#commands.names, workDoneProgress: true },
      hoverProvider: true,
      inlineCompletionProvider: true,
      ...(pullsDiagnostics && { diagnosticProvider: { identifier: 'cloze', interFileDependencies: false, workspaceDiagnostics: false } }),
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    };
  }

  #serveDocuments(): void {
    const { connection } = this.dependencies;
    connection.onDidOpenTextDocument(async ({ textDocument: { uri, languageId, version, text } }) => {
      this.#documents.open(uri, languageId, version, text);
      await this.#configuration.of(uri);
      this.#flow.opened(uri);
    });
    connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) => {
      const edit = this.#documents.change(uri, contentChanges, version)?.lastEdit;
      if (edit === undefined) return;
      this.#completions.typed(edit.text);
      this.#flow.edited(uri);
    });
    connection.onDidSaveTextDocument(({ textDocument: { uri } }) => this.#flow.saved(uri));
    connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
      this.#documents.close(uri);
      this.#settings.forget(uri);
      this.#flow.closed(uri);
    });
  }

  #serveFeatures(): void {
    const { connection } = this.dependencies;
    connection.onCompletion((params, token) => this.#completions.words(params, token));
    connection.languages.inlineCompletion.on((params, token) => this.#completions.inline(params, token));
    connection.languages.diagnostics.on((params, token) => this.#flow.report(params, token));
    connection.onHover((params, token) => answered(this.#flow.hover(params, token)));
    connection.onCodeAction((params) => this.#flow.actions.actions(params));
    connection.onCodeActionResolve(async (action, token) => {
      const found = await answered(this.#flow.actions.proposal(action.data as ProposalRequest, token));
      if (typeof found === 'string') tell(connection, found);
      return found === undefined || typeof found === 'string' ? action : { ...action, edit: found };
    });
    connection.onExecuteCommand(async (params, token, progress) => {
      const known = params.workDoneToken === undefined && this.#facts.hasProgress;
      const own = known ? await connection.window.createWorkDoneProgress() : undefined;
      const either = own === undefined ? token : eitherOf(token, own.token);
      return answered(this.#commands.run(params, own ?? progress, either));
    });
  }
}
