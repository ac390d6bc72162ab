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
];
