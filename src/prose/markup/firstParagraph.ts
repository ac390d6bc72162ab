import { blocks } from './blocks.js';

/** The offset at which the first paragraph of a document ends; that of the text's end where it has none. */
export function firstParagraphEnd(text: string, languageId: string): number {
  return blocks(text, languageId).find(({ kind }) => kind === 'paragraph')?.end ?? text.length;
}
