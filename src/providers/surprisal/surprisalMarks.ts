import * as vscode from 'vscode';
import type { Clock } from '../../common/clock.js';
import { type Disposable, DisposableStore } from '../../common/disposable.js';
import { plainOffset } from '../../host/documentText.js';
import { escapeMarkdown } from '../../host/escapeMarkdown.js';
import { tableScheme } from '../../host/ids.js';
import type { SurprisalRatings } from '../../sessions/surprisal/surprisalRatings.js';
import { VisibleSurprisal } from '../../sessions/surprisal/visibleSurprisal.js';
import { wordHover } from '../../sessions/surprisal/wordHover.js';
import { SurprisalDecorations } from './decorations.js';
import { piecesInView } from './surprisalText.js';

/** Marks surprising words in all editors that can be seen, as long as it exists. */
export class SurprisalMarks implements Disposable, vscode.HoverProvider {
  readonly #store = new DisposableStore();
  readonly #visible: VisibleSurprisal<vscode.TextEditor>;

  constructor(
    ratings: SurprisalRatings,
    clock: Clock,
    onFailure: (error: unknown) => void,
    /** Whether a document has no marks now. */
    isHidden: (document: string) => boolean,
  ) {
    const decorations = this.#store.add(new SurprisalDecorations());
    const editors = {
      documentOf: ({ document }: vscode.TextEditor) => document.uri.toString(),
      isHidden,
      piecesIn: piecesInView,
      show: decorations.show.bind(decorations),
    };
    this.#visible = this.#store.add(new VisibleSurprisal(ratings, clock, editors, onFailure));
    const follow = (visible: readonly vscode.TextEditor[]): void => this.#visible.follow(visible.filter(isWritersOwn));
    this.#store.add(vscode.window.onDidChangeVisibleTextEditors(follow));
    this.#store.add(vscode.window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => this.#visible.scrolled(textEditor)));
    this.#store.add(vscode.workspace.onDidChangeTextDocument(({ document }) => this.#visible.edited(document.uri.toString())));
    this.#store.add(vscode.languages.registerHoverProvider('*', this));
    follow(vscode.window.visibleTextEditors);
  }

  provideHover(document: vscode.TextDocument, position: vscode.Position): vscode.Hover | undefined {
    const word = this.#visible.wordAt(document.uri.toString(), plainOffset(document, position));
    if (word === undefined) return undefined;
    return new vscode.Hover(new vscode.MarkdownString(wordHover(word, vscode.l10n.t).map(escapeMarkdown).join('\n\n')));
  }

  /** Looks again which documents have marks. */
  refresh(): void {
    this.#visible.refresh();
  }

  dispose(): void {
    this.#store.dispose();
  }
}

/** Output channels are editors without a column; and what Cloze says of a text is none of it. */
function isWritersOwn({ viewColumn, document: { uri } }: vscode.TextEditor): boolean {
  return viewColumn !== undefined && uri.scheme !== tableScheme;
}
