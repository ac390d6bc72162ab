import { beforeEach, describe, expect, test } from 'vitest';
import type { PreviewTableRequest, PreviewTableResult } from '../../../src/common/methods/tables.js';
import { chooseColumns } from '../../../src/host/chooseColumns.js';
import { type MemoryWindow, openWindow } from '../../util/editor/memoryWindow.js';

let window: MemoryWindow;
let asked: PreviewTableRequest[];

beforeEach(() => {
  window = openWindow();
  asked = [];
});

const named: PreviewTableResult = { columns: { header: ['id', 'text', ' '], text: 1, label: 2 }, values: [['1', '2'], ['one', 'two', 'three', 'four', 'five'], []] }; // prettier-ignore
const unnamed: PreviewTableResult = { columns: { text: 1 }, values: [['1'], ['one']] };

function choose(wantsLabels: boolean, result: PreviewTableResult = named, format: PreviewTableRequest['format'] = 'csv') {
  const tables = {
    previewTable: (request: PreviewTableRequest) => {
      asked.push(request);
      return Promise.resolve(request.header === false ? unnamed : result);
    },
  };
  return chooseColumns({ path: '/t.csv', format }, wantsLabels, tables);
}

describe('Which columns of a table are meant', () => {
  test('is not asked where there is one', async () => {
    expect(await choose(false, { columns: { text: 0 }, values: [['one']] })).toEqual({ text: 0 });
    expect(window.person.asked).toEqual([]);
  });

  test('is asked with the guess first, for texts alone', async () => {
    window.person.answers('id');
    expect(await choose(false)).toEqual({ header: ['id', 'text', ' '], text: 0 });
    expect(window.person.asked[0]).toEqual({ title: 'Which Column Holds the Texts?', items: ['text', 'Column 3', 'id', '$(list-flat) The First Row Is Data (No Header)'] }); // prettier-ignore
  });

  test('is one answer where the guess of both is right', async () => {
    window.person.answers('Texts: text, labels: Column 3');
    expect(await choose(true)).toMatchObject({ text: 1, label: 2 });
  });

  test('is two answers where it is not; the texts are no labels', async () => {
    window.person.answers('id', 'text');
    expect(await choose(true)).toMatchObject({ text: 0, label: 1 });
    expect(window.person.asked[1]).toEqual({ title: 'Which Column Holds the Labels?', items: ['Column 3', 'text'] });
  });

  test('is asked again where the first row is data', async () => {
    window.person.answers('The First Row Is Data (No Header)', 'Column 2');
    expect(await choose(false)).toEqual({ text: 1 });
    expect(asked.map(({ header }) => header)).toEqual([undefined, false]);
    expect(window.person.asked[1]?.items).toContain('$(list-flat) The First Row Is a Header');
  });

  test('is not asked about names in JSON, which has them always', async () => {
    await choose(false, named, 'jsonl');
    expect(window.person.asked[0]?.items).toEqual(['text', 'Column 3', 'id']);
  });

  test.each([
    ['the texts', [undefined]],
    ['the labels', ['id', undefined]],
  ])('is not known where Escape is pressed at %s', async (_title, answers) => {
    window.person.answers(...answers);
    expect(await choose(true)).toBeUndefined();
  });
});
