import { describe, expect, test } from 'vitest';
import type { PanelRow, PanelView } from '../../../../src/common/panelProtocol/view.js';
import { viewAsCsv } from '../../../../src/report/panel/viewAsCsv.js';

function view(...rows: PanelRow[]): PanelView {
  const section = { id: 's', title: 'Words', unit: 'probability', full: 1, rows } as const;
  return { id: 'v', kind: 'next-token', title: 'Next Token', subtitle: '', sections: [section], notes: [] };
}

function row(label: string, value = 0.5, more: Partial<PanelRow> = {}): PanelRow {
  return { id: label, label, value, text: '50 %', ...more };
}

describe('A view as CSV', () => {
  test('has a line for each row and each alternative, with values as exact as they are', () => {
    const csv = viewAsCsv(
      view(
        row('sat', 1 / 3, { alternatives: [row('was', 0.25)], detail: 'first' }),
        row('lay', 0.1, { compared: { value: 0.2, text: '20 %' } }),
      ),
    );
    expect(csv.split('\r\n')).toEqual([
      'section,label,alternative_to,value,compared,unit,detail',
      'Words,sat,,0.3333333333333333,,probability,first',
      'Words,was,sat,0.25,,probability,',
      'Words,lay,,0.1,0.2,probability,',
      '',
    ]);
  });

  test.each([
    ['a "quoted" word', '"a ""quoted"" word"'],
    ['one, two', '"one, two"'],
    ['first\nsecond', '"first\nsecond"'],
    ['=HYPERLINK("http://a")', '"\'=HYPERLINK(""http://a"")"'],
    ['+1+cmd|calc', "'+1+cmd|calc"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['-', '-'],
    ['=', '='],
    ['<img src=x onerror=alert(1)>', '<img src=x onerror=alert(1)>'],
    ['שלום', 'שלום'],
    ['👩‍👩‍👧', '👩‍👩‍👧'],
  ])('keeps %j one cell that is no formula', (label, cell) => {
    expect(viewAsCsv(view(row(label)))).toContain(`\r\nWords,${cell},,0.5,`);
  });

  test('leaves negative numbers numbers', () => {
    expect(viewAsCsv(view(row('x', -1.5e-7)))).toContain(',-1.5e-7,');
  });
});
