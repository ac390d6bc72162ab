import { isProseLanguage } from './languages.js';
import { hasOnlyCommentsAsProse } from './onlyComments.js';

/**
 * The language by whose rules a document is read: its own where it is a prose language or only its comments are wanted,
 * plain text where all of another language is wanted, and none where nothing is.
 */
export function proseLanguage(languageId: string, mode: 'on' | 'comments' | 'off'): string | undefined {
  if (mode === 'off') return undefined;
  if (mode === 'comments') return hasOnlyCommentsAsProse(languageId) ? languageId : undefined;
  return isProseLanguage(languageId) ? languageId : 'plaintext';
}
