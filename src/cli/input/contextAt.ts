import type { TextContext } from '../../common/engineApi.js';

/** What stands around an offset in a text: all that is before it, and what is after it to the end of its paragraph. */
export function contextAt(text: string, offset: number): TextContext {
  const after = text.slice(offset);
  const paragraphEnd = after.search(/\r?\n[^\S\n]*\r?\n/);
  return { headings: [], before: text.slice(0, offset), after: paragraphEnd < 0 ? after : after.slice(0, paragraphEnd) };
}
