import * as vscode from 'vscode';
import type { Clock } from '../../common/clock.js';
import { type Disposable, DisposableStore } from '../../common/disposable.js';
import { plainOffset } from '../../host/documentText.js';
import { tableScheme } from '../../host/ids.js';
import type { RatedWord } from '../../writing/surprisal/ratedWords.js';
import { SurprisalDecorations } from './decorations.js';
import { SurprisalFollower } from '../../sessions/surprisal/surprisalFollower.js';
import type { SurprisalRatings } from '../../sessions/surprisal/surprisalRatings.js';
import { piecesInView } from './surprisalText.js';
import { wordHover } from './wordHover.js';

/** What is shown in one editor. */
interface Marked {
  readonly follower: SurprisalFollower;
  /** Nothing while the text has changed and was not rated anew. */
  words: readonly RatedWord[];
}

/** Marks surprising words in all editors that can be seen, as long as it exists. */
export class SurprisalMarks implements Disposable, vscode.HoverProvider {
  readonly #store = new DisposableStore();
  readonly #decorations = this.#store.add(new SurprisalDecorations());
  readonly #marked = new Map<vscode.TextEditor, Marked>();

  constructor(
    private readonly ratings: SurprisalRatings,
    private readonly clock: Clock,
    private readonly onFailure: (error: unknown) => void,
    /** Whether a document has no marks now. */
    private readonly isHidden: (document: vscode.TextDocument) => boolean,
  ) {
    this.#store.add(vscode.window.onDidChangeVisibleTextEditors((editors) => this.#followOnly(editors)));
    this.#store.add(
      vscode.window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => this.#marked.get(textEditor)?.follower.changed('view')),
    );
    this.#store.add(vscode.workspace.onDidChangeTextDocument(({ document }) => this.#changed(document)));
    this.#store.add(vscode.languages.registerHoverProvider('*', this));
    this.#followOnly(vscode.window.visibleTextEditors);
  }

  provideHover(document: vscode.TextDocument, position: vscode.Position): vscode.Hover | undefined {
    const offset = plainOffset(document, position);
    const words = [...this.#marked].flatMap(([editor, { words }]) => (editor.document === document ? words : []));
    const word = words.find(({ start, end }) => start <= offset && offset <= end);
    return word && new vscode.Hover(new vscode.MarkdownString(wordHover(word, vscode.l10n.t)));
  }

  /** Looks again which documents have marks. */
  refresh(): void {
    for (const { follower } of this.#marked.values()) follower.changed('view');
  }

  dispose(): void {
    this.#store.dispose();
    for (const { follower } of this.#marked.values()) follower.dispose();
    this.#marked.clear();
  }

  #followOnly(editors: readonly vscode.TextEditor[]): void {
    for (const [editor, { follower }] of this.#marked) {
      if (editors.includes(editor)) continue;
      follower.dispose();
      this.#marked.delete(editor);
    }
    for (const editor of editors) if (!this.#marked.has(editor) && isWritersOwn(editor)) this.#follow(editor);
  }

  #follow(editor: vscode.TextEditor): void {
    const show = (words: readonly RatedWord[]): void => {
      marked.words = words;
      this.#decorations.show(editor, words);
    };
    const visible = { pieces: () => (this.isHidden(editor.document) ? [] : piecesInView(editor)), show };
    const marked: Marked = { follower: new SurprisalFollower(this.ratings, this.clock, visible, this.onFailure), words: [] };
    this.#marked.set(editor, marked);
    marked.follower.changed('view');
  }

  #changed(document: vscode.TextDocument): void {
    for (const [editor, marked] of this.#marked) {
      if (editor.document !== document) continue;
      marked.words = [];
      marked.follower.changed('text');
    }
  }
}

/** Output channels are editors without a column; and what Cloze says of a text is none of it. */
function isWritersOwn({ viewColumn, document: { uri } }: vscode.TextEditor): boolean {
  return viewColumn !== undefined && uri.scheme !== tableScheme;
}
