import type { CaretText } from '../../src/writing/continuation/caretText.js';

/** The caret of a text in which it is marked by `|`. */
export function caretAt(marked: string, document = 'file:///story.md'): CaretText {
  const [before = '', after = ''] = marked.split('|');
  return { document, offset: before.length, before, after };
}
