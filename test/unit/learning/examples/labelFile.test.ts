import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { labelLine, readLabelFile, usedLabels, withLabels, withoutLabels } from '../../../../src/learning/examples/labelFile.js';

const first = { label: 'praise', text: 'Well done.\nReally.', source: 'notes.md' };
const second = { label: 'blame', text: 'It broke.' };

describe('The file of labels', () => {
  test('has one readable line for each text', () => {
    expect(withLabels('', [first, second])).toBe(
      '{"label":"praise","text":"Well done.\\nReally.","source":"notes.md"}\n{"label":"blame","text":"It broke."}\n',
    );
  });

  test('keeps the place of a text that gets another label', () => {
    const content = withLabels('', [first, second]);
    expect(readLabelFile(withLabels(content, [{ ...first, label: 'question' }])).map(({ label }) => label)).toEqual(['question', 'blame']);
  });

  test('takes labels back, but none that were given since', () => {
    const old = { text: 'x', label: 'praise' };
    const [added, other] = [{ text: 'x', label: 'blame' }, { text: 'y', label: 'blame' }]; // prettier-ignore
    const later = { text: 'z', label: 'question' };
    const content = withLabels(labelLine(old), [added, other, later]);
    expect(readLabelFile(withoutLabels(content, [added, other], [old]))).toEqual([old, later]);
    const again = withLabels(content, [{ ...added, label: 'question' }]);
    expect(readLabelFile(withoutLabels(again, [added, other], [old]))).toEqual([{ ...added, label: 'question' }, later]);
  });

  test('reads back as it was written, whatever the texts are', () => {
    const text = fc.record({ label: fc.string({ minLength: 1 }), text: fc.string() });
    fc.assert(
      fc.property(fc.array(text), (texts) => {
        expect(readLabelFile(texts.map(labelLine).join(''))).toEqual(texts);
      }),
    );
  });

  test.each(['{"label":"x"}', '{"label":"","text":"y"}', '[]', '{"label":"x","text":'])('says which line is none: %s', (line) => {
    expect(() => readLabelFile(`${labelLine(second)}\n${line}\n`)).toThrow('Line 3 of .cloze/labels.jsonl is not a labeled text');
  });

  test('tells which labels are in use, most used first', () => {
    expect(usedLabels([first, second, { ...second, text: 'z' }])).toEqual([{ label: 'blame', count: 2 }, { label: 'praise', count: 1 }]); // prettier-ignore
  });
});
