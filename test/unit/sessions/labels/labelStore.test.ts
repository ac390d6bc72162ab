import { beforeEach, describe, expect, test } from 'vitest';
import { inEnglish } from '../../../../src/common/translate.js';
import { type LabelFile, LabelStore } from '../../../../src/sessions/labels/labelStore.js';
import { giveLabel, labelsInUse, paragraphAround } from '../../../../src/sessions/labels/selectionLabels.js';

let content: string;
let store: LabelStore;
const file: LabelFile = {
  read: () => Promise.resolve(content),
  write(written) {
    content = written;
    return Promise.resolve();
  },
};
beforeEach(() => {
  content = '';
  store = new LabelStore(file, inEnglish);
});

const text = (name: string): { text: string; source: string } => ({ text: name, source: 'a.md' });

describe('Labels of a workspace', () => {
  test('are counted as they are given', async () => {
    expect((await giveLabel([text('one')], 'praise', store, inEnglish)).message).toBe('Labeled "praise", which now has 1 example.');
    const { message } = await giveLabel([text('two'), text('three')], 'praise', store, inEnglish);
    expect(message).toBe('Labeled "praise", which now has 3 examples.');
    await giveLabel([text('four')], 'blame', store, inEnglish);
    expect(await labelsInUse(store)).toEqual([
      { label: 'praise', description: '3' },
      { label: 'blame', description: '1' },
    ]);
  });

  test('are taken back, but none that were given since', async () => {
    const { undo } = await giveLabel([text('one')], 'praise', store, inEnglish);
    await giveLabel([text('two')], 'blame', store, inEnglish);
    await undo();
    expect((await store.read()).map(({ text }) => text)).toEqual(['two']);
  });

  test('that cannot be saved say why', async () => {
    const full = new LabelStore({ ...file, write: () => Promise.reject(new Error('No space left')) }, inEnglish);
    await expect(full.add([{ text: 'one', label: 'praise' }])).rejects.toThrow(
      'The labels could not be saved: No space left. Choose another place and try again.',
    );
  });
});

describe('The paragraph at the cursor', () => {
  const lines = ['one', 'two', '', 'three', ' '];
  const isBlank = (line: number): boolean => lines[line]?.trim() === '';
  test.each<[line: number, expected: object | undefined]>([
    [0, { first: 0, last: 1 }],
    [1, { first: 0, last: 1 }],
    [2, undefined],
    [3, { first: 3, last: 3 }],
    [4, undefined],
  ])('in line %i', (line, expected) => {
    expect(paragraphAround(line, { lineCount: lines.length, isBlank })).toEqual(expected);
  });
});
