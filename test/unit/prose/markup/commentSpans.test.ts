import { describe, expect, test } from 'vitest';
import { commentSpans } from '../../../../src/prose/markup/comments/commentSpans.js';

/** Program code with ⟦…⟧ around its comments. */
const cases: Readonly<Record<string, readonly string[]>> = {
  javascript: [
    'a ⟦// b⟧\nc',
    'a ⟦// b⟧\r\nc',
    'a ⟦/* b\nc */⟧ d',
    'a ⟦/* not closed',
    's = "// no" ⟦// yes⟧',
    "s = '/* no */' ⟦// yes⟧",
    's = `// no\n/* no */` ⟦// yes⟧',
    's = "a\\"// no" ⟦// yes⟧',
    's = "not closed\na ⟦// yes⟧',
    'f(`${a}`) ⟦// yes⟧',
  ],
  rust: ["fn f<'a>(x: &'a str) ⟦// yes⟧", '⟦/* a /* nested */ b */⟧ c', 's = "two\nlines // no" ⟦// yes⟧'],
  c: ["c = '\"'; ⟦// yes⟧", "n = 1'000; ⟦// don't⟧", 'a ⟦/** b */⟧'],
  python: ['⟦# a⟧\nx = "# no"', 'x = """# no\n"""', 'def f():\n    ⟦"""doc\n    more"""⟧\n    x', "⟦'''doc'''⟧"],
  shellscript: ['⟦# a⟧\necho a#b $# ⟦# c⟧', "echo '# no\n# no' ⟦# yes⟧"],
  yaml: ['a: b#c ⟦# d⟧'],
  ruby: ['⟦=begin\na\n=end⟧\nb ⟦# c⟧'],
  lua: ['a ⟦-- b⟧\n⟦--[[ c\nd ]]⟧ e'],
  sql: ["a ⟦-- b⟧\n'-- no' ⟦/* c */⟧"],
  html: ['<p>// no</p> ⟦<!-- a\nb -->⟧ c'],
  css: ['a: b ⟦/* c */⟧; // no'],
  haskell: ['a ⟦-- b⟧\n⟦{- c {- d -} e -}⟧ f'],
  clojure: ['(a) ⟦; b⟧\n"; no"'],
  fsharp: ['a ⟦// b⟧\n⟦(* c *)⟧ d'],
  vb: ['a = "\'" ⟦\' b⟧'],
  markdown: ['a // b'],
  'no language': ['a // b # c'],
};

describe.each(Object.entries(cases))('in %s', (language, sources) => {
  test.each(sources)('comments are found, and not in strings: %j', (source) => {
    const text = source.replace(/[⟦⟧]/g, '');
    const isOpen = source.includes('⟦') && !source.includes('⟧');
    let from = 0;
    const marked = commentSpans(text, language).map(({ start, end }) => {
      const part = `${text.slice(from, start)}⟦${text.slice(start, end)}⟧`;
      from = end;
      return part;
    });
    expect(marked.join('') + text.slice(from)).toBe(isOpen ? `${source}⟧` : source);
  });
});
