import type { PanelRow, PanelSection } from '../../src/common/panelProtocol/view.js';
import { element, type Part, setAttribute, setText } from './part.js';

/** One line of a list of bars. */
export interface BarRow {
  readonly row: PanelRow;
  readonly section: PanelSection;
  readonly level: 1 | 2;
  /** Whether its alternatives are shown; `undefined` where it has none. */
  readonly open: boolean | undefined;
  readonly position: number;
  readonly count: number;
}

/** A label, a bar and a value. The bar says nothing that the value does not say, so that screen readers pass over it. */
export function createBarRow(): Part<BarRow> {
  const line = element('div', 'row');
  const twistie = element('span', 'twistie');
  const label = element('span', 'label');
  const track = element('span', 'track');
  const bar = element('span', 'bar');
  const compared = element('span', 'bar compared');
  const value = element('span', 'value');
  const detail = element('span', 'detail');
  const spoken = element('span', 'spoken');
  line.setAttribute('role', 'treeitem');
  line.tabIndex = -1;
  label.dir = 'auto';
  for (const part of [twistie, label, track, value, detail]) part.ariaHidden = 'true';
  track.append(bar, compared);
  line.append(twistie, label, track, value, detail, spoken);
  return {
    element: line,
    update({ row, section, level, open, position, count }) {
      setText(label, row.label);
      setText(value, row.compared === undefined ? row.text : `${row.text} / ${row.compared.text}`);
      setText(detail, row.detail ?? '');
      setLength(bar, row.value / section.full);
      setLength(compared, (row.compared?.value ?? 0) / section.full);
      line.classList.toggle('has-compared', row.compared !== undefined);
      line.classList.toggle('can-act', row.action !== undefined);
      setAttribute(line, 'data-row', row.id);
      setText(spoken, spokenText(row, section));
      setAttribute(line, 'aria-level', String(level));
      setAttribute(line, 'aria-expanded', open === undefined ? undefined : String(open));
      setAttribute(line, 'aria-posinset', String(position));
      setAttribute(line, 'aria-setsize', String(count));
      setAttribute(line, 'title', row.action === undefined ? row.label : `${row.action.title}: ${row.label}`);
    },
  };
}

/** What a screen reader says of a row, instead of the signs and figures that are seen. */
function spokenText({ label, name, text, compared, detail, action }: PanelRow, { legend }: PanelSection): string {
  const values = compared === undefined ? [text] : [`${legend?.[0] ?? ''} ${text}`, `${legend?.[1] ?? ''} ${compared.text}`];
  return [name ?? label, ...values, detail ?? '', action?.title ?? ''].filter((part) => part !== '').join(', ');
}

/** A bar that is cut off is drawn again, but nothing is laid out again. */
function setLength(bar: HTMLElement, share: number): void {
  const cut = `inset(0px ${(100 * (1 - Math.min(1, Math.max(0, share)))).toFixed(2)}% 0px 0px)`;
  if (bar.style.clipPath !== cut) bar.style.clipPath = cut;
}
