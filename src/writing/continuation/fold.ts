/** A text for comparison: quotation marks straight, ASCII letters small, no-break spaces plain. Its length stays the same. */
export function fold(text: string): string {
  return text.replace(/[A-Z“”‘’\u00a0]/g, (sign) => folded.get(sign) ?? sign.toLowerCase());
}

const folded: ReadonlyMap<string, string> = new Map([
  ['“', '"'],
  ['”', '"'],
  ['‘', "'"],
  ['’', "'"],
  ['\u00a0', ' '],
]);
