import type { BlockCase } from './blockCase.js';

export const latexCases: readonly BlockCase[] = [
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
    title: 'macros that begin and end environments',
    language: 'latex',
    lines: `
      front-matter  | \\documentclass{article}
                    | \\newcommand{\\be}{\\begin{equation}}
                    | \\newcommand{\\ee}{\\end{equation}}
                    | \\def\\bea#1{\\begin{align}\\label{#1}}
                    | \\def\\eea{\\end{align}}
                    | \\newcommand\\beq{\\be}
                    | \\newcommand\\bi{\\begin{itemize}}
                    | \\newcommand\\ei{\\end{itemize}}
                    | \\begin{document}
      paragraph     | We have
      math          | \\be
                    | a + b
                    | \\ee
      paragraph     | and
      math          | \\bea{eq:x}
                    | a &= b
                    |
                    | c
                    | \\eea
      math          | \\beq x \\ee
      markup        | \\bi
      list-item 1   | \\item One
      markup        | \\ei
      paragraph     | So it is.`,
  },
];
