/** Whether a text has a letter or a digit: without one there is nothing to read in it. */
export function hasWords(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}
