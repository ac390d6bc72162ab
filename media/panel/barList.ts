import type { PanelSection } from '../../src/common/panelProtocol/view.js';
import { type BarRow, createBarRow } from './barRow.js';
import { KeyedParts } from './keyedParts.js';
import { element, type Part, setAttribute } from './part.js';

export interface BarListModel {
  readonly section: PanelSection;
  /** How the list is called where the section has no title. */
  readonly title: string;
}

/** What a list of bars reports. */
export interface BarListOwner {
  readonly act: (row: string) => void;
  /** Which rows show their alternatives; kept by the owner, so that it survives the page. */
  readonly isOpen: (row: string) => boolean;
  readonly setOpen: (row: string, open: boolean) => void;
}

/**
 * A list of bars as a tree of one or two levels (WAI-ARIA tree pattern): one stop of the Tab key, arrow keys within it, Enter or a
 * click chooses, and the right arrow shows what else could stand there.
 */
export function createBarList(owner: BarListOwner): Part<BarListModel> {
  const tree = element('div', 'rows');
  tree.setAttribute('role', 'tree');
  const rows = new KeyedParts<BarRow>(tree, ({ row }) => row.id, createBarRow);
  let model: BarListModel | undefined;
  let current = '';

  function update(next: BarListModel): void {
    model = next;
    const hadFocus = tree.contains(document.activeElement);
    const place = [...rows.all.keys()].indexOf(current);
    rows.update(linesOf(next.section, owner));
    setAttribute(tree, 'aria-label', next.section.title === '' ? next.title : next.section.title);
    if (!rows.all.has(current)) current = [...rows.all.keys()][Math.max(0, Math.min(place, rows.all.size - 1))] ?? '';
    markCurrent();
    // Moving an element takes the focus away from it.
    if (hadFocus && !tree.contains(document.activeElement)) rows.all.get(current)?.element.focus();
  }

  function markCurrent(): void {
    for (const [id, { element: row }] of rows.all) setAttribute(row, 'tabindex', id === current ? '0' : '-1');
  }

  function goTo(id: string | undefined): void {
    const row = id === undefined ? undefined : rows.all.get(id);
    if (id === undefined || row === undefined) return;
    row.element.focus();
  }

  function setOpen(id: string, open: boolean): void {
    owner.setOpen(id, open);
    if (model !== undefined) update(model);
  }

  function pressed(event: KeyboardEvent): void {
    const ids = [...rows.all.keys()];
    const at = ids.indexOf(current);
    const expanded = rows.all.get(current)?.element.ariaExpanded;
    const level = (id: string | undefined): string | null | undefined =>
      id === undefined ? undefined : rows.all.get(id)?.element.ariaLevel;
    const keys: Readonly<Record<string, () => void>> = {
      ArrowDown: () => goTo(ids[at + 1]),
      ArrowUp: () => goTo(ids[at - 1]),
      Home: () => goTo(ids[0]),
      End: () => goTo(ids.at(-1)),
      ArrowRight: () => (expanded === 'false' ? setOpen(current, true) : expanded === 'true' && goTo(ids[at + 1])),
      ArrowLeft: () =>
        expanded === 'true'
          ? setOpen(current, false)
          : level(current) === '2' && goTo(ids.slice(0, at).findLast((id) => level(id) === '1')),
      Enter: () => owner.act(current),
      ' ': () => owner.act(current),
    };
    const key = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys[event.key];
    if (key === undefined) return;
    event.preventDefault();
    key();
  }

  tree.addEventListener('focusin', ({ target }) => {
    current = (target as HTMLElement).dataset['row'] ?? current;
    markCurrent();
  });
  tree.addEventListener('keydown', pressed);
  tree.addEventListener('click', ({ target }) => {
    const row = (target as HTMLElement).closest<HTMLElement>('.row');
    const id = row?.dataset['row'];
    if (row === null || id === undefined) return;
    goTo(id);
    if (row.ariaExpanded !== null && (target as HTMLElement).className === 'twistie') setOpen(id, row.ariaExpanded === 'false');
    else owner.act(id);
  });
  return { element: tree, update };
}

/** The rows in the order in which they are seen. */
function linesOf(section: PanelSection, owner: BarListOwner): BarRow[] {
  return section.rows.flatMap((row, index): BarRow[] => {
    const others = row.alternatives ?? [];
    const open = others.length === 0 ? undefined : owner.isOpen(row.id);
    const line: BarRow = { row, section, level: 1, open, position: index + 1, count: section.rows.length };
    if (open !== true) return [line];
    return [
      line,
      ...others.map((other, place): BarRow => ({
        row: other,
        section,
        level: 2,
        open: undefined,
        position: place + 1,
        count: others.length,
      })),
    ];
  });
}
