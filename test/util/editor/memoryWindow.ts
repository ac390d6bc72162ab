import type * as vscode from 'vscode';
import { isProseLanguage } from '../../../src/prose/markup/languages.js';
import { Configuration } from './configuration.js';
import { signal } from './event.js';
import { MemoryDocument, type Replacement } from './memoryDocument.js';
import { MemoryEditor } from './memoryEditor.js';
import { MemoryFiles } from './memoryFiles.js';
import { MemoryQuickPick } from './memoryQuickPick.js';
import { MemoryView, MemoryWebview } from './memoryViews.js';
import { type Answer, Person } from './person.js';
import { isSeparator, values } from './values.js';

/** What a test may choose about a window before it opens. */
export interface WindowOptions {
  /** The folder that is open; `undefined` for none. */
  readonly folder?: string | undefined;
}

const languages: Readonly<Record<string, string>> = {
  md: 'markdown',
  tex: 'latex',
  rst: 'restructuredtext',
  adoc: 'asciidoc',
  typ: 'typst',
  ts: 'typescript',
};

/**
 * A window of the editor in memory, with one person before it. It keeps documents, files, settings and what extensions registered, does what
 * they ask, and draws nothing. What it cannot tell (focus, layout, themes) is for the tests in the real editor.
 */
export class MemoryWindow {
  readonly person = new Person();
  readonly files = new MemoryFiles();
  readonly settings = new Configuration();
  readonly tools = new Map<string, vscode.LanguageModelTool<object>>();
  readonly commands = new Map<string, (...args: unknown[]) => unknown>();
  /** Commands of the editor itself that were run, with their arguments. */
  readonly ran: (readonly [id: string, ...args: unknown[]])[] = [];
  readonly documents: MemoryDocument[] = [];
  readonly editors: MemoryEditor[] = [];
  readonly views = new Map<string, MemoryView>();
  readonly webviews: MemoryWebview[] = [];
  readonly statusItems: vscode.StatusBarItem[] = [];
  readonly pickers: MemoryQuickPick<vscode.QuickPickItem>[] = [];
  readonly decorations: (vscode.TextEditorDecorationType & { readonly style: vscode.DecorationRenderOptions })[] = [];
  readonly logged: string[] = [];
  readonly extensions = new Map<string, { readonly activate: () => Promise<unknown> }>();
  readonly providers = { actions: new Set<vscode.CodeActionProvider>(), completions: new Set<vscode.CompletionItemProvider>(), inline: new Set<vscode.InlineCompletionItemProvider>(), hovers: new Set<vscode.HoverProvider>(), texts: new Map<string, vscode.TextDocumentContentProvider>(), webviews: new Map<string, vscode.WebviewViewProvider>() }; // prettier-ignore
  /** What Problems lists, by the name of the collection and the address of the document. */
  readonly diagnostics = new Map<string, ReadonlyMap<string, readonly vscode.Diagnostic[]>>();
  readonly events = {
    activeEditor: signal<vscode.TextEditor | undefined>(),
    visibleEditors: signal<readonly vscode.TextEditor[]>(),
    selection: signal<vscode.TextEditorSelectionChangeEvent>(),
    visibleRanges: signal<vscode.TextEditorVisibleRangesChangeEvent>(),
    changed: signal<vscode.TextDocumentChangeEvent>(),
    opened: signal<vscode.TextDocument>(),
    closed: signal<vscode.TextDocument>(),
    saved: signal<vscode.TextDocument>(),
    state: signal<vscode.WindowState>(),
  };
  readonly folders: readonly vscode.WorkspaceFolder[] | undefined;
  clipboard = '';
  remoteName: string | undefined;
  active: MemoryEditor | undefined;

  constructor({ folder }: WindowOptions) {
    const uri = folder === undefined ? undefined : values.Uri.parse(folder);
    this.folders = uri && [{ uri, name: uri.path.split('/').pop() ?? '', index: 0 }];
  }

  /** Runs a command, as the palette or a menu does. */
  run(id: string, ...args: unknown[]): Promise<unknown> {
    const command = this.commands.get(id);
    if (command) return Promise.resolve(command(...args));
    this.ran.push([id, ...args]);
    return Promise.resolve();
  }

  /** A document that is open; its text is the file's, where there is one. */
  async document(uri: vscode.Uri, language?: string): Promise<MemoryDocument> {
    const open = this.documents.find((each) => each.uri.toString() === uri.toString());
    if (open) return open;
    const provided = await this.providers.texts.get(uri.scheme)?.provideTextDocumentContent(uri, noCancel());
    const text = provided ?? new TextDecoder().decode(await this.files.readFile(uri));
    return this.#opened(new MemoryDocument(uri, text, language ?? languageOf(uri)));
  }

  /**
   * Puts a file into the folder and opens it. `|` is where the cursor is; between two of them text is selected.
   * @param path in the folder, such as "part/one.md"
   */
  async open(path: string, marked: string, language?: string): Promise<MemoryEditor> {
    const uri = this.uriOf(path);
    const [before = '', selected = '', after] = marked.split('|');
    this.files.put(uri, marked.replaceAll('|', ''));
    const editor = this.show(await this.document(uri, language));
    const [start, end] = [before.length, before.length + (after === undefined ? 0 : selected.length)].map((offset) =>
      editor.document.positionAt(offset),
    );
    if (start && end) editor.selection = new values.Selection(start, end);
    return editor;
  }

  /** The address of a path in the folder. */
  uriOf(path: string): vscode.Uri {
    const [folder] = this.folders ?? [];
    return values.Uri.joinPath(folder?.uri ?? values.Uri.parse('file:///elsewhere'), path);
  }

  /** A document that is in no file yet. */
  untitled(text: string, language: string): MemoryDocument {
    const uri = values.Uri.parse(`untitled:Untitled-${this.documents.length + 1}`);
    return this.#opened(new MemoryDocument(uri, text, language));
  }

  /** Shows a document in an editor, which becomes the active one. */
  show(document: MemoryDocument, viewColumn: vscode.ViewColumn = values.ViewColumn.One): MemoryEditor {
    const shown = this.editors.find((each) => each.document === document);
    const editor = shown ?? new MemoryEditor(document, viewColumn, this.#listener);
    if (!shown) {
      this.editors.push(editor);
      this.events.visibleEditors.fire(this.editors);
    }
    this.focus(editor);
    return editor;
  }

  /** Gives an editor the focus; `undefined` for something that is no editor. */
  focus(editor: MemoryEditor | undefined): void {
    this.active = editor;
    this.events.activeEditor.fire(editor);
  }

  /** Closes a document and its editors. */
  close(document: MemoryDocument): void {
    document.isClosed = true;
    this.documents.splice(this.documents.indexOf(document), 1);
    const left = this.editors.filter((editor) => editor.document !== document);
    this.editors.splice(0, this.editors.length, ...left);
    if (this.active?.document === document) this.focus(left[0]);
    this.events.visibleEditors.fire(this.editors);
    this.events.closed.fire(document);
  }

  /** Applies the edits to documents that are open. */
  apply(edit: vscode.WorkspaceEdit): boolean {
    for (const [uri, edits] of edit.entries()) {
      const document = this.documents.find((each) => each.uri.toString() === uri.toString());
      if (!document) return false;
      const replacements = edits.map(({ range, newText }) => ({
        start: document.offsetAt(range.start),
        end: document.offsetAt(range.end),
        text: newText,
      }));
      document.change(replacements);
      this.#listener.documentChanged(document, replacements);
    }
    return true;
  }

  /** Asks the person to choose of a list. */
  async pick<T extends vscode.QuickPickItem | string>(
    items: readonly T[] | Thenable<readonly T[]>,
    options: vscode.QuickPickOptions = {},
  ): Promise<T | readonly T[] | undefined> {
    const all = await items;
    const labelled = all
      .filter((item) => typeof item === 'string' || !isSeparator(item))
      .map((item) => ({ item, label: typeof item === 'string' ? item : item.label }));
    const title = options.title ?? '';
    this.person.asked.push({ title, items: labelled.map(({ label }) => label) });
    const answer = this.person.next();
    if (answer === undefined || answer instanceof values.Uri) return undefined;
    const chosen = [answer].flat().map((wanted) => {
      const found = labelled.find(({ label }) => label === wanted || label.replace(/^\$\([\w-]+\) /, '') === wanted);
      if (!found) throw new Error(`"${title}" has no entry "${wanted}": ${labelled.map(({ label }) => label).join(', ')}`);
      options.onDidSelectItem?.(found.item);
      return found.item;
    });
    return options.canPickMany === true ? chosen : chosen[0];
  }

  /** Asks the person for a text. One that is refused is as good as Escape. */
  async input(options: vscode.InputBoxOptions = {}): Promise<string | undefined> {
    this.person.asked.push({ title: options.title ?? '', items: [options.value ?? ''] });
    const answer = this.person.next();
    if (typeof answer !== 'string') return undefined;
    const remark = await options.validateInput?.(answer);
    if (remark === undefined || remark === null || remark === '') return answer;
    this.person.messages.push(typeof remark === 'string' ? remark : remark.message);
    const severity: number = typeof remark === 'string' ? 3 : remark.severity;
    return severity === 3 ? undefined : answer;
  }

  /** Asks the person for a file or a folder. */
  choosePlace(title: string | undefined): vscode.Uri | undefined {
    this.person.asked.push({ title: title ?? '', items: [] });
    const answer: Answer = this.person.next();
    return answer instanceof values.Uri ? answer : undefined;
  }

  #opened(document: MemoryDocument): MemoryDocument {
    this.documents.push(document);
    this.events.opened.fire(document);
    return document;
  }

  readonly #listener = {
    selectionChanged: (editor: MemoryEditor): void =>
      this.events.selection.fire({ textEditor: editor, selections: editor.selections, kind: undefined }),
    documentChanged: (document: MemoryDocument, replacements: readonly Replacement[]): void => {
      const contentChanges = replacements.map(({ start, end, text }) => ({
        range: new values.Range(document.positionAt(start), document.positionAt(start)),
        rangeOffset: start,
        rangeLength: end - start,
        text,
      }));
      this.events.changed.fire({ document, contentChanges, reason: undefined });
      const editor = this.editors.find((each) => each.document === document);
      if (editor) this.#listener.selectionChanged(editor);
    },
  };
}

/** A token that is never cancelled. */
export function noCancel(): vscode.CancellationToken {
  return { isCancellationRequested: false, onCancellationRequested: signal<unknown>().event };
}

function languageOf({ path }: vscode.Uri): string {
  const ending = path.slice(path.lastIndexOf('.') + 1);
  const language = languages[ending] ?? 'plaintext';
  return isProseLanguage(language) || language === 'typescript' ? language : 'plaintext';
}

let current = new MemoryWindow({});

/** The window that is open. */
export function currentWindow(): MemoryWindow {
  return current;
}

/** Opens another window in place of the one before, with nothing in it. */
export function openWindow(options: WindowOptions = {}): MemoryWindow {
  current = new MemoryWindow(options);
  return current;
}
