import path from 'node:path';
import type { TextContext } from '../../common/engineApi.js';
import { proseContext } from '../../text/documentContext.js';

/** VS Code's language ids of files that hold prose, by their extension; all else is read as plain text. */
const languages: Readonly<Record<string, string>> = {
  '.md': 'markdown',
  '.markdown': 'markdown',
  '.mdx': 'mdx',
  '.qmd': 'quarto',
  '.rmd': 'rmd',
  '.tex': 'latex',
  '.rst': 'restructuredtext',
  '.adoc': 'asciidoc',
  '.asciidoc': 'asciidoc',
  '.typ': 'typst',
};

/** The language of a file, by its name; plain text where there is no file. */
export function languageOf(file: string | undefined): string {
  const extension = path.extname(file ?? '').toLowerCase();
  return (Object.hasOwn(languages, extension) ? languages[extension] : undefined) ?? 'plaintext';
}

/** What the engine is to read of a text to continue it: its prose, as in the editor; all of it where the offset is not in prose. */
export function contextAt(text: string, offset: number, language: string): TextContext {
  return (
    proseContext(text, offset, language) ?? { headings: [], before: text.slice(0, offset), after: restOfParagraph(text.slice(offset)) }
  );
}

function restOfParagraph(after: string): string {
  const end = after.search(/\r?\n[^\S\n]*\r?\n/);
  return end < 0 ? after : after.slice(0, end);
}
