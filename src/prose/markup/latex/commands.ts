/** What LaTeX commands do with their arguments. */

const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));

/** Sectioning commands, outermost first; a heading's level is its place here plus one. */
export const sectioning: readonly string[] = ['part', 'chapter', 'section', 'subsection', 'subsubsection', 'paragraph', 'subparagraph'];

/** Commands that head something else, by the level of their heading. */
export const otherHeadings: Readonly<Record<string, number>> = { title: 1, addchap: 2, addsec: 3, frametitle: 5, framesubtitle: 6 };

/** Commands whose last argument is text for the reader. */
export const proseCommands = words(`
  emph textbf textit textsl textsc textrm textsf textmd textup textnormal text underline uline uuline uwave sout mbox fbox hbox makebox
  framebox parbox raisebox scalebox resizebox rotatebox reflectbox colorbox fcolorbox textcolor caption captionof subcaption title
  subtitle part chapter section subsection subsubsection paragraph subparagraph addchap addsec frametitle framesubtitle quote textquote
  blockquote textcquote epigraph abstract alert href hyperref hl item itshape bfseries centerline leftline rightline foreignlanguage
  textlang opening closing only uncover onslide visible invisible structure textsuperscript textsubscript MakeUppercase MakeLowercase
  uppercase lowercase textgreek multicolumn multirow glslink glsdisp hyperlink hypertarget texorpdfstring st ul sethlcolor phantom
  lettrine dedication acro newterm term marginfont textls
`);

/** Of those, the ones with several arguments for the reader. */
export const proseArguments: Readonly<Record<string, readonly number[]>> = { lettrine: [0, 1], texorpdfstring: [0], epigraph: [0, 1] };

/** Commands that put quotation marks around their argument. */
export const quoteCommands = words('enquote foreignquote textquote blockquote textcquote foreigntextquote hyphenquote blockcquote');

/** Commands whose argument is read elsewhere: at the foot or on the margin of the page. */
export const noteCommands = words(`
  footnote footnotetext thanks marginpar marginnote sidenote endnote tablefootnote todo note pagenote footcitetext mpfootnote sidenotetext
`);

/** Commands whose argument stands on a line of its own. */
export const lineCommands = words('opening closing centerline leftline rightline ps');

/** Commands whose last argument is code or a name, shown as it is written. */
export const codeCommands = words(
  'texttt code lstinline mintinline path nolinkurl email mail file command cmd pkg package env option class ce',
);

/** Commands whose arguments are names, keys, sizes or files, or what is printed elsewhere, whatever they look like. */
export const opaqueCommands = words(`
  label ref eqref pageref autoref cref Cref crefrange Crefrange nameref vref labelcref subref includegraphics input include includeonly
  subfile import bibliography bibliographystyle addbibresource printbibliography nocite usepackage documentclass RequirePackage
  PassOptionsToPackage newcommand renewcommand providecommand DeclareMathOperator DeclareRobustCommand DeclarePairedDelimiter
  NewDocumentCommand RenewDocumentCommand newenvironment renewenvironment NewDocumentEnvironment def gdef edef xdef let newtheorem
  theoremstyle newif newcounter newlength newglossaryentry newacronym DeclareAcronym acrodef setlength addtolength setcounter addtocounter
  stepcounter refstepcounter value hspace vspace hskip vskip kern rule begin end pagestyle thispagestyle pagenumbering geometry hypersetup
  definecolor color pagecolor rowcolor cellcolor bibitem index glossary glsadd glsreset graphicspath usetikzlibrary tikzset tikzstyle
  pgfplotsset pgfmathsetmacro captionsetup lstset lstinputlisting inputminted verbatiminput selectlanguage setmainfont setsansfont
  setmonofont setmainlanguage setotherlanguage phantomsection addcontentsline markboth markright fontsize linespread titleformat
  titlespacing numberwithin allowdisplaybreaks crefname Crefname sisetup bibinfo author date institute affil affiliation address email
  keywords subjclass IEEEauthorblockN IEEEauthorblockA ccsdesc orcid received revised accepted publisher signature place location
  telephone makelabels cc encl logo titlegraphic subject authorrunning titlerunning PACS MSC acmConference acmYear copyrightyear
  setbeamertemplate setbeamercolor usetheme usecolortheme hphantom vphantom includepdf includesvg includestandalone tableofcontents
  resetcounteronoverlays cline cmidrule multido foreach draw node fill CJKfamily fontfamily fontseries fontshape usefont ifthenelse
  setboolean newboolean LTXinput printindex printglossary pdfbookmark bookmark thanksref corref fnref ead cortext fntext cormark fnmark
  IEEEmembership glsunset newsavebox sbox usebox savebox
`);

/** Commands that say how to go on setting the text, and print nothing. */
export const settings = words(`
  noindent indent centering raggedright raggedleft justify flushleft itshape slshape scshape upshape bfseries mdseries rmfamily sffamily
  ttfamily normalfont em it sl sc bf rm sf tt tiny scriptsize footnotesize small normalsize large Large LARGE huge Huge sloppy fussy
  protect relax leavevmode null strut hfill hfil vfill vfil dotfill hrulefill nobreak nolinebreak nopagebreak goodbreak allowbreak pause
  xspace unskip ignorespaces maketitle tableofcontents listoffigures listoftables newpage clearpage cleardoublepage pagebreak bigskip
  medskip smallskip appendix frontmatter mainmatter backmatter hline toprule midrule bottomrule singlespacing onehalfspacing doublespacing
  break filbreak eject titlepage onecolumn twocolumn makeatletter makeatother bgroup egroup begingroup endgroup expandafter and And AND
  selectfont printindex printbibliography printglossaries printglossary qedhere qed item fi else makeglossaries makeindex flushbottom
  raggedbottom columnbreak newblock hyphenation boldmath unboldmath frenchspacing nonfrenchspacing displaystyle textstyle onslide
`);

/** Commands that end the paragraph that they stand in. */
export const paragraphEnds = words(`
  begin end item maketitle tableofcontents listoffigures listoftables newpage clearpage cleardoublepage pagebreak bigskip medskip
  smallskip vspace vfill vskip appendix frontmatter mainmatter backmatter bibliography printbibliography printindex printglossaries
  include par chapter section title author date institute pagestyle hrule keywords newcommand renewcommand newtheorem
`);
