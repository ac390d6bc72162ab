import type { BlockCase } from './blockCase.js';

export const typstCases: readonly BlockCase[] = [
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
    title: 'formulas with blank lines in them',
    language: 'typst',
    lines: `
      math          | $
                    |   a = b \\\\
                    |
                    |   c = d "where all of it is even"
                    | $
      paragraph     | It follows that $ x
                    |
                    |   + y $ holds.
                    |
      math          | $ x = y
                    |
      paragraph     | These are words of prose, and $z$ is too.`,
  },
];
