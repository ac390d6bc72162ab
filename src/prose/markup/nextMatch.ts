/**
 * Finds the first match of a pattern (flag `g`) at or after an offset. For offsets that go forward, all searches together take time
 * linear in the text: what has been found, or not, is not looked for again.
 */
export function nextMatch(content: string, pattern: RegExp): (from: number) => RegExpExecArray | undefined {
  let searched = Infinity;
  let found: RegExpExecArray | null = null;
  return (from) => {
    if (from < searched || (found !== null && found.index < from)) {
      pattern.lastIndex = from;
      found = pattern.exec(content);
      searched = from;
    }
    return found ?? undefined;
  };
}
