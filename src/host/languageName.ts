import * as vscode from 'vscode';

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

/** The name of a language of people, by its code of ISO 639, in the language of the editor. */
export function spokenLanguageName(code: string): string {
  return new Intl.DisplayNames([vscode.env.language, 'en'], { type: 'language' }).of(code) ?? code;
}
