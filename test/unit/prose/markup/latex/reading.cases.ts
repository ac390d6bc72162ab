/** What a construct of LaTeX is, a source, and the sentences that a reader reads of it. */
export const readingCases: readonly (readonly [title: string, source: string, sentences: readonly string[]])[] = [
  [
    'the text of a link, not its address',
    'See the \\href{https://a.org/x%20y#z}{project page} for more. It is at \\url{https://a.org/x} now.',
    ['See the project page for more.', 'It is at https://a.org/x now.'],
  ],
  [
    'glossary entries',
    'I use an \\gls{ide} here. \\Glspl{cat} like \\acrshort{tv} and \\glslink{x}{the linked} word. An \\ac{api} is.',
    ['I use an ide here.', 'Cats like tv and the linked word.', 'An api is.'],
  ],
  [
    'words in unknown commands, not their keys',
    'Press \\keys{Ctrl} now. The \\person{ann_lee}{Ann Lee} said \\foo{sec:x} so. A \\hue{red}{red lamp} shone.',
    ['Press Ctrl now.', 'The Ann Lee said so.', 'A red lamp shone.'],
  ],
  [
    'the name of an unknown command that stands for a word',
    'We use \\tool{} for it, and only \\tool. It is \\tool\\ again.',
    ['We use tool for it, and only tool.', 'It is tool again.'],
  ],
  [
    'citations and the numbers of figures as nothing',
    'It is known~\\cite{a}. It is known too \\cite[p.~5]{a}. See Figure~\\ref{fig:a}. It works (see \\cite{b}). So it does (\\ref{c}).',
    ['It is known.', 'It is known too.', 'See Figure.', 'It works.', 'So it does.'],
  ],
  [
    'references that a sentence needs as a noun',
    '\\Cref{fig:a} shows it. See \\cref{tab:x,tab:y} and \\autoref{eq:z}. It follows from \\eqref{a}. \\citet{lee2001} says so.',
    ['Figure shows it.', 'See tables and equation.', 'It follows from equation.', 'Lee says so.'],
  ],
  [
    'signs inside formulas and code as part of their sentence',
    'We have $n! \\leq n^n$ for all $n$. Type \\verb|rm -rf. X|, \\verb+a!b+ or \\lstinline{x. Y} to go. See \\texttt{a\\_b. C} and $a \\text{ if $b.$} C$ there.',
    ['We have $n! \\leq n^n$ for all $n$.', 'Type rm -rf. X, a!b or x. Y to go.', 'See a_b. C and $a \\text{ if $b.$} C$ there.'],
  ],
  [
    'on behind a displayed formula',
    'The system\n\\begin{align*}\n x &= \\left\\{ \\begin{aligned} a \\\\ b \\end{aligned} \\right.\n\\end{align*}\nis stable. We have\n\\[ x. Y \\] for it. So\n$$\na\n$$ holds. Then \\begin{equation} a\n+ B. C \\end{equation} ends it.',
    ['The system is stable.', 'We have for it.', 'So holds.', 'Then ends it.'],
  ],
  [
    'on behind a formula of an unknown environment',
    'We have\n\\begin{myrules}\n\\myrule{A}{B} \\and C. D\n\\end{myrules}\nfor all of it. It is easy.',
    ['We have for all of it.', 'It is easy.'],
  ],
  [
    'text after an environment on the same line',
    'We have\n\\begin{gather}\nx\n\\end{gather} for all of it. It is easy.',
    ['We have for all of it.', 'It is easy.'],
  ],
  [
    'footnotes and notes elsewhere',
    'The map is a fibration\\footnote{Fibration in the \\emph{old} sense. Not new.} of spaces. It is\\todo[inline]{Check it. Soon.} smooth.',
    ['The map is a fibration of spaces.', 'It is smooth.'],
  ],
  [
    'no tables, diagrams or programs of unknown environments',
    'Some words stand here.\n\\begin{mydiagram}\nA \\arrow[r] & B. C\n\\end{mydiagram}\nMore words follow.\n\n\\begin{mytable}{ll}\nOne two. Three & Four five. \\\\\n\\end{mytable}\n\n\\begin{myprogram}\n\\State $x \\gets 1$\n\\While{$x < 2$}\n\\State count\n\\EndWhile\n\\end{myprogram}\n\nLast words follow.',
    ['Some words stand here.', 'More words follow.', 'Last words follow.'],
  ],
  [
    'the text of unknown environments',
    '\\begin{keybox}[title=A box, colback=red]\nSome \\hi{words} stand here. More follow.\n\\end{keybox}\n\\begin{fact}[Cauchy]\\label{fact:a}\nLet $x$ be it. Then so.\n\\end{fact}\n\\begin{wide}{width=\\textwidth}\n\\begin{tabular}{l}\nA cell. B.\n\\end{tabular}\n\\end{wide}',
    ['Some words stand here.', 'More follow.', 'Let $x$ be it.', 'Then so.'],
  ],
  [
    'no algorithms',
    'Some words stand here.\n\n\\begin{algorithm}[H]\n\\KwData{this text}\nwhile not at end do\n\\end{algorithm}\n\nLast words follow.',
    ['Some words stand here.', 'Last words follow.'],
  ],
  [
    'slides without their numbers',
    '\\begin{frame}[fragile]{The Title}\n\\begin{block}{A box}\nSome words stand here. \\pause More follow.\n\\end{block}\n\\only<2>{Late words stand here.} \\alert<3->{Red words too.}\n\\end{frame}',
    ['Some words stand here.', 'More follow.', 'Late words stand here.', 'Red words too.'],
  ],
  [
    'nothing of what heads a paper',
    '\\documentclass[journal]{IEEEtran}\n\\DeclareMathOperator{\\FDD}{FDD}\n\\begin{document}\n\\title{On\nLamps}\n\\author{Ann Lee,~\\IEEEmembership{Member,~IEEE}\\\\\nA Town. By the sea.\n\\and Ben Fox}\n\\newcommand{\\x}{%\n  Some text. More.\n}\n\\maketitle\n\\begin{abstract}\nSome words stand here.\n\\end{abstract}\n\\begin{IEEEkeywords}\nlamp, rope, sea\n\\end{IEEEkeywords}\n\\keywords{lamp \\and rope}\n\\input chapters/one\n\nLast words follow.',
    ['Some words stand here.', 'Last words follow.'],
  ],
  [
    'accented letters as letters',
    'G\\"odel and Erd\\H{o}s met. Na\\"{\\i}ve caf\\\'e life began in \\v{S}koda\'s stra{\\ss}e. \\AA ngstr\\"om, \\c{c}a and {\\O}re are \\~n words.',
    ['Gödel and Erdős met.', "Naïve café life began in Škoda's straße.", 'Ångström, ça and Øre are ñ words.'],
  ],
  [
    'typographic quotation marks and dashes',
    "He said ``come in.'' Then he left---for good. It was 5--6 p.m.\\ when \\LaTeX{} failed. \\enquote{No,} I said and didn't `go' there.",
    ['He said “come in.”', 'Then he left—for good.', 'It was 5–6 p.m. when LaTeX failed.', "“No,” I said and didn't ‘go’ there."],
  ],
  [
    'breaks of lines as ends of sentences',
    'Dear Ann,\\\\\nSome words stand here.\\\\[4ex]\nYours truly, Ben.\\newline Late words follow.',
    ['Dear Ann,', 'Some words stand here.', 'Yours truly, Ben.', 'Late words follow.'],
  ],
  [
    'a break inside a sentence as a space',
    'The first line \\\\[4ex] and the next one. It ends.',
    ['The first line and the next one.', 'It ends.'],
  ],
  [
    'escaped signs and spaces',
    'It is 10\\,\\% of \\$5~million, z.\\,B.\\ for R\\&D. A hy\\-phen{}ated \\textbf{wo}rd [sic] is a*b. {\\em Some} pre{\\bf fix}.',
    ['It is 10 % of $5 million, z. B. for R&D.', 'A hyphenated word [sic] is a*b.', 'Some prefix.'],
  ],
  [
    'quantities with their units',
    'It is \\SI{5}{\\kilo\\metre} long and \\num{1e3} wide. It runs \\qty{3.5}{\\metre\\per\\second\\squared} at \\ang{45} or \\unit{kg.m}.',
    ['It is 5 km long and 1e3 wide.', 'It runs 3.5 m/s² at 45° or kg m.'],
  ],
  [
    'across comments and lines that print nothing',
    'The text is long%\n  er than it seems. It has % a comment. Here.\na word\n\\index{foo}\n% another. One.\nand more words there.',
    ['The text is longer than it seems.', 'It has a word and more words there.'],
  ],
  [
    'the letters of a letter',
    '\\begin{letter}{Some Street\\\\Some Town}\n\\opening{Dear Ann,}\nI write to you. It is late.\n\\closing{Yours truly,}\n\\end{letter}',
    ['Dear Ann,', 'I write to you.', 'It is late.', 'Yours truly,'],
  ],
  [
    'across footnotes with blank lines',
    'Some words\\footnote{A first paragraph. It is $x$.\n\nA second one.\n\\begin{itemize}\n\\item One of it.\n\\end{itemize}} stand here. More\\thanks[2]{A.\n\nB.} of\nthem.\n\nThe end is here.',
    ['Some words stand here.', 'More of them.', 'The end is here.'],
  ],
  [
    'what macros stand for that the document defines',
    '\\documentclass{book}\n\\newcommand{\\proj}{\\textsc{Cloze}\\xspace} % a name\n\\def\\eg{e.g.\\ }\n\\newcommand*\\full{the \\proj tool}\n\\begin{document}\n\\proj is a tool, \\eg this. We like \\full{}. Of \\proj{}, \\proj\\ and \\proj.',
    ['Cloze is a tool, e.g. this.', 'We like the Cloze tool.', 'Of Cloze, Cloze and Cloze.'],
  ],
  [
    'the arguments of such macros where they are to be read',
    '\\newcommand{\\from}[2][here]{from #1 to \\textbf{#2}}\n\\def\\who#1{by \\emph{#1}}\n\\NewDocumentCommand{\\prog}{m}{\\texttt{#1}}\n\\newcommand{\\fixme}[1]{}\n\n' +
      'It goes \\from{there} and \\from[Rome]{Bern}. It is \\who{Ada Lee}. Run \\prog{make! all} now. Some \\fixme{Say more. Soon.}words are here.',
    ['It goes from here to there and from Rome to Bern.', 'It is by Ada Lee.', 'Run make! all now.', 'Some words are here.'],
  ],
  [
    'nothing of macros that hold themselves, or others without end',
    '\\def\\bomb{\\bombs\\bombs}\\def\\bombs{x\\bomb}\n\nSome \\bomb words are here. The end of it.',
    ['Some words are here.', 'The end of it.'],
  ],
  [
    'a noun for a reference of one’s own where the sentence needs one',
    'By \\olref{a} and \\figref{b} it holds. \\Olref{thm:c} shows that \\ref{d} holds as well. It is countable (\\olref{e}), using \\olref{f}.',
    ['By section and figure it holds.', 'Theorem shows that section holds as well.', 'It is countable, using section.'],
  ],
  [
    'the author of a source where the sentence needs one',
    'They were defined by \\cite{conway:onag}, using words. So says \\cite{x}. It is known \\cite{lee2001}.',
    ['They were defined by Conway, using words.', 'So says.', 'It is known.'],
  ],
  [
    'no headings and files by commands of one’s own',
    '\\olsection{The start of it}\n\nSome words are here.\n\n\\olimport{introduction}\n\\olimport[a/b]{more-of-it}\n\nThe end is here.',
    ['Some words are here.', 'The end is here.'],
  ],
  [
    'across a diagram with blank lines',
    'We draw\n\\[\n\\begin{tikzpicture}[x=1pt]\n\\node (A) {x};\n\n\\path (A) edge node {y};\n\\end{tikzpicture}\n\\]\nand go on. It is so.',
    ['We draw and go on.', 'It is so.'],
  ],
  [
    'across formulas that macros begin and end',
    '\\newcommand{\\be}{\\begin{equation}}\n\\newcommand{\\ee}{\\end{equation}}\n\nWe have \\be a. B\\ee for all of it. It is\n\\be\nc = d\n\\ee\nas well. It is so.',
    ['We have for all of it.', 'It is as well.', 'It is so.'],
  ],
];
