import { ProseWindow } from './markup/proseWindow.js';

/**
 * Whether a completion may show at a caret: false in code, front matter, tables, math, comments of a prose language,
 * addresses, link targets, citations and commands; true on a blank line between paragraphs. In program code it is true in
 * comments only. Reads about 200,000 characters before the caret at most (see `ProseWindow` for what that leaves out).
 */
export function isProseAt(text: string, offset: number, languageId: string): boolean {
  return new ProseWindow(text, offset, languageId).isProse;
}
