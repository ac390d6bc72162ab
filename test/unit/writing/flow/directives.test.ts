import { describe, expect, test } from 'vitest';
import { flowDocument } from '../../../../src/writing/flow/document/flowDocument.js';
import { directivesIn, leftOutBy } from '../../../../src/writing/flow/mutes/directives.js';

/** The sentences of a text that its directives leave out. */
function leftOut(text: string, language: string): string[] {
  const document = flowDocument(text, language);
  return [...leftOutBy(directivesIn(text, document.comments), document).keys()].map((sentence) => sentence.text);
}

/** How each language writes a comment on a line of its own. */
const comments: Readonly<Record<string, (text: string) => string>> = {
  markdown: (text) => `<!-- ${text} -->`,
  latex: (text) => `% ${text}`,
  asciidoc: (text) => `// ${text}`,
  restructuredtext: (text) => `.. ${text}`,
  typst: (text) => `// ${text}`,
};

describe.each(Object.entries(comments))('In %s a comment', (language, comment) => {
  test('leaves out the sentence behind it', () => {
    const text = `It begins here.\n\n${comment('cloze-ignore-next')}\n\nIt goes on. It ends.\n`;
    expect(leftOut(text, language)).toEqual(['It goes on.']);
  });

  test('leaves out the paragraph behind it', () => {
    const text = `It begins here.\n\n${comment('cloze-ignore-block')}\n\nIt goes on. It ends.\n\nThat is all.\n`;
    expect(leftOut(text, language)).toEqual(['It goes on.', 'It ends.']);
  });

  test('leaves out the whole file', () => {
    const text = `It begins here.\n\nIt goes on.\n\n${comment('cloze-ignore-file')}\n`;
    expect(leftOut(text, language)).toEqual(['It begins here.', 'It goes on.']);
  });

  test('may give its reason', () => {
    const text = `It begins here.\n\n${comment('cloze-ignore-next: the jump is meant')}\n\nIt goes on.\n`;
    expect(leftOut(text, language)).toEqual(['It goes on.']);
  });

  test('with another word is a slip and leaves out nothing', () => {
    const text = `It begins here.\n\n${comment('cloze-ignore-nxt')}\n\nIt goes on.\n`;
    expect(leftOut(text, language)).toEqual([]);
    expect(directivesIn(text, flowDocument(text, language).comments)).toMatchObject([{ kind: 'unknown' }]);
  });

  test('that only mentions a directive is none', () => {
    const text = `It begins here.\n\n${comment('see cloze-ignore-file')}\n\nIt goes on.\n`;
    expect(directivesIn(text, flowDocument(text, language).comments)).toEqual([]);
  });
});

describe('A comment inside a paragraph', () => {
  test.each([
    ['markdown', 'It begins. <!-- cloze-ignore-next -->\nIt goes on. It ends.\n'],
    ['markdown', 'It begins. <!-- cloze-ignore-next --> It goes on. It ends.\n'],
    ['latex', 'It begins. % cloze-ignore-next\nIt goes on. It ends.\n'],
    ['latex', 'It begins.\n% cloze-ignore-next\nIt goes on. It ends.\n'],
    ['asciidoc', 'It begins.\n// cloze-ignore-next\nIt goes on. It ends.\n'],
    ['typst', 'It begins. // cloze-ignore-next\nIt goes on. It ends.\n'],
    ['typst', 'It begins. /* cloze-ignore-next */ It goes on. It ends.\n'],
  ])('leaves out the next sentence in %s', (language, text) => {
    expect(leftOut(text, language)).toEqual(['It goes on.']);
  });

  test('leaves out that paragraph', () => {
    expect(leftOut('It begins. <!-- cloze-ignore-block -->\nIt goes on.\n\nThat is all.\n', 'markdown')).toEqual([
      'It begins.',
      'It goes on.',
    ]);
  });
});

test('Code that shows a directive is none', () => {
  expect(leftOut('```\n<!-- cloze-ignore-file -->\n```\n\nIt begins. Write `<!-- cloze-ignore-file -->`.\n', 'markdown')).toEqual([]);
});
