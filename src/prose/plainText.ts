/** The width of a full bar in characters. Rows fit into half of a small window. */
const barWidth = 12;

const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** A bar for a share between 0 and 1, as fine as an eighth of a character. */
export function bar(share: number): string {
  const length = Math.round(Math.min(1, Math.max(0, share)) * barWidth * 8);
  return '█'.repeat(Math.floor(length / 8)) + (eighths[length % 8] ?? '');
}

/** A share between 0 and 1 in percent, with as many digits as tell something. Only what is certain has 0 or 100. */
export function percent(share: number): string {
  const value = share * 100;
  if (value > 0 && value < 0.1) return '<0.1 %';
  if (value >= 99.5 && value < 100) return '>99 %';
  return `${value < 9.95 ? value.toFixed(1) : Math.round(value)} %`;
}

/** A text in quotation marks, with what cannot be seen made visible and ends of lines spelt out. */
export function visible(text: string): string {
  const shown = text
    .replace(/\r?\n/g, '↵')
    .replace(/\t/g, '→')
    .replace(/[\p{Cc}\uFFFD]/gu, '�');
  return `"${shown}"`;
}

/** A text filled up with spaces to a width; one space at least stands behind a text that is too wide. */
export function column(text: string, width: number, align: 'left' | 'right' = 'left'): string {
  const fill = ' '.repeat(Math.max(align === 'left' ? 1 : 0, width - widthOf(text)));
  return align === 'left' ? text + fill : fill + text;
}

/** Columns that a text takes in a font of one width: East Asian wide characters and emoji take two. */
function widthOf(text: string): number {
  let width = 0;
  for (const character of text)
    if (!/\p{M}/u.test(character))
      width += /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]|\p{Emoji_Presentation}/u.test(
        character,
      )
        ? 2
        : 1;
  return width;
}
