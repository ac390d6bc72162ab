import { describe, expect, test } from 'vitest';
import { blocks, inlineSpans } from '../../../../src/prose/markup/blocks.js';
import { inlineCases } from './inlineSpans.cases.js';

function marked(text: string, language: string): string {
  let result = '';
  let from = 0;
  for (const block of blocks(text, language)) {
    for (const { start, end, open } of inlineSpans(text, block, language)) {
      result += `${text.slice(from, start)}⟦${text.slice(start, end)}${open === true ? '⟫' : '⟧'}`;
      from = end;
    }
  }
  return result + text.slice(from);
}

describe.each(Object.entries(inlineCases))('in %s', (language, cases) => {
  test.each(cases)('what is no prose is told from what is: %j', (expected) => {
    expect(marked(expected.replace(/[⟦⟧⟫]/g, ''), language)).toBe(expected);
  });
});
