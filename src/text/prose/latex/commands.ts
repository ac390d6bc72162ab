/** What LaTeX commands and environments do with their arguments. */

const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));

/** Sectioning commands, outermost first; a heading's level is its place here plus one. */
export const sectioning: readonly string[] = ['part', 'chapter', 'section', 'subsection', 'subsubsection', 'paragraph', 'subparagraph'];

/** Commands whose last argument is text for the reader. */
export const proseCommands = words(`
  emph textbf textit textsl textsc textrm textsf textmd textup textnormal text underline uline sout mbox fbox hbox parbox footnote footnotetext
  thanks caption captionof subcaption title subtitle author date part chapter section subsection subsubsection paragraph subparagraph
  frametitle framesubtitle quote enquote textquote blockquote textcquote epigraph marginpar marginnote sidenote note todo abstract alert
  textcolor colorbox href hyperref hl item itshape bfseries centerline foreignquote
`);

/** Commands whose arguments are names, keys, sizes or files, whatever they look like. */
export const opaqueCommands = words(`
  label ref eqref pageref autoref cref Cref nameref vref url path includegraphics input include includeonly bibliography bibliographystyle
  addbibresource usepackage documentclass RequirePackage newcommand renewcommand providecommand DeclareMathOperator newenvironment
  renewenvironment def let newtheorem theoremstyle setlength addtolength setcounter addtocounter hspace vspace begin end pagestyle
  thispagestyle geometry hypersetup definecolor color bibitem index glossary gls Gls glspl acrshort acrlong ac acp lstinputlisting
  inputminted hypertarget hyperlink graphicspath usetikzlibrary tikzset pgfplotsset texttt textsuperscript textsubscript ensuremath
  si SI qty num unit ang ce lstset lstinline mintinline selectlanguage setmainfont setsansfont setmonofont newcounter phantomsection verb
`);

/** Environments that hold no prose, by what they hold. */
export const opaqueEnvironments: Readonly<Record<string, 'code' | 'math' | 'table' | 'comment'>> = {
  verbatim: 'code',
  Verbatim: 'code',
  lstlisting: 'code',
  minted: 'code',
  alltt: 'code',
  filecontents: 'code',
  tikzpicture: 'code',
  pgfpicture: 'code',
  algorithmic: 'code',
  forest: 'code',
  picture: 'code',
  thebibliography: 'code',
  comment: 'comment',
  equation: 'math',
  align: 'math',
  alignat: 'math',
  flalign: 'math',
  gather: 'math',
  multline: 'math',
  eqnarray: 'math',
  displaymath: 'math',
  math: 'math',
  split: 'math',
  array: 'math',
  dmath: 'math',
  tabular: 'table',
  tabularx: 'table',
  tabulary: 'table',
  tabu: 'table',
  longtable: 'table',
  tabbing: 'table',
};
