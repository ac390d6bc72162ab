/**
 * The first word of a ghost text: white space and punctuation before it, and its letters and digits to the word's end; an apostrophe or a
 * hyphen between letters does not end it. The whole of a ghost text that holds no word; empty only for an empty one.
 */
export function firstWord(ghost: string): string {
  return /^[^\p{L}\p{N}]*[\p{L}\p{N}\p{M}]+(?:['’\-‐][\p{L}\p{N}\p{M}]+)*/u.exec(ghost)?.[0] ?? ghost;
}
