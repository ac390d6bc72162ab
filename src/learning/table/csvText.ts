/** A row of a table in CSV (RFC 4180, or with another delimiter than the comma) or TSV, which has no quotes: tabs and ends of lines in cells become spaces there. */
export function tableLine(cells: readonly string[], format: 'csv' | 'tsv', delimiter = ',', lineEnd: '\n' | '\r\n' = '\n'): string {
  const separator = format === 'csv' ? delimiter : '\t';
  const written = cells.map((cell) => (format === 'csv' ? csvCell(cell, delimiter) : cell.replace(/[\t\r\n]+/g, ' ')));
  return `${written.join(separator)}${lineEnd}`;
}

function csvCell(cell: string, delimiter: string): string {
  return cell.includes(delimiter) || /["\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
