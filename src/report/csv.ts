import { tableLine } from '../learning/table/csvText.js';

/** Rows as CSV for people (RFC 4180). Texts that a spreadsheet would carry out as formulas are made texts again. */
export function reportCsv(rows: readonly (readonly (string | number)[])[], lineEnd: '\r\n' | '\n' = '\r\n'): string {
  return rows.map((cells) => tableLine(cells.map(cellText), 'csv', ',', lineEnd)).join('');
}

/** Spreadsheets calculate what begins like a formula, unless an apostrophe stands before it. A sign alone is no formula, and no number is. */
function cellText(value: string | number): string {
  const text = String(value);
  const isFormula = /^[=+\-@\t\r]./s.test(text) && !/^-?[\d.]+(e-?\d+)?$/.test(text);
  return isFormula ? `'${text}` : text;
}
