import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../common/disposable.js';
import { plainOffset } from '../../host/documentText.js';
import { onDidChangeSettings, readSettings } from '../../host/settings.js';
import { clozeIgnoreName } from '../../text/flow/mutes/clozeIgnore.js';
import { flowDiagnostics } from './flowDiagnostics.js';
import { showLostMutes } from './lostMutes.js';
import { FlowSession, type FlowSessionDependencies } from './flowSession.js';

/**
 * The documents whose flow is followed: those that were checked once and, where the setting says so, all prose that can be seen.
 * While Cloze is off there are none.
 */
export class FlowSessions implements Disposable {
  readonly #store = new DisposableStore();
  readonly #diagnostics = this.#store.add(vscode.languages.createDiagnosticCollection('cloze-flow'));
  readonly #lost = this.#store.add(vscode.languages.createDiagnosticCollection('cloze-flow-mutes'));
  readonly #changed = this.#store.add(new vscode.EventEmitter<void>());
  readonly #sessions = new Map<string, FlowSession>();

  /** Something more or else is known of a document. */
  readonly onDidChange = this.#changed.event;

  /** @param isPaused whether nothing is checked unasked in a document */
  constructor(
    private readonly dependencies: Omit<FlowSessionDependencies, 'onChange'>,
    private readonly isPaused: (document: vscode.TextDocument) => boolean,
  ) {
    this.#store.add(vscode.window.onDidChangeVisibleTextEditors(() => this.#followVisible()));
    this.#store.add(
      vscode.workspace.onDidCloseTextDocument((document) => {
        // By then another document may have its name, as untitled ones do.
        if (this.get(document)?.document === document) this.#drop(document.uri.toString());
      }),
    );
    this.#store.add(
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        const caret = vscode.window.visibleTextEditors.find((editor) => editor.document === document)?.selection.active;
        if (contentChanges.length > 0) this.get(document)?.edited(caret === undefined ? -1 : plainOffset(document, caret));
      }),
    );
    this.#store.add(
      vscode.window.onDidChangeTextEditorSelection(({ textEditor: { document }, selections }) => {
        const [selection] = selections;
        if (selection !== undefined) this.get(document)?.moved(plainOffset(document, selection.active));
      }),
    );
    this.#store.add(
      vscode.workspace.onDidSaveTextDocument(({ uri }) => {
        if (uri.path.endsWith(`/${clozeIgnoreName}`)) for (const session of this.all) session.refresh();
      }),
    );
    this.#store.add(onDidChangeSettings(() => this.#settingsChanged()));
    this.#followVisible();
  }

  get all(): readonly FlowSession[] {
    return [...this.#sessions.values()];
  }

  get(document: vscode.TextDocument): FlowSession | undefined {
    return this.#sessions.get(document.uri.toString());
  }

  /** Follows a document from now on. */
  follow(document: vscode.TextDocument): FlowSession {
    const known = this.get(document);
    if (known?.document === document) return known;
    if (known !== undefined) this.#drop(document.uri.toString());
    const session = new FlowSession(document, { ...this.dependencies, onChange: (changed) => this.#show(changed) });
    this.#sessions.set(document.uri.toString(), session);
    return session;
  }

  dispose(): void {
    for (const session of this.all) session.dispose();
    this.#sessions.clear();
    this.#store.dispose();
  }

  #show(session: FlowSession): void {
    // A check may come to its end after its document was closed; another one may have its name by then.
    if (this.get(session.document) !== session) return;
    this.#diagnostics.set(session.document.uri, flowDiagnostics(session));
    this.#showLost();
    this.#changed.fire();
  }

  #showLost(): void {
    const told = this.all.filter(({ document }) => readSettings(document)['flow.diagnostics'] !== 'off');
    showLostMutes(this.#lost, told.flatMap(({ lost }) => lost ?? [])); // prettier-ignore
  }

  #followVisible(): void {
    for (const { document, viewColumn } of vscode.window.visibleTextEditors) {
      const settings = readSettings(document);
      const isWanted = settings.enable && !this.isPaused(document) && settings['flow.automatic'] && settings['flow.diagnostics'] !== 'off';
      const isProse = settings['completion.languages'][document.languageId] === 'on' && viewColumn !== undefined;
      // Not what others show read-only, such as the last commit's text beside today's.
      const isWritable = document.isUntitled || vscode.workspace.fs.isWritableFileSystem(document.uri.scheme) === true;
      if (isWanted && isProse && isWritable && this.get(document) === undefined) this.follow(document).refresh();
    }
  }

  #settingsChanged(): void {
    if (!readSettings().enable) for (const uri of [...this.#sessions.keys()]) this.#drop(uri);
    for (const session of this.all) this.#show(session);
    this.#followVisible();
  }

  #drop(uri: string): void {
    this.#sessions.get(uri)?.dispose();
    if (!this.#sessions.delete(uri)) return;
    this.#diagnostics.delete(vscode.Uri.parse(uri));
    this.#showLost();
    this.#changed.fire();
  }
}
