import { reportCsv } from '../csv.js';
import type { PanelRow, PanelView } from '../../common/panelProtocol/view.js';

const columns = ['section', 'label', 'alternative_to', 'value', 'compared', 'unit', 'detail'];

/**
 * A view as CSV (RFC 4180) with a row of names that stay the same in all languages. Values are as exact as they are; an
 * alternative names the row that it is one to.
 */
export function viewAsCsv({ sections }: PanelView): string {
  const rows = sections.flatMap(({ title, unit, rows: inSection }) =>
    inSection.flatMap((row) => [
      record(title, unit, row, ''),
      ...(row.alternatives ?? []).map((alternative) => record(title, unit, alternative, row.label)),
    ]),
  );
  return reportCsv([columns, ...rows]);
}

function record(section: string, unit: string, { label, value, compared, detail = '' }: PanelRow, alternativeTo: string): string[] {
  return [section, label, alternativeTo, String(value), compared === undefined ? '' : String(compared.value), unit, detail];
}
