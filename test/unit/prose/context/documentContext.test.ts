import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { documentContext, proseContext } from '../../../../src/prose/context/documentContext.js';
import { isProseAt } from '../../../../src/prose/isProseAt.js';

/** The context at `|`, which must stand in the text once. */
function contextAt(source: string, language = 'markdown', limits?: { before: number; after: number }) {
  const offset = source.indexOf('|');
  return documentContext(source.replace('|', ''), offset, language, limits);
}

describe('before the caret', () => {
  const cases: readonly (readonly [title: string, source: string, before: string, language?: string])[] = [
    ['an empty document has nothing', '|', ''],
    ['text ends at the caret', 'One two| three', 'One two'],
    ['paragraphs keep their blank line', 'One.\n\nTwo|', 'One.\n\nTwo'],
    ['wrapped lines stay', 'One\ntwo|', 'One\ntwo'],
    ['more than one blank line becomes one', 'One.\n\n\n\nTwo|', 'One.\n\nTwo'],
    ['a caret on a new line keeps the line end', 'One.\n|', 'One.\n'],
    ['a caret on a new paragraph keeps the blank line', 'One.\n\n|\n\nTwo.', 'One.\n\n'],
    ['a trailing space stays', 'One. |', 'One. '],
    ['line ends become \\n', 'One\r\ntwo.\r\n\r\nThree|', 'One\ntwo.\n\nThree'],
    ['markup of prose stays', '# A *b*\n\n- [c](d) `e`|', '# A *b*\n\n- [c](d) `e`'],
    ['front matter is dropped', '---\ntitle: x\n---\nText|', 'Text'],
    ['code is dropped', 'One.\n\n```\ncode\n```\n\nTwo|', 'One.\n\nTwo'],
    ['math is dropped', 'One.\n$$\nx\n$$\nTwo|', 'One.\n\nTwo'],
    ['comments are dropped', 'One.\n\n<!-- x -->\n\nTwo <!-- y -->three|', 'One.\n\nTwo three'],
    ['comment lines in a LaTeX paragraph leave no gap', 'One\n% hidden\ntwo % too\nthree|', 'One\ntwo \nthree', 'latex'],
    ['a LaTeX preamble is dropped', '\\documentclass{a}\n\\begin{document}\nText|', 'Text', 'latex'],
    ['a heading and its text stay apart', '\\section{A}\nText|', '\\section{A}\nText', 'latex'],
    ['program code is dropped, and the signs of comments', 'x = 1\n# One\n# two.\ny = 2\n# Three|', 'One\ntwo.\n\nThree', 'python'],
    [
      'attributes are read as their values',
      '= T\n:product: Cloze\n\nThe {product} tool and {prod|',
      '= T\n\nThe Cloze tool and {prod',
      'asciidoc',
    ],
    ['macros are read as what they stand for', '\\newcommand{\\proj}{Cloze}\n\nThe \\proj{} tool|', 'The Cloze tool', 'latex'],
    ['a macro that is being typed stays', '\\newcommand{\\proj}{Cloze}\n\nThe \\pro|', 'The \\pro', 'latex'],
    ['documentation has no signs', '/**\n * One\n * two|\n */', 'One\ntwo', 'typescript'],
  ];
  for (const [title, source, before, language] of cases) {
    test(title, () => {
      expect(contextAt(source, language).before).toBe(before);
    });
  }

  test('tables are dropped', () => {
    expect(documentContext('One.\n\n| a |\n|---|\n\nTwo', 22, 'markdown').before).toBe('One.\n\nTwo');
  });

  test('in code there is the prose above it', () => {
    expect(contextAt('One.\n\n```\nco|de\n```').before).toBe('One.\n\n');
  });

  test('a long text is cut at the start of a sentence', () => {
    const text = 'A sentence of some words. '.repeat(100);
    const { before } = documentContext(text, text.length, 'markdown', { before: 1000, after: 100 });
    expect(before).toMatch(/^A sentence/);
    expect(before.length).toBeGreaterThan(700);
    expect(before.length).toBeLessThanOrEqual(1000);
  });

  test('a long text in one sentence is cut at a word', () => {
    const text = 'words and '.repeat(500);
    const { before } = documentContext(text, text.length, 'markdown', { before: 1000, after: 100 });
    expect(before).toMatch(/^(words|and) /);
    expect(before.length).toBeLessThanOrEqual(1000);
  });

  test('many short paragraphs are cut between two', () => {
    const text = '- An item of a list\n'.repeat(200);
    const { before } = documentContext(text, text.length - 1, 'markdown', { before: 1000, after: 100 });
    expect(before).toMatch(/^- An item/);
    expect(before.length).toBeLessThanOrEqual(1000);
  });

  test('its front stays while one types, and moves in few steps', () => {
    const text = 'He said so again. '.repeat(400);
    const fronts = new Set<number>();
    for (let length = 4000; length < 5000; length += 7)
      fronts.add(length - documentContext(text, length, 'markdown', { before: 1000, after: 10 }).before.length);
    expect(fronts.size).toBeLessThanOrEqual(5);
  });
});

describe('after the caret', () => {
  const cases: readonly (readonly [title: string, source: string, after: string, language?: string])[] = [
    ['the rest of the paragraph', 'One| two\nthree.\n\nFour.', ' two\nthree.'],
    ['nothing at the end of a paragraph', 'One|\n\nTwo.', ''],
    ['nothing where only white space is left', 'One|   \n\nTwo.', ''],
    ['nothing on a blank line', 'One.\n\n|\n\nTwo.', ''],
    ['nothing in code', '```\nco|de\n```', ''],
    ['the rest of a heading, without its closing sign', '# A| title ##\n\nText', ' title'],
    ['the rest of an underlined heading', 'A| title\n=======\nText', ' title'],
    ['not the next item', '- one| two\n- three', ' two'],
    ['no comment', 'One| <!-- x -->two', ' two'],
    ['no comment sign', '/* One| two */', ' two', 'c'],
    ['line ends become \\n', 'One|\r\ntwo\r\n', '\ntwo'],
  ];
  for (const [title, source, after, language] of cases) {
    test(title, () => {
      expect(contextAt(source, language).after).toBe(after);
    });
  }

  test('a long rest is cut at the end of a sentence', () => {
    expect(contextAt(`One| two. ${'Three four. '.repeat(20)}`, 'markdown', { before: 100, after: 30 }).after).toBe(' two. Three four.');
  });
});

describe('headings', () => {
  const cases: readonly (readonly [title: string, source: string, headings: readonly string[], language?: string])[] = [
    ['none', 'Text|', []],
    ['from the outermost to the innermost', '# A\n## B\n### C\n## D\n### E\nText|', ['A', 'D', 'E']],
    ['not the one that is being written', '# A\n## B|', ['A']],
    ['as plain text', '# *A* `b` [c](d) **e** snake_case ##\n|', ['A b c e snake_case']],
    ['the title of the front matter', '---\ntitle: "A: b"\n---\n# C\n|', ['A: b', 'C']],
    ['a title of the front matter with markup', '---\ntitle: "A *b* of [c](d)"\n---\nText|', ['A b of c']],
    ['a title only once', '---\ntitle: A\n---\n# A\n## B\n|', ['A', 'B']],
    ['not those in code', '# A\n```\n# B\n```\n|', ['A']],
    [
      'in LaTeX',
      '\\documentclass{x}\n\\title{The \\emph{b}ook}\n\\begin{document}\n\\chapter{A}\n\\section{B~c}\nText|',
      ['The book', 'A', 'B c'],
      'latex',
    ],
    ['in LaTeX, with a title', '\\documentclass{x}\n\\title{The book}\n\\begin{document}\n\\chapter{A}\nText|', ['The book', 'A'], 'latex'],
    ['in reStructuredText', 'A\n===\n\nB\n---\n\nText|', ['A', 'B'], 'restructuredtext'],
    ['in AsciiDoc', '= A\n\n== B\n\nText|', ['A', 'B'], 'asciidoc'],
    ['in Typst', '= A\n== B\nText|', ['A', 'B'], 'typst'],
    ['in a novel', 'Chapter One\n\nText|', ['Chapter One'], 'plaintext'],
    ['in a commit message', 'Fix it\n\nBecause|', ['Fix it'], 'git-commit'],
  ];
  for (const [title, source, headings, language] of cases) {
    test(title, () => {
      expect(contextAt(source, language).headings).toEqual(headings);
    });
  }

  test('the title stays when the document is too long to read whole', () => {
    const text = `# Title\n\n${'Some words of prose. \n\n'.repeat(30_000)}## Last\n\nText`;
    expect(documentContext(text, text.length, 'markdown').headings).toEqual(['Title', 'Last']);
  });
});

test('a document of 50 MB is read around the caret only', () => {
  const text = 'A sentence of prose. '.repeat(2_500_000);
  const { before, after } = documentContext(text, 25_000_000, 'markdown');
  expect(before.length).toBeGreaterThan(17_000);
  expect(after.length).toBeGreaterThan(1900);
});

const pieces = fc.constantFrom(
  'word ',
  'a. B',
  '\n',
  '\n\n',
  '\r\n',
  '# ',
  '- ',
  '`',
  '```\n',
  '$',
  '[',
  '](',
  '> ',
  '|',
  '😀',
  '\uD800',
  '\0',
);
const documents = fc.array(pieces, { maxLength: 30 }).map((parts) => parts.join(''));

test('where a completion may show, the context meets at the caret what stands on its line', () => {
  fc.assert(
    fc.property(documents, fc.nat(100), (text, place) => {
      const offset = Math.min(place, text.length);
      fc.pre(!(text.charAt(offset - 1) === '\r' && text.charAt(offset) === '\n') && isProseAt(text, offset, 'markdown'));
      const { before, after } = documentContext(text, offset, 'markdown');
      const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
      const lineEnd = /[\r\n]|$/.exec(text.slice(offset))?.index ?? 0;
      if (text.slice(lineStart, offset).trim() !== '') expect(before.endsWith(text.slice(lineStart, offset))).toBe(true);
      const rest = text.slice(offset, offset + lineEnd);
      if (after !== '') expect(after.startsWith(rest.trimEnd()) || rest.startsWith(after)).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test('where no completion may show, nothing is told of the text after the caret', () => {
  fc.assert(
    fc.property(documents, fc.nat(100), (text, offset) => {
      const isProse = isProseAt(text, offset, 'markdown');
      const context = documentContext(text, offset, 'markdown');
      expect(proseContext(text, offset, 'markdown')).toEqual(isProse ? context : undefined);
      if (!isProse) expect(context.after).toBe('');
    }),
  );
});
