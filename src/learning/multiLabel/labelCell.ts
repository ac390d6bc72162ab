import { parseJson } from '../../common/parseJson.js';

/** The labels in a cell of a table: separated by `|` or `;`, or a JSON list; each once. `[]` says that there are none. */
export function labelsInCell(cell: string): string[] {
  const labels = listIn(cell) ?? cell.split(/[|;]/);
  return [...new Set(labels.map((label) => label.trim()).filter((label) => label !== ''))];
}

/** Whether a cell looks as if a text may have several labels. */
export function holdsLabelList(cell: string): boolean {
  return listIn(cell) !== undefined || labelsInCell(cell).length > 1;
}

function listIn(cell: string): string[] | undefined {
  if (!/^\s*\[.*\]\s*$/s.test(cell)) return undefined;
  try {
    const value: unknown = parseJson(cell);
    return Array.isArray(value) && value.every((label) => typeof label === 'string') ? value : undefined;
  } catch {
    return undefined;
  }
}
