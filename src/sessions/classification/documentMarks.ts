import type { Disposable } from '../../common/disposable.js';
import { Emitter } from '../../common/emitter.js';

/** The editors that may show a document. */
export interface MarkedEditors<Document, Marks> {
  isVisible(document: Document): boolean;
  draw(document: Document, marks: Marks): void;
  erase(document: Document, marks: Marks): void;
}

/**
 * The life of marks in one document: they are drawn in each editor that shows it, again with every change of tabs, as the editor forgets
 * them then. They go when the text changes and when the document is closed.
 */
export class DocumentMarks<Document, Marks extends readonly unknown[]> implements Disposable {
  readonly #changes = new Emitter<void>();
  /** Marks have come or gone, or are in sight or out of it. */
  readonly onDidChange = this.#changes.event;
  #shown: { readonly document: Document; readonly marks: Marks } | undefined;

  constructor(private readonly editors: MarkedEditors<Document, Marks>) {}

  /** The document that has marks. */
  get document(): Document | undefined {
    return this.#shown?.document;
  }

  /** Whether an editor shows them. */
  get isVisible(): boolean {
    return this.#shown !== undefined && this.editors.isVisible(this.#shown.document);
  }

  /** Marks these places and no others; no marks at all are none. */
  show(document: Document, marks: Marks): void {
    this.clear();
    if (marks.length === 0) return;
    this.#shown = { document, marks };
    this.#draw();
  }

  clear(): void {
    if (this.#shown === undefined) return;
    const { document, marks } = this.#shown;
    this.editors.erase(document, marks);
    this.#shown = undefined;
    this.#changes.fire();
  }

  /** The text of a document has changed, or the document was closed. */
  changed(document: Document): void {
    if (document === this.#shown?.document) this.clear();
  }

  /** Editors have come or gone. */
  editorsChanged(): void {
    if (this.#shown !== undefined) this.#draw();
  }

  dispose(): void {
    this.#changes.dispose();
  }

  #draw(): void {
    if (this.#shown !== undefined) this.editors.draw(this.#shown.document, this.#shown.marks);
    this.#changes.fire();
  }
}
