import type { BlockCase } from './blockCase.js';

export const asciidocCases: readonly BlockCase[] = [
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
];
