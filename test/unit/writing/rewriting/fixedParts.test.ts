import { describe, expect, test } from 'vitest';
import { fixedParts, missingParts } from '../../../../src/writing/rewriting/fixedParts.js';

function missing(text: string, answer: string, languageId = 'markdown'): string[] {
  return missingParts(text, fixedParts(text, languageId), answer).map(({ start, end }) => text.slice(start, end));
}

describe('What has to stay where a text is rewritten is missed', () => {
  const text = 'See [the log](https://a.org/log) for `boats.csv`, where $x^2$ is. <kbd>Esc</kbd> https://b.org too.';

  test('where an answer does not have it: a link, code, a formula, an element, an address', () => {
    expect(missing(text, 'See the log.').join(' ')).toMatch(/https:\/\/a\.org\/log.*`boats\.csv`.*\$x\^2\$.*<kbd>.*https:\/\/b\.org/);
  });

  test('but not where it has all of it, at other places', () => {
    expect(missing(text, 'At https://b.org, and in `boats.csv` <kbd>Esc</kbd> ($x^2$): [le journal](https://a.org/log).')).toEqual([]);
  });

  test('as often as the text has it', () => {
    expect(missing('`a` and `a` and `a`', 'Only `a` and `a`.')).toEqual(['`a`']);
  });

  test('in LaTeX: citations and references', () => {
    expect(missing('As \\cite{knuth} says in \\ref{one}.', 'As someone says.', 'latex').join(' ')).toMatch(/knuth.*one/);
  });

  test('code blocks are nothing that a model could change', () => {
    expect(missing('```\ncode\n```\n\nText.', 'Words.')).toEqual([]);
  });
});
