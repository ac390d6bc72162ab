import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isProseAt } from '../../../src/prose/isProseAt.js';
import { caretCases } from './isProseAt.cases.js';

/** The text with marks at the same carets, as they come out. */
function marked(source: string, language: string): string {
  const text = source.replace(/[✓✗]/g, '');
  let offset = 0;
  return source.replace(/[\s\S]/g, (sign) => {
    if (sign === '✓' || sign === '✗') return isProseAt(text, offset, language) ? '✓' : '✗';
    offset++;
    return sign;
  });
}

describe.each(Object.entries(caretCases))('in %s', (language, cases) => {
  test.each(cases)('a completion shows in prose only: %j', (source) => {
    expect(marked(source, language)).toBe(source);
  });
});

test('an offset outside of the text counts as its nearest end', () => {
  expect(isProseAt('```\ncode', 1e9, 'markdown')).toBe(false);
  expect(isProseAt('Text', -5, 'markdown')).toBe(true);
  expect(isProseAt('Text', Number.NaN, 'markdown')).toBe(true);
});

test('any text and caret get an answer', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      fc.nat(200),
      fc.constantFrom('markdown', 'latex', 'rust', 'typst', 'asciidoc'),
      (text, offset, id) => {
        expect(typeof isProseAt(text, offset, id)).toBe('boolean');
      },
    ),
  );
});

describe('in a document that is too long to read whole', () => {
  const paragraph = `${'Some words of prose that go on for a while. '.repeat(20)}\n\n`;
  const code = (lines: number): string => `\`\`\`js\n${'const a = 1;\n'.repeat(lines)}\`\`\`\n\n`;
  const prose = (length: number): string => paragraph.repeat(Math.ceil(length / paragraph.length));

  test('code that started before the window does not turn prose into code', () => {
    // The window starts in the middle of the first code block, whose end is a bare fence.
    const text = prose(100_000) + code(10_000) + prose(150_000) + code(3) + prose(10_000);
    expect(isProseAt(text, text.length - 3, 'markdown')).toBe(true);
  });

  test('code near the caret is code', () => {
    const text = prose(600_000) + code(100);
    expect(isProseAt(text, text.length - 50, 'markdown')).toBe(false);
  });

  test('an environment that started before the window is left behind', () => {
    const verbatim = `\\begin{verbatim}\n${'# code\n'.repeat(20_000)}\\end{verbatim}\n\n`;
    const text = prose(100_000) + verbatim + prose(160_000);
    expect(isProseAt(text, text.length - 3, 'latex')).toBe(true);
  });

  test('a formula is one also where a macro begins it that the head of the document defines', () => {
    const head = '\\documentclass{article}\n\\newcommand{\\be}{\\begin{equation}}\n\\def\\ee{\\end{equation}}\n\\begin{document}\n';
    const text = `${head}${prose(300_000)}We have\n\\be\na + b\n\\ee\nSo it is.\n`;
    expect(isProseAt(text, text.indexOf(' + b'), 'latex')).toBe(false);
    expect(isProseAt(text, text.length - 1, 'latex')).toBe(true);
  });

  test('a paragraph of a million characters is prose', () => {
    const text = 'word '.repeat(200_000);
    expect(isProseAt(text, 900_001, 'markdown')).toBe(true);
  });
});
