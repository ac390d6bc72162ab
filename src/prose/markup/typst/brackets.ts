/** Which square brackets of a paragraph belong together, by where each opens; those that are escaped, in raw text or in math are none. */
export function squareBrackets(content: string): ReadonlyMap<number, number> {
  const pairs = new Map<number, number>();
  const open: number[] = [];
  for (const { 0: sign, index } of content.matchAll(/\\[^]|`[^`\n]*`|\$(?:[^$\\]|\\[^]){0,500}\$|[[\]]/g)) {
    if (sign === '[') open.push(index);
    const start = sign === ']' ? open.pop() : undefined;
    if (start !== undefined) pairs.set(start, index);
  }
  return pairs;
}
