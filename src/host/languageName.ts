/** Names of the prose languages, as people write them; the editor gives extensions only the identifiers. */
const names: Readonly<Record<string, string>> = {
  markdown: 'Markdown',
  plaintext: 'Plain Text',
  latex: 'LaTeX',
  tex: 'TeX',
  restructuredtext: 'reStructuredText',
  asciidoc: 'AsciiDoc',
  typst: 'Typst',
  'git-commit': 'Git Commit Messages',
  scminput: 'the Commit Box',
};

export function languageName(languageId: string): string {
  return names[languageId] ?? languageId;
}
