import type { DocumentCheck } from '../../writing/flow/check/checkDocument.js';
import { TextLines } from '../../report/flow/textLines.js';
import type { Span } from '../../prose/span.js';
import type { FileText } from './fileText.js';
import type { FoundMutes } from './foundMutes.js';

/** Lines of a `.clozeignore`, counted from 0, whose mutes are about text that is no longer there. */
export interface LostMutes {
  /** The URI of the `.clozeignore`. */
  readonly file: string;
  readonly lines: readonly number[];
}

/** A check of one text of a file, with what it has found so far. */
export class FileCheck {
  #lines: TextLines | undefined;

  constructor(
    readonly source: FileText,
    readonly check: DocumentCheck,
    readonly mutes: FoundMutes,
    /** Whether nothing is left to check. */
    public isComplete: boolean,
  ) {}

  /** Tells lines and columns of the checked text. */
  get lines(): TextLines {
    return (this.#lines ??= new TextLines(this.source.text));
  }

  /** The shared mutes that are about nothing in the text. The writer's own are left alone: their text may come back. */
  get lost(): LostMutes | undefined {
    const { shared, ownCount, file } = this.mutes;
    const lines = this.check.mutes.matched.lost.flatMap((index) => shared[index - ownCount]?.line ?? []);
    return file === undefined ? undefined : { file, lines };
  }

  /** The paragraphs of which something is known, in order. */
  checkedSpans(): Span[] {
    const { document, report } = this.check;
    const checked = report.sections.flatMap(({ paragraphs }) => paragraphs.map(({ block }) => block));
    return checked.flatMap((block) => document.blocks[block] ?? []).map(({ start, end }) => ({ start, end }));
  }
}
