import { languageOfFile } from './languageOfFile.js';
import { isProseLanguage } from './languages.js';
import { hasOnlyCommentsAsProse } from './onlyComments.js';

/** What the editor says of a document. */
interface NamedDocument {
  readonly languageId: string;
  readonly fileName: string;
}

/**
 * The language by whose rules a document is read: its own where it is a prose language or only its comments are wanted,
 * plain text where all of another language is wanted, and none where nothing is. What is plain text to the editor, which may
 * not know AsciiDoc or Typst, is read as its file's name says.
 */
export function proseLanguage(document: NamedDocument, mode: 'on' | 'comments' | 'off'): string | undefined {
  const { languageId, fileName } = document;
  if (mode === 'off') return undefined;
  if (mode === 'comments') return hasOnlyCommentsAsProse(languageId) ? languageId : undefined;
  return isProseLanguage(languageId) ? ownLanguage(document) : languageOfFile(fileName);
}

/** The language that a document is written in: what the editor says, or, where that is plain text, what its name says. */
export function ownLanguage({ languageId, fileName }: NamedDocument): string {
  return languageId === 'plaintext' ? languageOfFile(fileName) : languageId;
}
