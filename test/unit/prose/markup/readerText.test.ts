import { describe, expect, test } from 'vitest';
import { flowDocument } from '../../../../src/writing/flow/document/flowDocument.js';
import { readerCases } from './readerText.cases.js';

describe.each(Object.entries(readerCases))('in %s', (language, cases) => {
  test.each(cases)('a reader reads the words of %j', (source, sentences) => {
    const { blocks } = flowDocument(source.replaceAll('¶', '\n'), language);
    expect(blocks.flatMap((block) => block.sentences.map(({ text }) => text)).join(' | ')).toBe(sentences);
  });
});

test.each([
  ['nested items', '- '],
  ['dashes of a table with spaces', `|-${' '.repeat(2000)}`],
  ['quotations in items', '- > '],
  ['tags with braces', '<a {'],
])('a line of 200,000 characters of %s is read at once', (_name, unit) => {
  const line = unit.repeat(Math.ceil(200_000 / unit.length));
  expect(flowDocument(`a | b\n${line}y`, 'markdown').blocks.length).toBeLessThan(2);
});
