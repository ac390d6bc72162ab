import type { PanelRow, PanelSection, PanelView } from '../../common/panelProtocol/view.js';

/** What stands for the value of a row that a view lacks. */
const missing = '–';

/**
 * Two views of one kind as one: each row of either with the value that it has in both, those with the largest value in
 * either first. A row that one view lacks has 0 there: it is less probable than all that the view shows.
 * @returns undefined where the views have no section in common
 */
export function compareViews(first: PanelView, second: PanelView): PanelView | undefined {
  if (first.kind !== second.kind) return undefined;
  const legend: readonly [string, string] = [first.subtitle, second.subtitle];
  const sections = first.sections.flatMap((section) => {
    const other = second.sections.find(({ id, unit }) => id === section.id && unit === section.unit);
    return other === undefined ? [] : [compareSections(section, other, legend)];
  });
  if (sections.length === 0) return undefined;
  const id = `${first.id}+${second.id}`;
  return { id, kind: first.kind, title: first.title, subtitle: '', sections, notes: [] };
}

function compareSections(first: PanelSection, second: PanelSection, legend: readonly [string, string]): PanelSection {
  const rowsOfSecond = new Map(second.rows.map((row) => [row.id, row]));
  const known = new Set(first.rows.map(({ id }) => id));
  const rows = [
    ...first.rows.map((row) => compareRows(row, rowsOfSecond.get(row.id))),
    ...second.rows.filter(({ id }) => !known.has(id)).map((row) => compareRows(undefined, row)),
  ];
  rows.sort((a, b) => largest(b) - largest(a));
  const { id, title, unit } = first;
  return { id, title, unit, full: Math.max(first.full, second.full), legend, rows };
}

function compareRows(first: PanelRow | undefined, second: PanelRow | undefined): PanelRow {
  const { id, label, name } = (first ?? second) as PanelRow;
  const valueOf = (row: PanelRow | undefined): { value: number; text: string } => ({ value: row?.value ?? 0, text: row?.text ?? missing });
  return { id, label, ...(name !== undefined && { name }), ...valueOf(first), compared: valueOf(second) };
}

function largest({ value, compared }: PanelRow): number {
  return Math.max(value, compared?.value ?? 0);
}
