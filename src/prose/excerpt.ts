/** The end of a text from the start of a word, at most `longest` characters with "…" for what is left out. */
export function excerptEnd(text: string, longest: number): string {
  const end = text.slice(-longest);
  return end.length === text.length ? text : `…${end.replace(/^\S*\s/u, '')}`;
}

/** The start of a text up to the end of a word, at most `longest` characters with "…" for what is left out. */
export function excerptStart(text: string, longest: number): string {
  const start = text.slice(0, longest);
  return start.length === text.length ? text : `${start.replace(/\s\S*$/u, '')}…`;
}
