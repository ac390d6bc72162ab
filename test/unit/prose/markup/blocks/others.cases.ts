import type { BlockCase } from './blockCase.js';

export const otherCases: readonly BlockCase[] = [
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
