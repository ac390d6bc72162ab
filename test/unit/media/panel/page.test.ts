// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest';
import type { PanelView } from '../../../../src/common/panelProtocol/view.js';
import { classes, completion, maskedWord, nextTokens, pair, panelState, surprisal } from '../../../util/panelStates.js';
import { OpenPage } from './openPage.js';

const off = { live: { busy: false, off: true, message: 'Cloze is off.' } };

/** A view with one section of bars. */
function barsOf(...labels: readonly string[]): PanelView {
  const rows = labels.map((label, index) => ({ id: label, label, value: 1 / (index + 1), text: `${index}` }));
  return { ...nextTokens, sections: [{ id: 's', title: '', unit: 'probability', full: 1, rows }] };
}

const rowsOf = ({ sections }: PanelView): string[] => sections.flatMap(({ rows }) => rows.map(({ label }) => label));

describe('The page of the panel', () => {
  test('says that it is ready, and is empty until the host answers', () => {
    const page = new OpenPage();
    expect(page.sent).toEqual([{ type: 'ready' }]);
    expect(page.all('.card')).toEqual([]);
  });

  test.each<[name: string, view: PanelView]>([
    ['next tokens', nextTokens],
    ['completion', completion],
    ['masked word', maskedWord],
    ['pair', pair],
    ['surprisal', surprisal],
    ['classes', classes],
  ])('shows every row, section, place and note of a view: %s', (_name, view) => {
    const page = new OpenPage().show(panelState(view));
    expect(page.texts('h2')).toEqual([view.title]);
    expect(page.texts('.subtitle')).toEqual([view.subtitle]);
    expect(page.texts('.row .label')).toEqual(rowsOf(view));
    expect(page.texts('h3').filter((title) => title !== '')).toEqual(
      view.sections.map(({ title }) => title).filter((title) => title !== ''),
    );
    expect(page.texts('.note')).toEqual(view.notes);
  });

  test('tells text from markup: what is in a text reaches the page as text', () => {
    const page = new OpenPage().show(panelState(barsOf('<b>bold</b>', '&amp;')));
    expect(page.texts('.row .label')).toEqual(['<b>bold</b>', '&amp;']);
    expect(page.all('.row b')).toEqual([]);
  });

  test('lets one choose what is shown', () => {
    const page = new OpenPage().show(panelState(nextTokens));
    const select = page.one('select') as HTMLSelectElement;
    expect(Array.from(select.options, ({ text }) => text)).toContain('Masked Word');
    select.selectedIndex = Array.from(select.options).findIndex(({ text }) => text === 'Masked Word');
    select.dispatchEvent(new Event('change'));
    expect(page.sent.at(-1)).toEqual({ type: 'choose', kind: 'masked-word' });
  });

  test('says why there is nothing, and offers to switch Cloze on', () => {
    const page = new OpenPage().show(panelState(undefined, off));
    expect(page.one('[role=status]').textContent).toBe('Cloze is off.');
    page.control('Enable').click();
    expect(page.sent.at(-1)).toEqual({ type: 'switch-on' });
  });

  test('keeps what it shows while something newer is on its way, which it says', () => {
    const page = new OpenPage().show(panelState(nextTokens));
    const progress = page.one('vscode-progress-bar');
    expect(progress.classList.contains('idle')).toBe(true);
    page.receive({ type: 'change', change: { live: { view: nextTokens, busy: true, off: false } } });
    page.drawFrame();
    expect(progress.classList.contains('idle')).toBe(false);
    expect(page.texts('.row .label')).toEqual(rowsOf(nextTokens));
  });

  test('drops a change before it has a state', () => {
    const page = new OpenPage();
    page.receive({ type: 'change', change: { kind: 'pair' } });
    page.drawFrame();
    expect(page.all('.card')).toEqual([]);
  });

  test('draws once a frame, however many changes come', () => {
    const page = new OpenPage().show(panelState(barsOf('a')));
    for (let at = 0; at < 100; at++) {
      const view = { ...barsOf('a'), title: String(at) };
      page.receive({ type: 'change', change: { live: { view, busy: false, off: false } } });
    }
    expect(page.drawFrame()).toBe(1);
    expect(page.texts('h2')).toEqual(['99']);
  });
});

describe('Buttons of a view', () => {
  const pinned = panelState(nextTokens, { pins: [{ ...surprisal, id: 'pin-1' }], compared: ['pin-1'] });

  test.each([
    ['Pin', '.card:nth-child(1)', { type: 'pin' }],
    ['Copy as CSV', '.card:nth-child(1)', { type: 'copy-csv', view: 'next-token' }],
    ['Save as SVG', '.card:nth-child(1)', { type: 'save-svg', view: 'next-token' }],
    ['Unpin', '.card:nth-child(2)', { type: 'unpin', view: 'pin-1' }],
    ['Compare', '.card:nth-child(2)', { type: 'compare', view: 'pin-1' }],
    ['Copy as CSV', '.card:nth-child(2)', { type: 'copy-csv', view: 'pin-1' }],
  ])('%s in %s', (label, card, message) => {
    const page = new OpenPage().show(pinned);
    page.control(label, card).click();
    expect(page.sent.at(-1)).toEqual(message);
  });

  test('say which pins are compared, and titles which views are pinned', () => {
    const page = new OpenPage().show(pinned);
    expect(page.texts('h2')[1]).toMatch(/\(.+\)$/);
    expect((page.control('Compare', '.card:nth-child(2)') as unknown as { checked: boolean }).checked).toBe(true);
    page.show(panelState(nextTokens, { pins: pinned.pins }));
    expect((page.control('Compare', '.card:nth-child(2)') as unknown as { checked: boolean }).checked).toBe(false);
  });

  test('are the same elements after a change, so that the focus stays', () => {
    const page = new OpenPage().show(pinned);
    const before = page.control('Unpin');
    page.show({ ...pinned, pins: [{ ...nextTokens, id: 'pin-0' }, ...pinned.pins] });
    expect(page.all('.card')[2]?.contains(before)).toBe(true);
  });
});

describe('Bars', () => {
  test('are chosen with a click', () => {
    const page = new OpenPage().show(panelState(nextTokens));
    page.all('.row')[1]?.click();
    expect(page.sent.at(-1)).toEqual({ type: 'act', view: 'next-token', row: nextTokens.sections[0]?.rows[1]?.id });
  });

  test('say their figures in words to a screen reader, which passes over the drawing', () => {
    const page = new OpenPage().show(panelState(nextTokens));
    const [row] = page.all('[role=treeitem]');
    const read = Array.from(row?.children ?? []).filter((part) => part.ariaHidden !== 'true');
    expect(read.map(({ textContent }) => textContent)).toEqual(['keeper, 31 %, Insert']);
    expect([row?.getAttribute('aria-posinset'), row?.getAttribute('aria-setsize')]).toEqual(['1', String(rowsOf(nextTokens).length)]);
  });

  test.each([
    ['0.5 of 1', 0.5, 'inset(0px 50.00% 0px 0px)'],
    ['more than the whole', 2, 'inset(0px 0.00% 0px 0px)'],
    ['less than nothing', -1, 'inset(0px 100.00% 0px 0px)'],
  ])('are as long as their value: %s', (_title, value, cut) => {
    const view = barsOf('a');
    const sections = view.sections.map((section) => ({ ...section, rows: section.rows.map((row) => ({ ...row, value })) }));
    const page = new OpenPage().show(panelState({ ...view, sections }));
    expect(page.one('.bar').style.clipPath).toBe(cut);
  });

  test('are one stop of the Tab key, with arrow keys between them and Enter or Space to choose', () => {
    const page = new OpenPage().show(panelState(barsOf('a', 'b', 'c')));
    page.all('.row')[0]?.focus();
    page.press('ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowUp', 'Enter', 'End', ' ', 'Home', 'Enter', 'ArrowUp', 'Enter');
    expect(page.sent.slice(1)).toEqual(['b', 'c', 'a', 'a'].map((row) => ({ type: 'act', view: 'next-token', row })));
    expect(page.all('.row[tabindex="0"]')).toHaveLength(1);
  });

  test('leave keys with Ctrl, Alt or Cmd to the editor', () => {
    const page = new OpenPage().show(panelState(barsOf('a', 'b')));
    page.all('.row')[0]?.focus();
    for (const modifier of ['ctrlKey', 'altKey', 'metaKey']) {
      const event = new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, [modifier]: true });
      document.activeElement?.dispatchEvent(event);
      expect(event.defaultPrevented).toBe(false);
    }
    expect(page.sent).toEqual([{ type: 'ready' }]);
  });

  test('show and hide what else could stand there with the arrow keys', () => {
    const page = new OpenPage().show(panelState(completion));
    const count = rowsOf(completion).length;
    const [first] = page.all('.row');
    first?.focus();
    expect(first?.getAttribute('aria-expanded')).toBe('false');
    page.press('ArrowRight');
    const opened = page.all('.row').length;
    expect(opened).toBeGreaterThan(count);
    page.press('ArrowRight', 'Enter');
    expect(page.sent.at(-1)).toMatchObject({ type: 'act', view: 'completion' });
    expect(document.activeElement?.getAttribute('aria-level')).toBe('2');
    page.press('ArrowLeft', 'ArrowLeft');
    expect(page.all('.row')).toHaveLength(count);
  });

  test('show and hide it with a click on the sign in front, which chooses nothing', () => {
    const page = new OpenPage().show(panelState(completion));
    const count = page.all('.row').length;
    page.one('.twistie').click();
    page.drawFrame();
    expect(page.all('.row').length).toBeGreaterThan(count);
    page.one('.twistie').click();
    page.drawFrame();
    expect(page.all('.row')).toHaveLength(count);
    expect(page.sent).toEqual([{ type: 'ready' }]);
  });

  test('keep the focus while their values change, and give it to a neighbour when they go', () => {
    const page = new OpenPage().show(panelState(barsOf('a', 'b', 'c')));
    page.all('.row')[1]?.focus();
    page.show(panelState(barsOf('c', 'b', 'a')));
    expect(document.activeElement?.getAttribute('data-row')).toBe('b');
    page.show(panelState(barsOf('c', 'a')));
    expect(page.one('.row[tabindex="0"]').getAttribute('data-row')).toBe('a');
  });

  test('with the same key are one', () => {
    const page = new OpenPage().show(panelState(barsOf('a', 'a', 'b')));
    expect(page.texts('.row .label')).toEqual(['a', 'b']);
  });
});

describe('As a table', () => {
  const table = { version: 1, state: undefined, asTable: true, open: [] } as const;

  test.each<[name: string, view: PanelView]>([
    ['next tokens', nextTokens],
    ['completion', completion],
    ['pair', pair],
    ['classes', classes],
  ])('a view has all its figures, alternatives too: %s', (_name, view) => {
    const page = new OpenPage(table).show(panelState(view));
    const rows = view.sections.flatMap((section) => section.rows.flatMap((row) => [row, ...(row.alternatives ?? [])]));
    expect(page.texts('tbody tr td:nth-child(2)')).toEqual(rows.map(({ text }) => text));
    expect(page.all('caption').map(({ textContent }) => textContent)).toEqual(
      view.sections.map(({ title }) => (title === '' ? view.title : title)),
    );
    expect(page.all('.row')).toEqual([]);
  });

  test('rows that do something are buttons, others are not', () => {
    const page = new OpenPage(table).show(panelState(nextTokens));
    const [button] = page.all('tbody button').filter(({ hidden }) => !hidden);
    expect(button?.title).toBe(nextTokens.sections[0]?.rows[0]?.action?.title);
    button?.click();
    expect(page.sent.at(-1)).toEqual({ type: 'act', view: 'next-token', row: nextTokens.sections[0]?.rows[0]?.id });
    page.show(panelState(barsOf('a')));
    expect(page.all('tbody button').filter(({ hidden }) => !hidden)).toEqual([]);
  });

  test('a view becomes bars again', () => {
    const page = new OpenPage(table).show(panelState(nextTokens));
    const button = page.control('Table') as HTMLElement & { checked: boolean };
    expect(button.checked).toBe(true);
    button.checked = false;
    button.dispatchEvent(new Event('change'));
    page.drawFrame();
    expect(page.texts('.row .label')).toEqual(rowsOf(nextTokens));
    expect(page.all('table')).toEqual([]);
  });

  test('is what a new page begins with where a screen reader is used', () => {
    document.body.classList.add('vscode-using-screen-reader');
    const page = new OpenPage().show(panelState(nextTokens));
    document.body.classList.remove('vscode-using-screen-reader');
    expect(page.all('table')).toHaveLength(1);
  });
});

describe('What the page remembers', () => {
  test('is there at once when it comes back, before the host answers', () => {
    const page = new OpenPage({ version: 1, state: panelState(completion), asTable: false, open: [] });
    expect(page.texts('.row .label')).toEqual(rowsOf(completion));
  });

  test('is what was shown last, its form, and what was open; kept once in a while', () => {
    const page = new OpenPage().show(panelState(completion));
    page.one('.twistie').click();
    expect(page.memory).toBeUndefined();
    page.rest();
    expect(page.memory).toMatchObject({ version: 1, state: { kind: 'completion' }, asTable: false });
    expect(page.memory?.open).toHaveLength(1);
  });

  test('of another form is not read', () => {
    const page = new OpenPage({ version: 2 } as never);
    expect(page.all('.card')).toEqual([]);
  });
});
