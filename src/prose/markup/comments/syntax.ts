/** How a programming language writes comments and the strings in which a comment sign means nothing. */
export interface CommentSyntax {
  /** Signs from which a comment lasts to the line end. */
  readonly line: readonly string[];
  /** Pairs of signs around a comment. */
  readonly block: readonly (readonly [string, string])[];
  /** Quotation marks of strings, longest first. */
  readonly strings: readonly StringSyntax[];
  /** Whether a line comment needs white space before it, as in the shell, where `a#b` is a word. */
  readonly spaced?: boolean;
  /** Whether comments nest. */
  readonly nests?: boolean;
}

export interface StringSyntax {
  readonly mark: string;
  /** Whether the string may go over lines. One that may not ends with its line. */
  readonly multiline?: boolean;
  /** Whether a backslash escapes. */
  readonly escapes?: boolean;
  /** Whether a string with this mark that has a statement's place is documentation, as in Python. */
  readonly documents?: boolean;
}

const double: StringSyntax = { mark: '"', escapes: true };
const single: StringSyntax = { mark: "'", escapes: true };
const template: StringSyntax = { mark: '`', escapes: true, multiline: true };
const tripleDouble: StringSyntax = { mark: '"""', multiline: true };

const cLike: CommentSyntax = { line: ['//'], block: [['/*', '*/']], strings: [double, single] };
const javascript: CommentSyntax = { ...cLike, strings: [double, single, template] };
const jvm: CommentSyntax = { ...cLike, strings: [tripleDouble, double, single] };
const hash: CommentSyntax = { line: ['#'], block: [], strings: [double, single] };
const shell: CommentSyntax = {
  line: ['#'],
  block: [],
  strings: [
    { ...double, multiline: true },
    { mark: "'", multiline: true },
  ],
  spaced: true,
};
const markup: CommentSyntax = { line: [], block: [['<!--', '-->']], strings: [] };
const lisp: CommentSyntax = { line: [';'], block: [['#|', '|#']], strings: [{ ...double, multiline: true }], nests: true };
const python: CommentSyntax = {
  line: ['#'],
  block: [],
  strings: [
    { mark: '"""', multiline: true, escapes: true, documents: true },
    { mark: "'''", multiline: true, escapes: true, documents: true },
    double,
    single,
  ],
};

const families: readonly (readonly [CommentSyntax, string])[] = [
  [cLike, 'c cpp cuda-cpp objective-c objective-cpp glsl hlsl shaderlab solidity proto3 proto jsonc json5 verilog systemverilog zig v'],
  [javascript, 'javascript javascriptreact typescript typescriptreact go'],
  [jvm, 'java csharp groovy dart'],
  [{ ...jvm, nests: true }, 'kotlin scala swift'],
  [{ ...cLike, strings: [{ ...double, multiline: true }], nests: true }, 'rust'],
  [{ ...cLike, line: ['//', '#'] }, 'php terraform hcl'],
  [{ ...cLike, line: [] }, 'css'],
  [cLike, 'scss less stylus'],
  [python, 'python mojo starlark'],
  [{ ...hash, block: [['=begin', '=end']] }, 'ruby'],
  [{ ...hash, block: [['#=', '=#']], strings: [tripleDouble, double] }, 'julia'],
  [{ ...hash, block: [['<#', '#>']] }, 'powershell'],
  [{ ...hash, block: [['#[', ']#']], strings: [tripleDouble, double] }, 'nim'],
  [{ ...hash, strings: [tripleDouble, double, single] }, 'elixir toml gdscript coffeescript'],
  [hash, 'r perl perl6 crystal tcl graphql cmake properties ini git-rebase ignore'],
  [shell, 'shellscript fish makefile dockerfile yaml dockercompose nginx'],
  [markup, 'html xml xsl svg vue svelte handlebars'],
  [lisp, 'clojure lisp commonlisp scheme racket'],
  [{ line: ['--'], block: [['--[[', ']]']], strings: [double, single] }, 'lua luau'],
  [{ line: ['--'], block: [['/*', '*/']], strings: [double, single] }, 'sql mysql pgsql plsql'],
  [{ line: ['--'], block: [['{-', '-}']], strings: [double], nests: true }, 'haskell elm purescript'],
  [{ line: ['--'], block: [], strings: [double] }, 'ada vhdl'],
  [{ line: ['%'], block: [['%{', '%}']], strings: [double] }, 'matlab octave'],
  [{ line: ['%'], block: [], strings: [double, single] }, 'erlang prolog'],
  [{ line: [], block: [['(*', '*)']], strings: [double], nests: true }, 'ocaml'],
  [{ line: ['//'], block: [['(*', '*)']], strings: [tripleDouble, double], nests: true }, 'fsharp'],
  [
    {
      line: ['//'],
      block: [
        ['{', '}'],
        ['(*', '*)'],
      ],
      strings: [single],
    },
    'pascal objectpascal',
  ],
  [{ line: ["'"], block: [], strings: [double] }, 'vb'],
  [{ line: ['!'], block: [], strings: [double, single] }, 'fortran fortran-modern FortranFreeForm'],
  [{ line: ['::', 'REM ', 'rem '], block: [], strings: [] }, 'bat'],
];

const byLanguage: ReadonlyMap<string, CommentSyntax> = new Map(
  families.flatMap(([syntax, ids]) => ids.split(' ').map((id): [string, CommentSyntax] => [id, syntax])),
);

/** The comment syntax of a VS Code language id; `undefined` for prose languages and those that we do not know. */
export function commentSyntax(languageId: string): CommentSyntax | undefined {
  return byLanguage.get(languageId);
}
