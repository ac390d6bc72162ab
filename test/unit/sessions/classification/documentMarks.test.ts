import { beforeEach, describe, expect, test } from 'vitest';
import { DocumentMarks } from '../../../../src/sessions/classification/documentMarks.js';

let visible: Set<string>;
let log: string[];
let marks: DocumentMarks<string, readonly string[]>;
beforeEach(() => {
  [visible, log] = [new Set(['a']), []];
  marks = new DocumentMarks({
    isVisible: (document) => visible.has(document),
    draw: (document, drawn) => log.push(`draw ${document}: ${drawn.join(', ')}`),
    erase: (document) => log.push(`erase ${document}`),
  });
  marks.onDidChange(() => log.push(marks.isVisible ? 'seen' : 'unseen'));
});

describe('Marks in a document', () => {
  test.each<[what: string, happens: () => void, then: string[], document: string | undefined]>([
    ['are drawn again when tabs change', () => marks.editorsChanged(), ['draw a: x', 'seen'], 'a'],
    ['go when its text changes', () => marks.changed('a'), ['erase a', 'unseen'], undefined],
    ['stay when another text changes', () => marks.changed('b'), [], 'a'],
    ['go when they are cleared', () => marks.clear(), ['erase a', 'unseen'], undefined],
    ['make way for others', () => marks.show('b', ['y']), ['erase a', 'unseen', 'draw b: y', 'unseen'], 'b'],
    ['go for no marks at all', () => marks.show('b', []), ['erase a', 'unseen'], undefined],
  ])('%s', (_, happens, then, document) => {
    marks.show('a', ['x']);
    log = [];
    happens();
    expect(log).toEqual(then);
    expect(marks.document).toBe(document);
  });

  test('are out of sight while no editor shows it, and come back with it', () => {
    marks.show('a', ['x']);
    visible.clear();
    marks.editorsChanged();
    expect(marks.isVisible).toBe(false);
    visible.add('a');
    marks.editorsChanged();
    expect(marks.isVisible).toBe(true);
  });

  test('that are not there change nothing', () => {
    marks.clear();
    marks.editorsChanged();
    marks.changed('a');
    expect(log).toEqual([]);
  });
});
