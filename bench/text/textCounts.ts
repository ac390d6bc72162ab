import { flowDocument } from '../../src/writing/flow/document/flowDocument.js';

/** What was found in the sentences that Cloze reads of some documents. */
export interface TextCounts {
  readonly documents: number;
  readonly sentences: number;
  /** Those that begin with a small letter: the start of most was lost, or they were cut in two. */
  readonly lowerCase: number;
  /** Those with signs of markup in them that no reader sees. */
  readonly withSigns: number;
}

export const noText: TextCounts = { documents: 0, sentences: 0, lowerCase: 0, withSigns: 0 };

/** Signs of links, templates, tags, emphasis and commands as they stand in sources; single signs may be text. */
const signs =
  /\]\(|\[\[|\]\]|!\[|\*\*\p{L}|\{\{|\}\}|\{%|%\}|:::|~~\p{L}|==\p{L}|&(?:#\d+|amp|nbsp|lt|gt|quot);|<\/?(?:a|b|div|em|i|p|span|strong)\b|`_|\\[a-z]{3,}[{[]|(?:link|xref|image|footnote):[^\s[]*\[|:[a-z]+:`|#[a-z]+[([]/u;

const backticks = /(?<!`)`[^`\n]{1,200}`(?!`)/g;
/** Code as it is written in sentences, where that can be told without reading the language. */
const code: Readonly<Record<string, RegExp>> = {
  markdown: backticks,
  mdx: backticks,
  quarto: backticks,
  rmd: backticks,
  asciidoc: backticks,
  typst: backticks,
  restructuredtext: /``[^\n`]{1,200}(?:`[^\n`]{1,200}){0,8}``/g,
};
const math = /\$[^$]{1,500}\$|\\\([^)]{1,500}\\\)/g;

/** The counts of one document, added to others. Code and formulas that a sentence holds are not looked at. */
export function addCounts(counts: TextCounts, text: string, languageId: string): TextCounts {
  const pattern = code[languageId];
  const source = pattern ? text.replace(pattern, 'X') : text;
  const read = flowDocument(source, languageId).blocks.flatMap((block) => block.sentences.map((sentence) => sentence.text));
  return {
    documents: counts.documents + 1,
    sentences: counts.sentences + read.length,
    lowerCase: counts.lowerCase + read.filter((sentence) => /^\p{Ll}/u.test(sentence)).length,
    withSigns: counts.withSigns + read.filter((sentence) => signs.test(sentence.replace(math, 'M'))).length,
  };
}
