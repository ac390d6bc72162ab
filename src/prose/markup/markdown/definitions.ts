const label = /\[(?!\^)(?:[^[\]\\\n]|\\.|\n(?![ \t]*\n)){1,200}\]:/y;
/** Between the parts: blanks, and one line end at most. */
const gap = /[ \t]*(?:\r?\n[ \t]*)?/y;
const address = /<[^<>\n]*>|[^\s<]\S*/y;
const title =
  /"(?:[^"\\\n]|\\.|\n(?![ \t]*\n)){0,500}"|'(?:[^'\\\n]|\\.|\n(?![ \t]*\n)){0,500}'|\((?:[^()\\\n]|\\.|\n(?![ \t]*\n)){0,500}\)/y;
const lineEnd = /[ \t]*(?=\r?\n|$)/y;

/**
 * The offset after the definition of a link's label that starts at an offset: `[label]: address "title"`, where the address and the title
 * may stand on lines of their own (CommonMark, "Link reference definitions"); `undefined` where there is none.
 */
export function definitionEnd(text: string, start: number): number | undefined {
  const behindLabel = endOf(label, text, start);
  const behindAddress = behindLabel && endOf(address, text, endOf(gap, text, behindLabel) ?? behindLabel);
  if (behindAddress === undefined) return undefined;
  const behindGap = endOf(gap, text, behindAddress) ?? behindAddress;
  const behindTitle = behindGap > behindAddress ? endOf(title, text, behindGap) : undefined;
  const withTitle = behindTitle && endOf(lineEnd, text, behindTitle);
  return withTitle ?? endOf(lineEnd, text, behindAddress);
}

function endOf(pattern: RegExp, text: string, start: number): number | undefined {
  pattern.lastIndex = start;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}
