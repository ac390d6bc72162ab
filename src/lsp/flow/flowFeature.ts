import {
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
  DiagnosticRefreshRequest,
  type Hover,
  type HoverParams,
} from 'vscode-languageserver';
import type { CancellationToken } from '../../common/cancellation.js';
import type { Clock } from '../../common/clock.js';
import { type Disposable, DisposableStore } from '../../common/disposable.js';
import type { EngineApi } from '../../common/engineApi.js';
import { inEnglish } from '../../common/translate.js';
import { FlowSession } from '../../sessions/flow/flowSession.js';
import type { ClientFacts } from '../clientFacts.js';
import type { ClientSettings } from '../clientSettings.js';
import type { ServerConnection } from '../connection.js';
import type { Documents } from '../documents.js';
import { EncodedText } from '../text/encodedText.js';
import { Diagnostics } from './diagnostics.js';
import { FlowActions } from './flowActions.js';
import { flowHover } from './flowHover.js';
import { serverEditor, serverMutes } from './serverEditor.js';

export interface FlowDependencies {
  readonly engine: EngineApi;
  readonly clock: Clock;
  readonly documents: Documents;
  readonly settings: ClientSettings;
  readonly facts: () => ClientFacts;
  /** Names the models that are used; the same as long as they are the same. */
  readonly models: () => string;
  readonly connection: Pick<ServerConnection, 'sendDiagnostics' | 'sendRequest'>;
  readonly log: (message: string) => void;
}

/** How long an answer to a client waits for a check that cannot tell it later. */
const longestWaitMs = 30_000;

/** Who has written nothing for so long has written a sentence, or thinks about it. */
const writingPauseMs = 2_000;

/** The flow check of the documents of a client. */
export class FlowFeature implements Disposable {
  readonly #store = new DisposableStore();
  /** What runs since the last edit of each document. */
  readonly #pauses = new Map<string, Disposable>();
  readonly session: FlowSession;
  readonly diagnostics: Diagnostics;
  readonly actions: FlowActions;

  constructor(private readonly dependencies: FlowDependencies) {
    const { documents, settings, facts, connection } = dependencies;
    const folders = (): readonly string[] => facts().folders;
    const editor = serverEditor(documents, (uri) => settings.of(uri), folders);
    this.diagnostics = new Diagnostics({
      checkedText: (uri) => {
        const text = this.session.results.get(uri)?.latest?.source.text;
        return text === undefined ? undefined : new EncodedText(text, documents.encoding);
      },
      lineLength: (uri, line) => {
        const plain = documents.get(uri)?.plain;
        return plain === undefined ? Number.MAX_SAFE_INTEGER : plain.positionAt(plain.lineAt(line).end).character;
      },
      isPulled: (uri) => facts().pullsDiagnostics && documents.get(uri) !== undefined,
      send: (uri, diagnostics) => {
        const version = documents.get(uri)?.version;
        void connection.sendDiagnostics({ uri, diagnostics, ...(version !== undefined && { version }) }).catch(() => undefined);
      },
      refresh: () => {
        if (facts().refreshesDiagnostics) void connection.sendRequest(DiagnosticRefreshRequest.type).catch(() => undefined);
      },
    });
    this.session = this.#store.add(
      new FlowSession({
        ...serverMutes(documents, folders),
        ...dependencies,
        t: inEnglish,
        editor,
        warnings: this.diagnostics,
      }),
    );
    this.actions = new FlowActions(this.session, documents, facts);
  }

  opened(uri: string): void {
    this.diagnostics.handedOver(uri);
    this.session.follow.opened(uri);
    this.session.follow.visibleChanged();
  }

  /** A document has another text: nothing is said about the sentence that is being written until its writer pauses. */
  edited(uri: string): void {
    const { documents, clock } = this.dependencies;
    this.session.follow.edited(uri, documents.get(uri)?.lastEdit?.end);
    this.#pauses.get(uri)?.dispose();
    this.#pauses.set(
      uri,
      clock.schedule(writingPauseMs, () => this.#written(uri)),
    );
    this.#ignoresChanged(uri);
  }

  saved(uri: string): void {
    this.session.follow.saved(uri);
    this.#written(uri);
  }

  closed(uri: string): void {
    this.#pauses.get(uri)?.dispose();
    this.#pauses.delete(uri);
    this.session.follow.closed(uri, uri.startsWith('file:'));
    this.diagnostics.handedOver(uri);
    this.#ignoresChanged(uri);
  }

  /** What a client is told that asks for the diagnostics of a document. */
  async report({ textDocument, previousResultId }: DocumentDiagnosticParams, token: CancellationToken): Promise<DocumentDiagnosticReport> {
    const { facts, documents } = this.dependencies;
    if (!facts().refreshesDiagnostics) await this.#settled(textDocument.uri, token);
    const known = this.session.results.get(textDocument.uri);
    const isStale = known !== undefined && known.latest?.source.text !== documents.get(textDocument.uri)?.text;
    return this.diagnostics.report(textDocument.uri, previousResultId, isStale);
  }

  async hover({ textDocument, position }: HoverParams, token: CancellationToken): Promise<Hover | undefined> {
    const { documents, facts } = this.dependencies;
    const document = documents.get(textDocument.uri);
    return document && flowHover(this.session, document, document.plain.offsetAt(position), facts().readsMarkdown, token);
  }

  dispose(): void {
    for (const pause of this.#pauses.values()) pause.dispose();
    this.#store.dispose();
  }

  /** The sentence at the last edit is done for now. Where the cursor is, the protocol does not tell. */
  #written(uri: string): void {
    if (!this.#pauses.has(uri)) return;
    this.#pauses.get(uri)?.dispose();
    this.#pauses.delete(uri);
    if (this.dependencies.settings.of(uri).enable) this.session.results.get(uri)?.refresh();
  }

  #ignoresChanged(uri: string): void {
    if (uri.endsWith('/.clozeignore')) this.session.follow.mutesChanged();
  }

  /** Resolves once nothing is left to check in a document, or after a while. */
  #settled(uri: string, token: CancellationToken): Promise<void> {
    const { results } = this.session;
    const isOver = (): boolean => {
      const file = results.get(uri);
      return file === undefined || file.current?.isComplete === true;
    };
    if (isOver() || token.isCancellationRequested) return Promise.resolve();
    return new Promise((resolve) => {
      const store = new DisposableStore();
      const end = (): void => {
        store.dispose();
        resolve();
      };
      store.add(this.dependencies.clock.schedule(longestWaitMs, end));
      store.add(token.onCancellationRequested(end));
      store.add(results.onDidChange((file) => file.uri === uri && isOver() && end()));
      store.add(results.onDidRemove((removed) => removed === uri && end()));
    });
  }
}
