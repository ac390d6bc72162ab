import type { TextContext } from '../../common/methods/completion.js';
import { anchorLength, type TextPlace } from '../../common/panelProtocol/place.js';
import { proseContext } from '../../prose/context/documentContext.js';
import { shifted } from '../../prose/span.js';
import { paragraphAt } from '../../writing/surprisal/paragraphs.js';
import type { Piece } from '../../writing/surprisal/pieces.js';

/** The caret that the panel follows: that of the editor in which the writer was last. */
export interface CaretPlace {
  /** The same for the same place in the same text. */
  readonly key: string;
  readonly place: TextPlace;
  /** What the model reads there; `undefined` where there is no prose. */
  readonly context: () => TextContext | undefined;
  /** The paragraph around the caret, and the pieces in which it is rated; `undefined` where there is no prose. */
  readonly paragraph: () => { readonly place: TextPlace; readonly pieces: readonly Piece[] } | undefined;
}

/** A caret in a document. Offsets are in UTF-16 code units and count one character for the end of each line. */
export interface DocumentCaret {
  readonly document: string;
  /** Goes up with each change of the document. */
  readonly version: number;
  readonly offset: number;
  /** The language by whose rules the document is read; absent where it has no prose. */
  readonly language: string | undefined;
  /** The text from `start` on that is read around the caret, which may be costly to get. */
  readonly around: () => { readonly text: string; readonly start: number };
  /** At least `anchorLength` characters of the prefix, where there are as many. */
  readonly before: string;
}

/** A caret with what there is to read around it, which is read when it is first needed. */
export function caretPlace({ document, version, offset, language, around, before }: DocumentCaret): CaretPlace {
  return {
    key: `${document} ${version} ${offset} ${language ?? ''}`,
    place: { document, start: offset, end: offset, text: '', before: before.slice(-anchorLength) },
    context: () => {
      if (language === undefined) return undefined;
      const { text, start } = around();
      return proseContext(text, offset - start, language);
    },
    paragraph: () => {
      if (language === undefined) return undefined;
      const { text, start } = around();
      const found = paragraphAt(text, offset - start, language);
      if (found === undefined) return undefined;
      const place: TextPlace = {
        document,
        start: found.start + start,
        end: found.end + start,
        text: text.slice(found.start, found.end),
        before: text.slice(Math.max(0, found.start - anchorLength), found.start),
      };
      return { place, pieces: shifted(found.pieces, start) };
    },
  };
}
