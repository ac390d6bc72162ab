/** A document, and its paragraphs as sentences; `+` marks a paragraph that goes on from the one before. */
export interface DocumentCase {
  readonly title: string;
  readonly language: string;
  readonly text: string;
  readonly paragraphs: readonly (readonly string[])[];
}

export const documentCases: readonly DocumentCase[] = [
  {
    title: 'reads sentences without markup',
    language: 'markdown',
    text: 'The *first* one is **bold**. See [the docs](http://a.b/c), or run `make all`. Its name is `a_b`, not a_b_c.\n',
    paragraphs: [['The first one is bold.', 'See the docs, or run make all.', 'Its name is a_b, not a_b_c.']],
  },
  {
    title: 'joins the lines of a paragraph',
    language: 'markdown',
    text: 'The harbour was\r\nquiet that\r\nmorning. Two boats had come in.\r\n',
    paragraphs: [['The harbour was quiet that morning.', 'Two boats had come in.']],
  },
  {
    title: 'leaves out headings, lists, quotations, tables and code',
    language: 'markdown',
    text: '# One heading here\n\nThe text begins. It goes on.\n\n- A list item. Another sentence.\n\n> A quotation here. It goes on.\n\n| a b | c d |\n| --- | --- |\n\n```\nsome code. more code.\n```\n\nThe text ends here.\n',
    paragraphs: [['The text begins.', 'It goes on.'], ['The text ends here.']],
  },
  {
    title: 'tells paragraphs that follow one another from those with something between',
    language: 'markdown',
    text: 'The first paragraph.\n\nThe second paragraph.\n\n- A list item.\n\nThe third paragraph.\n\n## A heading\n\nThe fourth paragraph.\n\n***\n\nThe fifth paragraph.\n',
    paragraphs: [
      ['The first paragraph.'],
      ['+', 'The second paragraph.'],
      ['The third paragraph.'],
      ['The fourth paragraph.'],
      ['The fifth paragraph.'],
    ],
  },
  {
    title: 'reads across comments',
    language: 'markdown',
    text: 'The first one. <!-- Not this. Nor this. -->\nThe second one.\n\n<!-- Nor this. -->\n\nThe third one.\n',
    paragraphs: [
      ['The first one.', 'The second one.'],
      ['+', 'The third one.'],
    ],
  },
  {
    title: 'passes over lines without words',
    language: 'markdown',
    text: 'The boat left.\n\n🚢🚢🚢\n\n42\n\nNobody waved. 👋👋 It rained.\n',
    paragraphs: [['The boat left.'], ['+', 'Nobody waved.', '👋👋 It rained.']],
  },
  {
    title: 'reads LaTeX without commands and citations, and keeps math',
    language: 'latex',
    text: '\\section{One}\nThe \\emph{first} one~\\cite{a}. % not this. nor this.\nThe value of $x^2$ is small.\n% a comment\nThe third one.\n',
    paragraphs: [['The first one.', 'The value of $x^2$ is small.', 'The third one.']],
  },
  {
    title: 'reads AsciiDoc across comment lines inside a paragraph',
    language: 'asciidoc',
    text: '= Title\n\nThe first one.\n// a comment. here.\nThe second one.\n\n// another\n\nThe third one.\n',
    paragraphs: [
      ['The first one.', 'The second one.'],
      ['+', 'The third one.'],
    ],
  },
  {
    title: 'reads reStructuredText with the titles of its roles',
    language: 'restructuredtext',
    text: 'Title\n=====\n\nIt is described :ref:`over there <label>`. Use ``make all`` for it.\n\n.. a comment\n\nThe third one.\n',
    paragraphs: [
      ['It is described over there.', 'Use make all for it.'],
      ['+', 'The third one.'],
    ],
  },
  {
    title: 'reads Typst across its comments',
    language: 'typst',
    text: '= Title\n\nThe first one. // not this. nor this\nThe second one. /* nor this. */ The third one.\n',
    paragraphs: [['The first one.', 'The second one.', 'The third one.']],
  },
  {
    title: 'finds nothing in nothing',
    language: 'markdown',
    text: '\n\n   \n',
    paragraphs: [],
  },
  {
    title: 'reads no list as sentences, however deep',
    language: 'markdown',
    text: '1. The first step. It is easy.\n   - The detail of it. It is hard.\n2. The second step.\n',
    paragraphs: [],
  },
  {
    title: 'reads on behind a formula on lines of its own',
    language: 'markdown',
    text: 'We have\n\n$$\na = b. \\quad C\n$$\n\nfor all of them. It is so.\n\n$$\na\n$$\n\nAnother one begins.\n',
    paragraphs: [['We have for all of them.', 'It is so.'], ['Another one begins.']],
  },
  {
    title: 'ends no sentence at a sign inside code or a formula',
    language: 'markdown',
    text: 'Call `assert!`, `go?` or `end.` in it. `run` starts it. We have $n! \\leq n^n$ here.\nAdd the\n`#[derive(Debug)]` line.\n',
    paragraphs: [['Call assert!, go? or end. in it.', 'run starts it.', 'We have $n! \\leq n^n$ here.', 'Add the #[derive(Debug)] line.']],
  },
  {
    title: 'shows escaped signs as they are meant',
    language: 'markdown',
    text: 'The stars \\*shine\\* over us. It is a C\\# tool.\n',
    paragraphs: [['The stars *shine* over us.', 'It is a C# tool.']],
  },
];
