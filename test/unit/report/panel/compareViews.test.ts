import { describe, expect, test } from 'vitest';
import type { PanelRow, PanelView } from '../../../../src/common/panelProtocol/view.js';
import { compareViews } from '../../../../src/report/panel/compareViews.js';

function view(subtitle: string, values: Readonly<Record<string, number>>, more: Partial<PanelView> = {}): PanelView {
  const rows = Object.entries(values).map(([label, value]): PanelRow => ({ id: label, label, value, text: String(value) }));
  const section = { id: 'tokens', title: '', unit: 'probability', full: 1, rows } as const;
  return { id: subtitle, kind: 'next-token', title: 'Next Token', subtitle, sections: [section], notes: [], ...more };
}

/** The rows as label, first and second value. */
function rows(view: PanelView | undefined): (readonly [string, number, number | undefined])[] {
  return (view?.sections ?? []).flatMap((section) =>
    section.rows.map(({ label, value, compared }) => [label, value, compared?.value] as const),
  );
}

describe('Two places side by side', () => {
  test('show each row of either with both values, the largest first', () => {
    expect(rows(compareViews(view('here', { sat: 0.5, was: 0.1 }), view('there', { lay: 0.3, sat: 0.2 })))).toEqual([
      ['sat', 0.5, 0.2],
      ['lay', 0, 0.3],
      ['was', 0.1, 0],
    ]);
  });

  test('say which place is which', () => {
    expect(compareViews(view('here', { a: 1 }), view('there', { a: 1 }))?.sections[0]?.legend).toEqual(['here', 'there']);
  });

  test('leave out what choosing a row would do, because it is about two places', () => {
    const place = { document: '', start: 0, end: 0, text: '', before: '' };
    const sections = view('', { a: 1 }).sections.map((section) => ({
      ...section,
      rows: section.rows.map((row) => ({ ...row, action: { kind: 'show', title: '', place } as const })),
    }));
    expect(compareViews(view('here', {}, { sections }), view('there', { a: 1 }))?.sections[0]?.rows[0]).not.toHaveProperty('action');
  });

  test('cannot be of two kinds', () => {
    expect(compareViews(view('here', { a: 1 }), view('there', { a: 1 }, { kind: 'completion' }))).toBeUndefined();
  });
});
