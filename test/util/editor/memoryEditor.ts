import type * as vscode from 'vscode';
import { type MemoryDocument, type Replacement } from './memoryDocument.js';
import { values } from './values.js';

/** What an editor tells the window. */
export interface EditorListener {
  readonly selectionChanged: (editor: MemoryEditor) => void;
  readonly documentChanged: (document: MemoryDocument, replacements: readonly Replacement[]) => void;
}

/** An editor of a document in memory. What is drawn in it can be asked for. */
export class MemoryEditor implements vscode.TextEditor {
  readonly options: vscode.TextEditorOptions = {};
  /** Whether the document may be changed. */
  isEditable = true;
  /** What was brought into view, the latest last. */
  readonly revealed: vscode.Range[] = [];
  readonly #decorations = new Map<vscode.TextEditorDecorationType, readonly vscode.DecorationOptions[]>();
  #selections: readonly vscode.Selection[] = [new values.Selection(0, 0, 0, 0)];

  constructor(
    readonly document: MemoryDocument,
    public viewColumn: vscode.ViewColumn | undefined,
    private readonly listener: EditorListener,
  ) {}

  /** All lines can be seen. */
  get visibleRanges(): readonly vscode.Range[] {
    return [this.document.validateRange(new values.Range(0, 0, this.document.lineCount, 0))];
  }

  get selection(): vscode.Selection {
    return this.#selections[0] as vscode.Selection;
  }

  set selection(selection: vscode.Selection) {
    this.selections = [selection];
  }

  get selections(): readonly vscode.Selection[] {
    return this.#selections;
  }

  set selections(selections: readonly vscode.Selection[]) {
    this.#selections = selections;
    this.listener.selectionChanged(this);
  }

  edit(build: (edit: vscode.TextEditorEdit) => void): Promise<boolean> {
    if (!this.isEditable) return Promise.resolve(false);
    const replacements: Replacement[] = [];
    const at = (place: vscode.Position | vscode.Range): { readonly start: number; readonly end: number } => {
      const { start, end } = place instanceof values.Position ? { start: place, end: place } : place;
      return { start: this.document.offsetAt(start), end: this.document.offsetAt(end) };
    };
    build({
      replace: (place, text) => void replacements.push({ ...at(place), text }),
      insert: (place, text) => void replacements.push({ ...at(place), text }),
      delete: (place) => void replacements.push({ ...at(place), text: '' }),
      setEndOfLine: () => undefined,
    });
    this.change(replacements);
    return Promise.resolve(true);
  }

  /** Changes the text and moves the cursor with it. */
  change(replacements: readonly Replacement[]): void {
    const cursor = this.document.offsetAt(this.selection.active);
    const moved = replacements.reduce((sum, { start, end, text }) => (end <= cursor ? sum + text.length - (end - start) : sum), cursor);
    this.document.change(replacements);
    const active = this.document.positionAt(moved);
    this.#selections = [new values.Selection(active, active)];
    this.listener.documentChanged(this.document, replacements);
  }

  insertSnippet(): Promise<boolean> {
    return Promise.resolve(false);
  }

  setDecorations(type: vscode.TextEditorDecorationType, drawn: readonly (vscode.Range | vscode.DecorationOptions)[]): void {
    this.#decorations.set(
      type,
      drawn.map((each) => ('range' in each ? each : { range: each })),
    );
  }

  /** What is drawn now, with the text that it is drawn at, in the order of the text. */
  get drawn(): { readonly text: string; readonly type: vscode.TextEditorDecorationType; readonly options: vscode.DecorationOptions }[] {
    const all = [...this.#decorations].flatMap(([type, drawn]) =>
      drawn.map((options) => ({ text: this.document.getText(options.range), type, options })),
    );
    return all.sort((a, b) => a.options.range.start.compareTo(b.options.range.start));
  }

  revealRange(range: vscode.Range): void {
    this.revealed.push(range);
  }

  show(): void {
    // Editors are shown by the window.
  }

  hide(): void {
    // Editors are closed by the window.
  }
}
