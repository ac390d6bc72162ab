import { type CaretText, isSamePlace } from '../../writing/continuation/caretText.js';

/** The editor that gave a request up. */
export interface AskingEditor {
  /** The text around the cursor of the active editor; `undefined` where Cloze does not complete. */
  readonly caret: () => CaretText | undefined;
  /** Has the editor ask for completions, as if the writer had. */
  readonly trigger: () => Promise<void>;
}

/** Has the editor ask once more where it gave up a request that has an answer meanwhile, if the writer is still there. */
export class SecondRequest {
  #isUnderWay = false;

  constructor(private readonly editor: AskingEditor) {}

  /** Asks, unless the text or the cursor has moved on from a place. */
  async make(place: CaretText): Promise<void> {
    const here = this.editor.caret();
    if (!isSamePlace(place, here)) return;
    this.#isUnderWay = true;
    try {
      await this.editor.trigger();
    } finally {
      this.#isUnderWay = false;
    }
  }

  /** Whether a request that looks as if the writer had triggered it is this one. Only the first call says so. */
  take(): boolean {
    const isThis = this.#isUnderWay;
    this.#isUnderWay = false;
    return isThis;
  }
}
