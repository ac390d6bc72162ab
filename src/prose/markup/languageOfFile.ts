/** Identifiers of the editor for languages of prose, by the extensions of their files. */
const languages: ReadonlyMap<string, string> = new Map([
  ['md', 'markdown'],
  ['markdown', 'markdown'],
  ['mdown', 'markdown'],
  ['mkd', 'markdown'],
  ['mdx', 'mdx'],
  ['qmd', 'quarto'],
  ['rmd', 'rmd'],
  ['tex', 'latex'],
  ['ltx', 'latex'],
  ['rst', 'restructuredtext'],
  ['rest', 'restructuredtext'],
  ['adoc', 'asciidoc'],
  ['asciidoc', 'asciidoc'],
  ['asc', 'asciidoc'],
  ['typ', 'typst'],
]);

/** The language of prose that a file is written in, by its name; plain text where that tells none. */
export function languageOfFile(name: string): string {
  const extension = /\.(\w{1,12})$/.exec(name.slice(-20))?.[1]?.toLowerCase() ?? '';
  return languages.get(extension) ?? 'plaintext';
}
