import type { BlockCase } from './blockCase.js';

export const rstCases: readonly BlockCase[] = [
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
    title: 'sections under a condition',
    language: 'restructuredtext',
    lines: `
      heading 1     | Title
                    | =====
                    |
      markup        | .. only:: html
                    |
      heading 1     |    Online
                    |    ======
                    |
      paragraph     |    Some words.
                    |
      heading 2     |    ------
                    |    Deeper
                    |    ------
                    |
      list-item     |    * An item
                    |
      list-item     |      Under
                    |      -----
                    |
      heading 1     | Last
                    | ====
      paragraph     | Words`,
  },
  {
    title: 'no headings in the text of a note',
    language: 'restructuredtext',
    lines: `
      markup        | .. note::
                    |
      paragraph     |    Not a heading
                    |    -------------`,
  },
];
