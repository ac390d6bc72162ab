/**
 * Documents with the kind of each block in front of its first line; lines that go on with a block, and blank lines, have
 * none. A number behind a kind is its level. `\t` stands for a tab.
 */
export interface BlockCase {
  readonly title: string;
  readonly language: string;
  readonly lines: string;
}

export const markdownCases: readonly BlockCase[] = [
  { title: 'an empty document', language: 'markdown', lines: '' },
  {
    title: 'headings and paragraphs',
    language: 'markdown',
    lines: `
      heading 1     | # Title
      paragraph     | Text right below
                    | goes on.
                    |
      paragraph     | Another one.
      heading 3     | ### Third ###
      heading 6     | ###### Sixth
      paragraph     | ####### no heading
                    | #no heading
                    |
      heading 1     | Underlined
                    | ===
      heading 2     | Also
                    | this
                    | ---`,
  },
  {
    title: 'front matter in YAML',
    language: 'markdown',
    lines: `
      front-matter  | ---
                    | title: A *book*
                    |
                    | tags: [a]
                    | ---
      paragraph     | Text.`,
  },
  {
    title: 'front matter in TOML',
    language: 'markdown',
    lines: `
      front-matter  | +++
                    | title = "A"
                    | +++
      paragraph     | Text.`,
  },
  {
    title: 'front matter that is still being written',
    language: 'markdown',
    lines: `
      front-matter  | ---
                    | title: A
                    |
      paragraph     | Text.`,
  },
  {
    title: 'a rule at the start is no front matter',
    language: 'markdown',
    lines: `
      markup        | ---
      paragraph     | Text.`,
  },
  {
    title: 'fences',
    language: 'markdown',
    lines: `
      paragraph     | Text
      code          | \`\`\`js
                    | # no heading
                    |
                    | \`\` \`
                    | \`\`\`
      paragraph     | after
      code          | ~~~
                    | \`\`\`
                    | ~~~~
      paragraph     | \`\`\` not a \` fence
                    |
      code          | \`\`\`\`
                    | \`\`\`
                    | never closed`,
  },
  {
    title: 'indented code, but not in a paragraph',
    language: 'markdown',
    lines: `
      paragraph     | Text
                    |     goes on
                    |
      code          |     code
                    |
                    |     code
                    |
      paragraph     | Text
                    |
      code          | \tcode`,
  },
  {
    title: 'lists',
    language: 'markdown',
    lines: `
      paragraph     | A list:
      list-item 1   | - one
                    |   goes on
      list-item 2   |   - nested
      list-item 1   | - two
                    |
      paragraph     |   its second paragraph
                    |
      code          |       code in it
                    |
      list-item 1   | 1. first
      list-item 1   | 2) second
      list-item 1   | * [ ] to do
                    | still in it`,
  },
  {
    title: 'a number does not start a list within a paragraph',
    language: 'markdown',
    lines: `
      paragraph     | It was in
                    | 1984. Then
                    | -not a list`,
  },
  {
    title: 'a fence in a list ends with the item',
    language: 'markdown',
    lines: `
      list-item 1   | - one
      code          |   \`\`\`
                    |   code
      paragraph     | Outside`,
  },
  {
    title: 'a list item that starts with code',
    language: 'markdown',
    lines: `
      code          | - \`\`\`
                    |   code
                    |   \`\`\`
      list-item 2   |   - nested`,
  },
  {
    title: 'quotations',
    language: 'markdown',
    lines: `
      quote 1       | > One
                    | goes on
                    |
      quote 1       | > Two
      quote 1       | >
      quote 1       | > Three
      quote 2       | >> Four
                    |
      code          | > \`\`\`
                    | > code
      paragraph     | Outside`,
  },
  {
    title: 'tables',
    language: 'markdown',
    lines: `
      table         | | a | b |
                    | |---|:-:|
                    | | 1 | 2 |
                    |
      paragraph     | Text above
      table         | a | b
                    | --|--
                    | 1 | 2
                    |
      table         | | being typed
                    |
      paragraph     | a | b is no table`,
  },
  {
    title: 'display math',
    language: 'markdown',
    lines: `
      math          | $$
                    | x = 1
                    | $$
      paragraph     | Text
      math          | $$ y $$
      paragraph     | $$ z $$ in text
      math          | \\begin{align}
                    | a
                    | \\end{align}
      math          | $$
                    | never closed
                    |
      paragraph     | Text`,
  },
  {
    title: 'HTML and comments',
    language: 'markdown',
    lines: `
      html          | <div class="a">
                    | text
                    | </div>
                    |
      comment       | <!-- hidden
                    |
                    | still --> rest
      paragraph     | Text
      code          | <script>
                    |
                    | x
                    | </script>
      paragraph     | <b>Bold</b> text
                    |
      html          | <Note kind="x">
                    |
      paragraph     | Text
                    |
      comment       | <!-- never closed
                    |
                    | text`,
  },
  {
    title: 'rules, definitions, containers and footnotes',
    language: 'markdown',
    lines: `
      markup        | ***
      markup        | [a]: http://b.c "d"
      paragraph     | [^1]: A note.
                    |
      paragraph     | [a]: not a definition
                    |
      markup        | :::note
      paragraph     | Text
      markup        | :::
      markup        | - - -`,
  },
];

export const otherCases: readonly BlockCase[] = [
  {
    title: 'a LaTeX document',
    language: 'latex',
    lines: `
      front-matter  | % comment
                    | \\documentclass{book}
                    | \\title{A}
                    | \\begin{document}
      markup        | \\maketitle
      heading 2     | \\chapter{One}
      paragraph     | Text % note
                    | % whole line
                    | goes on.
                    |
      comment       | % alone
                    | % more
      paragraph     | Text
      math          | \\begin{equation*}
                    | x
                    | \\end{equation*}
      paragraph     | where
      math          | \\[ y \\]
      markup        | \\begin{itemize}
      list-item 1   | \\item One
                    | more
      list-item 1   | \\item Two
      markup        | \\end{itemize}
      code          | \\begin{verbatim}
                    |
                    | \\section{no}
                    | \\end{verbatim}
      table         | \\begin{tabular}{ll}
                    | a & b
                    | \\end{tabular}
      markup        | \\label{x}
      paragraph     | \\emph{Prose} it is.
      comment       | \\end{document}
                    | left over`,
  },
  {
    title: 'a chapter of a LaTeX document',
    language: 'tex',
    lines: `
      heading 3     | \\section[short]{Long {title}}
      paragraph     | Text
                    |
      heading 6     | \\paragraph{Run}
                    |
      math          | \\[
                    | never closed
                    |
      paragraph     | Text`,
  },
  {
    title: 'plain text',
    language: 'plaintext',
    lines: `
      heading 2     | Chapter One
                    |
      paragraph     | Text that is
                    | wrapped.
      paragraph     |   An indented paragraph.
                    |
      list-item 1   | - one
                    |   more
      list-item 1   | 2. two
                    |
      markup        | * * *
      heading 3     | THE END
                    |
      heading 1     | Title
                    | =====
      table         | | a | b |
      table         | +---+---+
      paragraph     | Part of the text.`,
  },
  {
    title: 'reStructuredText',
    language: 'restructuredtext',
    lines: `
      heading 1     | =====
                    | Title
                    | =====
                    |
      front-matter  | :author: A
                    |
      heading 2     | Section
                    | -------
      paragraph     | Text::
                    |
      code          |     literal
                    |
                    |     more
                    |
      paragraph     | Text
                    |
      code          | .. code-block:: js
                    |    :linenos:
                    |
                    |    code
                    |
      paragraph     | .. note:: Careful
      markup        |    :class: x
                    |
      paragraph     |    Prose in a note.
                    |
      comment       | .. hidden
                    |    more
                    |
      markup        | .. _target:
                    |
      list-item     | .. [1] A footnote.
                    |
      table         | +---+---+
                    | | a | b |
                    | +---+---+
                    |
      table         | ===  ===
                    | a    b
                    | ===  ===
                    | 1    2
                    | ===  ===
                    |
      list-item     | * one
                    |   more
      list-item     | #. two::
                    |
      code          |        literal
                    |
      list-item     |    more
                    |
      list-item     | term
      paragraph     |    Its text.
                    |
      paragraph     | Text
                    |
      quote         |    A quotation.
                    |
      code          | >>> 1 + 1
                    | 2
                    |
      heading 2     | Another
                    | -------
      heading 3     | Deeper
                    | ~~~~~~`,
  },
  {
    title: 'AsciiDoc',
    language: 'asciidoc',
    lines: `
      heading 1     | = Title
      front-matter  | :toc: left
      comment       | // hidden
                    |
      heading 2     | == Section
      markup        | [source,java]
      code          | ----
                    | == no heading
                    | ----
      paragraph     | Text
                    | goes on.
                    |
      comment       | ////
                    | hidden
                    |
                    | ////
      table         | |===
                    | | a
                    | |===
      markup        | ====
      paragraph     | Prose in an example
      markup        | ====
      list-item     | .A title
      markup        | image::a.png[]
      list-item 1   | * one
      list-item 1   | ** two
      list-item 1   | term::
      list-item     |   its text
                    |
      paragraph     | Text
                    |
      code          |   literal`,
  },
  {
    title: 'Typst',
    language: 'typst',
    lines: `
      code          | #set page(
                    |   width: 1cm,
                    | )
      code          | #let f(x) = {
                    |   x
                    | }
      heading 1     | = Title
      paragraph     | Text with #emph[prose]
                    | goes on.
                    |
      math          | $ x = 1 $
      math          | $
                    |   x
                    | $
      code          | #figure(
                    |   image("a.png"),
                    | ) <fig>
      list-item 1   | - one
      list-item 1   | + two
      code          | \`\`\`
                    | = no
                    | \`\`\`
      comment       | // hidden
      comment       | /* hidden
                    | too */
      table         | #table(
                    |   [a],
                    | )
      paragraph     | #quote(block: true)[Prose.]
                    |
      code          | #f(
                    | open
                    |
      paragraph     | Text`,
  },
  {
    title: 'a commit message',
    language: 'git-commit',
    lines: `
      heading 1     | Fix the parser
                    |
      paragraph     | It was wrong
                    | and is right.
                    |
      list-item 1   | - one
                    |   more
                    |
      code          |     code
                    |
      markup        | Signed-off-by: A
      comment       | # On branch main
      comment       | # ------------------------ >8 ------------------------
                    | diff --git a b
                    |
                    | +text`,
  },
  {
    title: 'the commit box',
    language: 'scminput',
    lines: `
      heading 1     | #12 is fixed
                    |
      paragraph     | # text`,
  },
  {
    title: 'Python',
    language: 'python',
    lines: `
      markup        | #!/usr/bin/env python
      paragraph     | # A comment
                    | # goes on.
      markup        | #
      paragraph     | # Another.
      code          | x = "# no comment"
                    | def f():
      paragraph     |     """Documentation.
                    |
      paragraph     |     More."""
      code          |     return x
      paragraph     | # The end`,
  },
  {
    title: 'TypeScript',
    language: 'typescript',
    lines: `
      markup        | /**
      paragraph     |  * What it does.
                    |  * More of it.
      markup        |  *
      paragraph     |  * @param x the thing
      markup        |  */
      code          | const a = '// no'; const b = \`/* no */\`;
      paragraph     | // One.
                    |
      paragraph     | // Two.`,
  },
];
