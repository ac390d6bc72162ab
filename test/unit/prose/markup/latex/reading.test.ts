import { describe, expect, test } from 'vitest';
import { flowDocument } from '../../../../../src/writing/flow/document/flowDocument.js';
import { readingCases } from './reading.cases.js';

describe('Of a LaTeX document are read', () => {
  test.each(readingCases)('%s', (_title, source, sentences) => {
    const { blocks } = flowDocument(source, 'latex');
    expect(blocks.flatMap((block) => block.sentences.map(({ text }) => text))).toEqual(sentences);
  });
});
