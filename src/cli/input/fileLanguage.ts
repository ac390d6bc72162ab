import path from 'node:path';
import { commentSyntax } from '../../prose/markup/comments/syntax.js';
import { languageOfFile } from '../../prose/markup/languageOfFile.js';
import { isProseLanguage } from '../../prose/markup/languages.js';

/** VS Code's language ids beside those that `languageOfFile` tells by the extension, each with the names that people call it by. */
const names: readonly (readonly [id: string, names: string])[] = [
  ['markdown', 'commonmark gfm'],
  ['rmd', 'rmarkdown'],
  ['asciidoc', 'asciidoctor'],
  ['plaintext', 'txt text plain'],
  ['git-commit', 'commit gitcommit'],
  ['c', 'h'],
  ['cpp', 'cc cxx c++ hpp hh hxx'],
  ['csharp', 'cs c#'],
  ['fsharp', 'fs fsi fsx f#'],
  ['objective-c', 'm objc'],
  ['objective-cpp', 'mm'],
  ['java', ''],
  ['kotlin', 'kt kts'],
  ['scala', 'sc'],
  ['swift', ''],
  ['groovy', 'gradle'],
  ['dart', ''],
  ['rust', 'rs'],
  ['go', 'golang'],
  ['zig', ''],
  ['javascript', 'js mjs cjs'],
  ['javascriptreact', 'jsx'],
  ['typescript', 'ts mts cts'],
  ['typescriptreact', 'tsx'],
  ['python', 'py pyi pyw'],
  ['ruby', 'rb rake gemspec'],
  ['perl', 'pl pm'],
  ['php', ''],
  ['r', ''],
  ['julia', 'jl'],
  ['lua', ''],
  ['nim', ''],
  ['elixir', 'ex exs'],
  ['erlang', 'erl hrl'],
  ['haskell', 'hs'],
  ['elm', ''],
  ['ocaml', 'ml mli'],
  ['clojure', 'clj cljs cljc edn'],
  ['scheme', 'scm ss'],
  ['racket', 'rkt'],
  ['lisp', 'el lsp'],
  ['matlab', ''],
  ['pascal', 'pas'],
  ['fortran', 'f f90 f95 f03 f08'],
  ['ada', 'adb ads'],
  ['vhdl', 'vhd'],
  ['verilog', ''],
  ['systemverilog', 'sv'],
  ['sql', ''],
  ['vb', 'bas'],
  ['shellscript', 'sh bash zsh ksh shell'],
  ['fish', ''],
  ['powershell', 'ps1 psm1 psd1'],
  ['bat', 'cmd'],
  ['makefile', 'mk make'],
  ['dockerfile', 'docker'],
  ['cmake', ''],
  ['terraform', 'tf'],
  ['yaml', 'yml'],
  ['toml', ''],
  ['ini', 'cfg'],
  ['jsonc', 'json'],
  ['json5', ''],
  ['graphql', 'gql'],
  ['proto3', 'proto'],
  ['css', ''],
  ['scss', ''],
  ['less', ''],
  ['html', 'htm xhtml'],
  ['xml', 'xsd xsl xslt'],
  ['svg', ''],
  ['vue', ''],
  ['svelte', ''],
  ['handlebars', 'hbs'],
];

const idOf: ReadonlyMap<string, string> = new Map(
  names.flatMap(([id, others]) => [id, ...others.split(' ').filter(Boolean)].map((name): [string, string] => [name, id])),
);

/** Files without an extension whose name tells the language; lower case. */
const fileNames: ReadonlyMap<string, string> = new Map([
  ['commit_editmsg', 'git-commit'],
  ['merge_msg', 'git-commit'],
  ['squash_msg', 'git-commit'],
  ['tag_editmsg', 'git-commit'],
  ['git-rebase-todo', 'git-rebase'],
  ['makefile', 'makefile'],
  ['gnumakefile', 'makefile'],
  ['dockerfile', 'dockerfile'],
  ['gemfile', 'ruby'],
  ['rakefile', 'ruby'],
]);

/** VS Code's id of the language of a file, by its extension or, where it has none, by its name; plain text where neither tells. */
export function languageOf(file: string | undefined): string {
  const name = path.basename(file ?? '').toLowerCase();
  const prose = languageOfFile(name);
  if (prose !== 'plaintext') return prose;
  const extension = path.extname(name).slice(1);
  return (extension === '' ? fileNames.get(name) : idOf.get(extension)) ?? 'plaintext';
}

/** VS Code's id of a language that a person names: by that id, by a usual name or by an extension. `undefined` for one that is not known. */
export function languageNamed(name: string): string | undefined {
  const plain = name.trim().replace(/^\./, '');
  const id = [plain, plain.toLowerCase()].find((each) => isProseLanguage(each) || commentSyntax(each) !== undefined);
  if (id !== undefined) return id;
  const prose = languageOfFile(`.${plain}`);
  return prose !== 'plaintext' ? prose : idOf.get(plain.toLowerCase());
}
