import type { PanelTexts } from '../../src/common/panelProtocol/messages.js';
import type { PanelRow, PanelSection } from '../../src/common/panelProtocol/view.js';
import { KeyedParts } from './keyedParts.js';
import { element, type Part, setAttribute, setHidden, setText } from './part.js';

export interface ValueTableModel {
  readonly section: PanelSection;
  /** What the table is called where the section has no title. */
  readonly title: string;
  readonly texts: PanelTexts;
}

interface TableLine {
  readonly row: PanelRow;
  /** The row to which this one is an alternative. */
  readonly insteadOf: PanelRow | undefined;
  readonly model: ValueTableModel;
}

/** The same rows as the bars, as a plain table. */
export function createValueTable(act: (row: string) => void): Part<ValueTableModel> {
  const table = element('table', 'values');
  const caption = table.createCaption();
  const head = table.createTHead().insertRow();
  const columns = [0, 1, 2, 3].map(() => head.appendChild(element('th', '')));
  for (const column of columns) column.scope = 'col';
  const body = table.createTBody();
  const lines = new KeyedParts<TableLine>(
    body,
    ({ row }) => row.id,
    () => createLine(act),
  );
  return {
    element: table,
    update(model) {
      const { section, title, texts } = model;
      setText(caption, section.title === '' ? title : section.title);
      const names = [
        texts.columns.label,
        section.legend?.[0] ?? texts.columns.value,
        section.legend?.[1] ?? texts.columns.compared,
        texts.columns.detail,
      ];
      for (const [index, column] of columns.entries()) setText(column, names[index] ?? '');
      table.classList.toggle(
        'has-compared',
        section.rows.some(({ compared }) => compared !== undefined),
      );
      table.classList.toggle(
        'has-detail',
        section.rows.some(({ detail, alternatives }) => detail !== undefined || alternatives !== undefined),
      );
      lines.update(
        section.rows.flatMap((row) => [
          { row, insteadOf: undefined, model },
          ...(row.alternatives ?? []).map((other) => ({ row: other, insteadOf: row, model })),
        ]),
      );
    },
  };
}

function createLine(act: (row: string) => void): Part<TableLine> {
  const line = element('tr', '');
  const head = element('th', '');
  head.scope = 'row';
  const button = element('button', 'link');
  button.type = 'button';
  const plain = element('span', '');
  head.append(button, plain);
  const value = element('td', 'number');
  const compared = element('td', 'number');
  const detail = element('td', '');
  line.append(head, value, compared, detail);
  let id = '';
  button.addEventListener('click', () => act(id));
  for (const label of [button, plain]) label.dir = 'auto';
  return {
    element: line,
    update({ row, insteadOf, model }) {
      id = row.id;
      setHidden(button, row.action === undefined);
      setHidden(plain, row.action !== undefined);
      setText(row.action === undefined ? plain : button, row.name ?? row.label);
      setAttribute(button, 'title', row.action?.title);
      setText(value, row.text);
      setText(compared, row.compared?.text ?? '');
      setText(
        detail,
        insteadOf === undefined ? (row.detail ?? '') : model.texts.alternatives.replace('{0}', insteadOf.name ?? insteadOf.label),
      );
    },
  };
}
