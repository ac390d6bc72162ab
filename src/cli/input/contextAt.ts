import type { TextContext } from '../../common/methods/completion.js';
import { proseContext } from '../../prose/context/documentContext.js';

/** What the engine is to read of a text to continue it: its prose, as in the editor; all of it where the offset is not in prose. */
export function contextAt(text: string, offset: number, language: string): TextContext {
  return (
    proseContext(text, offset, language) ?? { headings: [], before: text.slice(0, offset), after: restOfParagraph(text.slice(offset)) }
  );
}

function restOfParagraph(after: string): string {
  const end = after.search(/\r?\n[^\S\n]*\r?\n/);
  return end < 0 ? after : after.slice(0, end);
}
