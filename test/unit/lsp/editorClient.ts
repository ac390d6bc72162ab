import { PassThrough } from 'node:stream';
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type CancellationToken,
} from 'vscode-jsonrpc/node';
import type { ClientCapabilities, Diagnostic, InitializeResult } from 'vscode-languageserver';
import type { EngineConfiguration } from '../../../src/backend/supervisorTransitions.js';
import type { EngineApi } from '../../../src/common/engineApi.js';
import type { EngineMethods } from '../../../src/common/engineMethods.js';
import type { Methods } from '../../../src/common/methods/method.js';
import { serverConnection } from '../../../src/lsp/connection.js';
import { LanguageServer } from '../../../src/lsp/languageServer.js';
import { FakeClock } from '../../util/fakeClock.js';
import { fakeEngine } from '../../util/fakeEngine.js';
import { fakeTables } from '../../util/fakeTables.js';
import { ratingsOf } from '../sessions/flow/reviewer.js';

/** A model to which everything follows but the stranger. */
export const reviewing: Partial<Methods<EngineMethods>> = { ratePairs: (request) => Promise.resolve(ratingsOf(request) as never) };

export interface ClientOptions {
  readonly capabilities?: ClientCapabilities;
  readonly engine?: Partial<Methods<EngineMethods>>;
  readonly folder?: string;
  readonly settings?: object;
}

/** An editor that speaks with a language server in this process, over the real protocol, on a clock that a test moves. */
export class EditorClient {
  readonly clock = new FakeClock();
  readonly connection: MessageConnection;
  /** The bytes that go to the server. */
  readonly toServer = new PassThrough();
  readonly published = new Map<string, readonly Diagnostic[]>();
  readonly configured: EngineConfiguration[] = [];
  readonly shown: string[] = [];
  readonly progress: unknown[] = [];
  readonly exits: number[] = [];
  refreshes = 0;
  readonly #server: LanguageServer;

  constructor(private readonly options: ClientOptions = {}) {
    const fromServer = new PassThrough();
    const engine: EngineApi = fakeEngine({ ...reviewing, ...options.engine });
    this.#server = new LanguageServer({
      connection: this.#listening(
        serverConnection(this.toServer, fromServer, { clientProcess: () => undefined, exit: (code) => this.exits.push(code) }),
      ),
      engine: {
        engine,
        tables: fakeTables({}),
        configure: (configuration) => Promise.resolve(void this.configured.push(configuration)),
        setEnabled: () => Promise.resolve(),
      },
      clock: this.clock,
      defaults: {
        init: { modelFolders: ['/models'], cacheFolder: '/cache', causalModel: 'smollm2-135m-instruct', device: 'auto', threads: 0 },
        shared: true,
      },
      version: '1.2.3',
    });
    this.connection = createMessageConnection(new StreamMessageReader(fromServer), new StreamMessageWriter(this.toServer));
    this.connection.onNotification(
      'textDocument/publishDiagnostics',
      ({ uri, diagnostics }: { uri: string; diagnostics: Diagnostic[] }) => void this.published.set(uri, diagnostics),
    );
    this.connection.onRequest('workspace/diagnostic/refresh', () => {
      this.refreshes++;
      return null;
    });
    this.connection.onRequest('workspace/configuration', ({ items }: { items: readonly unknown[] }) =>
      items.map(() => options.settings ?? null),
    );
    this.connection.onRequest('client/registerCapability', () => null);
    this.connection.onRequest('window/workDoneProgress/create', () => null);
    this.connection.onNotification('$/progress', (told: { value: unknown }) => void this.progress.push(told.value));
    this.connection.onNotification('window/showMessage', ({ message }: { message: string }) => void this.shown.push(message));
    this.connection.onNotification('window/logMessage', () => undefined);
    this.connection.listen();
  }

  async start(): Promise<InitializeResult> {
    const { capabilities = {}, folder, settings } = this.options;
    const result = await this.connection.sendRequest<InitializeResult>('initialize', {
      processId: null,
      rootUri: folder ?? null,
      workspaceFolders: folder === undefined ? null : [{ uri: folder, name: 'folder' }],
      capabilities,
      initializationOptions: settings,
    });
    await this.connection.sendNotification('initialized', {});
    return result;
  }

  request<T>(method: string, params: unknown, token?: CancellationToken): Promise<T> {
    return token === undefined ? this.connection.sendRequest<T>(method, params) : this.connection.sendRequest<T>(method, params, token);
  }

  async open(uri: string, text: string, languageId = 'markdown'): Promise<void> {
    await this.connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } });
    await this.settled();
  }

  async change(uri: string, contentChanges: readonly unknown[], version = 2): Promise<void> {
    await this.connection.sendNotification('textDocument/didChange', { textDocument: { uri, version }, contentChanges });
    await this.settled();
  }

  /** What was sent is dealt with: the server answers in order. */
  async settled(): Promise<void> {
    await this.connection.sendRequest('cloze/unknown').catch(() => undefined);
  }

  /** Lets time pass until what waits is done. */
  async wait(ms = 1_000): Promise<void> {
    await this.settled();
    await this.clock.advance(ms);
    await this.settled();
  }

  /** Lets time pass until something is so; what reads files takes time of the machine too. */
  async until(isSo: () => boolean): Promise<void> {
    while (!isSo()) {
      await this.wait();
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  close(): void {
    this.#server.dispose();
    this.connection.dispose();
  }

  #listening(connection: ReturnType<typeof serverConnection>): ReturnType<typeof serverConnection> {
    queueMicrotask(() => connection.listen());
    return connection;
  }
}
