import { commentSyntax } from './comments/syntax.js';
import { isProseLanguage } from './languages.js';

/** Whether a language is program code of which it is known where the comments are, so that these are all its prose. */
export function hasOnlyCommentsAsProse(languageId: string): boolean {
  return !isProseLanguage(languageId) && commentSyntax(languageId) !== undefined;
}
