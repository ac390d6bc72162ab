/** Lines of a file, counted from 0; `end` is not one of them. */
export interface LineRange {
  readonly start: number;
  readonly end: number;
}

/** The lines that a unified diff (`git diff`) adds or changes in the new file. */
export function changedLines(patch: string): LineRange[] {
  const ranges: LineRange[] = [];
  let line = 0;
  let isInHunk = false;
  for (const text of patch.split('\n')) {
    const hunk = /^@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@/.exec(text);
    if (hunk !== null) {
      isInHunk = true;
      line = Math.max(0, Number(hunk[1]) - 1);
    } else if (isInHunk && text.startsWith('+')) {
      const last = ranges.at(-1);
      if (last?.end === line) ranges[ranges.length - 1] = { start: last.start, end: line + 1 };
      else ranges.push({ start: line, end: line + 1 });
      line++;
    } else if (text.startsWith(' ')) line++;
    else if (text.startsWith('diff ')) isInHunk = false;
  }
  return ranges;
}
