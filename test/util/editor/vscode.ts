import type * as vscode from 'vscode';
import { MemoryQuickPick } from './memoryQuickPick.js';
import { MemoryView, MemoryWebview } from './memoryViews.js';
import { type MemoryWindow, currentWindow, noCancel } from './memoryWindow.js';
import { values } from './values.js';
import type { MemoryDocument } from './memoryDocument.js';

/** The module `vscode` of tests below the window: the editor's own value types, and what a `MemoryWindow` does. Only what Cloze uses is here. */

export const {
  CodeAction,
  CodeActionKind,
  CompletionItem,
  CompletionItemKind,
  CompletionTriggerKind,
  ConfigurationTarget,
  DecorationRangeBehavior,
  Diagnostic,
  DiagnosticRelatedInformation,
  DiagnosticSeverity,
  DiagnosticTag,
  Disposable,
  EndOfLine,
  EventEmitter,
  FileSystemError,
  FileType,
  Location,
  MarkdownString,
  OverviewRulerLane,
  Position,
  ProgressLocation,
  Range,
  Selection,
  StatusBarAlignment,
  TextEdit,
  TextEditorRevealType,
  ThemeColor,
  ThemeIcon,
  TreeItem,
  TreeItemCollapsibleState,
  Uri,
  ViewColumn,
  WorkspaceEdit,
} = values;

export const QuickInputButtons = { Back: { iconPath: new ThemeIcon('arrow-left'), tooltip: 'Back' } } as const;
export const QuickPickItemKind = { Separator: -1, Default: 0 } as const;
export const InlineCompletionTriggerKind = { Invoke: 0, Automatic: 1 } as const;
export const CodeActionTriggerKind = { Invoke: 1, Automatic: 2 } as const;
export const InputBoxValidationSeverity = { Info: 1, Warning: 2, Error: 3 } as const;

export class InlineCompletionItem {
  constructor(
    readonly insertText: string,
    readonly range?: vscode.Range,
  ) {}
}

export class Hover {
  readonly contents: unknown[];

  constructor(
    contents: unknown,
    readonly range?: vscode.Range,
  ) {
    this.contents = [contents].flat();
  }
}

export class RelativePattern {
  constructor(
    readonly baseUri: vscode.Uri,
    readonly pattern: string,
  ) {}
}

export class TabInputWebview {
  constructor(readonly viewType: string) {}
}

export class TabInputTextDiff {
  constructor(
    readonly original: vscode.Uri,
    readonly modified: vscode.Uri,
  ) {}
}

export const l10n = {
  t: (text: string, ...values_: readonly (string | number | boolean)[]): string =>
    text.replace(/\{(\d+)\}/g, (_, index: string) => String(values_[Number(index)])),
};

export const env = {
  language: 'en',
  get remoteName() {
    return currentWindow().remoteName;
  },
  clipboard: {
    writeText: (text: string) => {
      currentWindow().clipboard = text;
      return Promise.resolve();
    },
  },
};

export const extensions = { getExtension: (id: string): unknown => currentWindow().extensions.get(id) };

export const lm = {
  registerTool: (name: string, tool: vscode.LanguageModelTool<object>) => {
    const { tools } = currentWindow();
    tools.set(name, tool);
    return new Disposable(() => tools.delete(name));
  },
};

export class LanguageModelTextPart {
  constructor(readonly value: string) {}
}

export class LanguageModelToolResult {
  constructor(readonly content: readonly unknown[]) {}
}

export const commands = {
  registerCommand: (id: string, run: (...args: unknown[]) => unknown) => {
    const { commands: all } = currentWindow();
    all.set(id, run);
    return new Disposable(() => all.delete(id));
  },
  executeCommand: (id: string, ...args: unknown[]) => currentWindow().run(id, ...args),
};

function registered<T>(set: Set<T>, value: T): vscode.Disposable {
  set.add(value);
  return new Disposable(() => set.delete(value));
}

export const languages = {
  registerCodeActionsProvider: (_: unknown, provider: vscode.CodeActionProvider) => registered(currentWindow().providers.actions, provider),
  registerCompletionItemProvider: (_: unknown, provider: vscode.CompletionItemProvider) =>
    registered(currentWindow().providers.completions, provider),
  registerInlineCompletionItemProvider: (_: unknown, provider: vscode.InlineCompletionItemProvider) =>
    registered(currentWindow().providers.inline, provider),
  registerHoverProvider: (_: unknown, provider: vscode.HoverProvider) => registered(currentWindow().providers.hovers, provider),
  createDiagnosticCollection: (name: string) => {
    const own = new Map<string, readonly vscode.Diagnostic[]>();
    currentWindow().diagnostics.set(name, own);
    const set = (uri: vscode.Uri, found: readonly vscode.Diagnostic[] | undefined): unknown =>
      found === undefined ? own.delete(uri.toString()) : own.set(uri.toString(), found);
    type Entries = readonly (readonly [vscode.Uri, readonly vscode.Diagnostic[] | undefined])[];
    return {
      set: (what: vscode.Uri | Entries, found?: readonly vscode.Diagnostic[]) => {
        if (what instanceof Uri) set(what, found);
        else for (const [uri, diagnostics] of what) set(uri, diagnostics);
      },
      clear: () => own.clear(),
      dispose: () => own.clear(),
    };
  },
};

/** Files whose names end as a pattern's do; its folders count only as a base. */
function findFiles(pattern: string | RelativePattern, _exclude?: unknown, limit = Infinity): Promise<vscode.Uri[]> {
  const { files, folders } = currentWindow();
  const base = (typeof pattern === 'string' ? folders?.[0]?.uri : pattern.baseUri)?.toString() ?? 'nowhere:';
  const glob = typeof pattern === 'string' ? pattern : pattern.pattern;
  const [, endings = ''] = /\{([^}]*)\}$/.exec(glob) ?? [];
  const tails = endings === '' ? [glob.replace(/^\*\*\/\*?/, '').replace(/^.*\*/, '')] : endings.split(',').map((ending) => `.${ending}`);
  const found = files.names.filter((name) => name.startsWith(`${base}/`) && tails.some((tail) => name.endsWith(tail)));
  return Promise.resolve(found.slice(0, limit).map((name) => Uri.parse(name)));
}

function asRelativePath(path: vscode.Uri | string): string {
  const uri = typeof path === 'string' ? path : path.toString();
  const base = `${currentWindow().folders?.[0]?.uri.toString() ?? 'nowhere:'}/`;
  return uri.startsWith(base) ? decodeURIComponent(uri.slice(base.length)) : Uri.parse(uri).fsPath;
}

export const workspace = {
  isTrusted: true,
  asRelativePath,
  findFiles,
  get workspaceFolders() {
    return currentWindow().folders;
  },
  get textDocuments() {
    return currentWindow().documents;
  },
  get fs() {
    return currentWindow().files;
  },
  getWorkspaceFolder: (uri: vscode.Uri) =>
    currentWindow().folders?.find((folder) => uri.toString().startsWith(`${folder.uri.toString()}/`)),
  getConfiguration: (section?: string) => currentWindow().settings.of(section),
  openTextDocument: (what: vscode.Uri | { readonly language?: string; readonly content?: string }): Promise<MemoryDocument> =>
    what instanceof Uri
      ? currentWindow().document(what)
      : Promise.resolve(currentWindow().untitled(what.content ?? '', what.language ?? 'plaintext')),
  applyEdit: (edit: vscode.WorkspaceEdit) => Promise.resolve(currentWindow().apply(edit)),
  registerTextDocumentContentProvider: (scheme: string, provider: vscode.TextDocumentContentProvider) => {
    const { texts } = currentWindow().providers;
    texts.set(scheme, provider);
    return new Disposable(() => texts.delete(scheme));
  },
  createFileSystemWatcher: (pattern: string) => {
    const { files } = currentWindow();
    const fits = (uri: vscode.Uri): boolean => pattern === '**/*' || uri.path.endsWith(pattern.replace('**', ''));
    const only = (event: vscode.Event<vscode.Uri>) => (listener: (uri: vscode.Uri) => unknown) =>
      event((uri) => fits(uri) && listener(uri));
    return {
      onDidCreate: only(files.onDidCreate),
      onDidChange: only(files.onDidChange),
      onDidDelete: only(files.onDidDelete),
      dispose: () => undefined,
    };
  },
  get onDidChangeConfiguration() {
    return currentWindow().settings.onDidChange;
  },
  get onDidChangeTextDocument() {
    return currentWindow().events.changed.event;
  },
  get onDidOpenTextDocument() {
    return currentWindow().events.opened.event;
  },
  get onDidCloseTextDocument() {
    return currentWindow().events.closed.event;
  },
  onDidGrantWorkspaceTrust: () => new Disposable(() => undefined),
  get onDidSaveTextDocument() {
    return currentWindow().events.saved.event;
  },
};

type Button = string | vscode.MessageItem;
type Message = readonly [message: string, ...rest: readonly (Button | vscode.MessageOptions)[]];

function say(...[message, ...rest]: Message): Promise<Button | undefined> {
  const buttons = rest.filter((each): each is Button => typeof each === 'string' || 'title' in each);
  const detail = rest.flatMap((each) =>
    typeof each === 'object' && 'detail' in each && typeof each.detail === 'string' ? [each.detail] : [],
  );
  const titleOf = (button: Button): string => (typeof button === 'string' ? button : button.title);
  const pressed = currentWindow().person.read([message, ...detail].join('\n'), buttons.map(titleOf));
  return Promise.resolve(buttons.find((button) => titleOf(button) === pressed));
}

function kept<T>(list: T[], item: T): T {
  list.push(item);
  return item;
}

function statusItem(id: string): vscode.StatusBarItem {
  const item = { id, text: '', isShown: false, show: () => void (item.isShown = true), hide: () => void (item.isShown = false), dispose: () => void (item.isShown = false) }; // prettier-ignore
  return item as unknown as vscode.StatusBarItem;
}

function openPage({ webviews }: MemoryWindow, viewType: string, title: string, options: vscode.WebviewOptions): MemoryWebview {
  const page = kept(webviews, new MemoryWebview(viewType, title));
  page.options = options;
  return page;
}

export const window = {
  state: { focused: true, active: true },
  get activeTextEditor() {
    return currentWindow().active;
  },
  get visibleTextEditors() {
    return currentWindow().editors;
  },
  tabGroups: { all: [] as unknown[], activeTabGroup: { activeTab: undefined as unknown }, close: () => Promise.resolve(true) },
  showInformationMessage: say,
  showWarningMessage: say,
  showErrorMessage: say,
  setStatusBarMessage: (message: string) => {
    currentWindow().person.brief.push(message.replace(/^Cloze: /, ''));
    return new Disposable(() => undefined);
  },
  showQuickPick: (items: readonly vscode.QuickPickItem[], options?: vscode.QuickPickOptions) => currentWindow().pick(items, options),
  createQuickPick: () => kept(currentWindow().pickers, new MemoryQuickPick(currentWindow().person)),
  showInputBox: (options?: vscode.InputBoxOptions) => currentWindow().input(options),
  showOpenDialog: ({ title }: vscode.OpenDialogOptions = {}) => {
    const chosen = currentWindow().choosePlace(title);
    return Promise.resolve(chosen && [chosen]);
  },
  showSaveDialog: ({ title }: vscode.SaveDialogOptions = {}) => Promise.resolve(currentWindow().choosePlace(title)),
  showTextDocument: async (what: MemoryDocument | vscode.Uri, place?: vscode.TextDocumentShowOptions | vscode.ViewColumn) => {
    const opened = currentWindow();
    const before = opened.active;
    const document = what instanceof Uri ? await opened.document(what) : what;
    const options = typeof place === 'object' ? place : {};
    const editor = opened.show(document, typeof place === 'number' ? place : (options.viewColumn ?? ViewColumn.One));
    if (options.selection) editor.selection = new Selection(options.selection.start, options.selection.end);
    if (options.preserveFocus === true && before) opened.focus(before);
    return editor;
  },
  withProgress: (
    _: vscode.ProgressOptions,
    run: (progress: vscode.Progress<unknown>, token: vscode.CancellationToken) => Promise<unknown>,
  ) => run({ report: () => undefined }, noCancel()),
  createTextEditorDecorationType: (style: vscode.DecorationRenderOptions) => {
    const { decorations } = currentWindow();
    return kept(decorations, { key: String(decorations.length), style, dispose: () => undefined });
  },
  createStatusBarItem: (id: string) => kept(currentWindow().statusItems, statusItem(id)),
  createOutputChannel: () => {
    const { logged, ran } = currentWindow();
    const write = (line: string): void => void logged.push(line);
    return {
      trace: write,
      debug: write,
      info: write,
      warn: write,
      error: write,
      show: () => ran.push(['show-log']),
      dispose: () => undefined,
    };
  },
  createTreeView: (id: string, { treeDataProvider }: { readonly treeDataProvider: vscode.TreeDataProvider<unknown> }) => {
    const view = new MemoryView(treeDataProvider);
    currentWindow().views.set(id, view);
    return view;
  },
  createWebviewPanel: (viewType: string, title: string, _place: unknown, options: vscode.WebviewOptions = {}) =>
    openPage(currentWindow(), viewType, title, options),
  registerWebviewViewProvider: (id: string, provider: vscode.WebviewViewProvider) => {
    currentWindow().providers.webviews.set(id, provider);
    return new Disposable(() => undefined);
  },
  registerWebviewPanelSerializer: () => new Disposable(() => undefined),
  get onDidChangeActiveTextEditor() {
    return currentWindow().events.activeEditor.event;
  },
  get onDidChangeVisibleTextEditors() {
    return currentWindow().events.visibleEditors.event;
  },
  get onDidChangeWindowState() {
    return currentWindow().events.state.event;
  },
  get onDidChangeTextEditorSelection() {
    return currentWindow().events.selection.event;
  },
  get onDidChangeTextEditorVisibleRanges() {
    return currentWindow().events.visibleRanges.event;
  },
};
