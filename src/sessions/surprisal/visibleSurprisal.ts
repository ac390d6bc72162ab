import type { Clock } from '../../common/clock.js';
import type { Disposable } from '../../common/disposable.js';
import type { Piece } from '../../writing/surprisal/pieces.js';
import type { RatedWord } from '../../writing/surprisal/ratedWords.js';
import { SurprisalFollower } from './surprisalFollower.js';
import type { SurprisalRatings } from './surprisalRatings.js';

/** What there is to know of an editor, and the marks in it. Offsets are into the document, with one character for each line end. */
export interface SurprisalEditors<Editor> {
  readonly documentOf: (editor: Editor) => string;
  /** Whether a document has no marks now. */
  readonly isHidden: (document: string) => boolean;
  /** The pieces of prose in the lines that can be seen. */
  readonly piecesIn: (editor: Editor) => readonly Piece[];
  /** Marks these words, and no others. */
  readonly show: (editor: Editor, words: readonly RatedWord[]) => void;
}

/** What is shown in one editor. */
interface Marked {
  readonly follower: SurprisalFollower;
  /** Empty after an edit until the text is rated again. */
  words: readonly RatedWord[];
}

/** Follows all editors that can be seen: which of their words are rated, and when they are rated again. */
export class VisibleSurprisal<Editor> implements Disposable {
  readonly #marked = new Map<Editor, Marked>();

  constructor(
    private readonly ratings: SurprisalRatings,
    private readonly clock: Clock,
    private readonly editors: SurprisalEditors<Editor>,
    private readonly onFailure: (error: unknown) => void,
  ) {}

  /** These editors can be seen, and no others. */
  follow(visible: readonly Editor[]): void {
    for (const [editor, { follower }] of this.#marked) {
      if (visible.includes(editor)) continue;
      follower.dispose();
      this.#marked.delete(editor);
    }
    for (const editor of visible) if (!this.#marked.has(editor)) this.#add(editor);
  }

  /** Other lines of an editor can be seen. */
  scrolled(editor: Editor): void {
    this.#marked.get(editor)?.follower.changed('view');
  }

  /** The text of a document has changed. */
  edited(document: string): void {
    for (const [editor, marked] of this.#marked) {
      if (this.editors.documentOf(editor) !== document) continue;
      marked.words = [];
      marked.follower.changed('text');
    }
  }

  /** Other documents than before may be hidden. */
  refresh(): void {
    for (const { follower } of this.#marked.values()) follower.changed('view');
  }

  /** The rated word at an offset of a document. */
  wordAt(document: string, offset: number): RatedWord | undefined {
    const shown = [...this.#marked].filter(([editor]) => this.editors.documentOf(editor) === document);
    return shown.flatMap(([, { words }]) => words).find(({ start, end }) => start <= offset && offset <= end);
  }

  dispose(): void {
    this.follow([]);
  }

  #add(editor: Editor): void {
    const { documentOf, isHidden, piecesIn, show } = this.editors;
    const follower = new SurprisalFollower(
      this.ratings,
      this.clock,
      {
        pieces: () => (isHidden(documentOf(editor)) ? [] : piecesIn(editor)),
        show: (words) => {
          marked.words = words;
          show(editor, words);
        },
      },
      this.onFailure,
    );
    const marked: Marked = { follower, words: [] };
    this.#marked.set(editor, marked);
    follower.changed('view');
  }
}

/** Whether a document has no marks: its words are marked for a label instead, or Cloze is off for its file or folder. */
export function isSurprisalHidden(document: string, labelMarks: string | undefined, pause: string | undefined): boolean {
  return document === labelMarks || pause === 'file' || pause === 'folder';
}
