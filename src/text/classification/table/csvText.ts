/** A row of a table in CSV (RFC 4180) or TSV, which has no quotes: tabs and ends of lines in cells become spaces there. */
export function tableLine(cells: readonly string[], format: 'csv' | 'tsv'): string {
  const separator = format === 'csv' ? ',' : '\t';
  const written = cells.map((cell) => (format === 'csv' ? csvCell(cell) : cell.replace(/[\t\r\n]+/g, ' ')));
  return `${written.join(separator)}\n`;
}

function csvCell(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
