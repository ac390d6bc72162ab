import { attributeValues } from './asciidoc/attributeValues.js';
import { asciidocBlocks } from './asciidoc/blocks.js';
import { asciidocInlines } from './asciidoc/inlines.js';
import { commentBlocks } from './comments/blocks.js';
import { commentInlines } from './comments/inlines.js';
import { commentSyntax } from './comments/syntax.js';
import { gitBlocks } from './git/blocks.js';
import { gitInlines } from './git/inlines.js';
import type { Grammar } from './grammar.js';
import { latexBlocks } from './latex/blocks.js';
import { latexInlines } from './latex/inlines.js';
import { macroDefinitions } from './latex/macros.js';
import { latexReentry } from './latex/reentry.js';
import { markdownBlocks, mdxBlocks } from './markdown/blocks.js';
import { frontMatterFields } from './markdown/frontMatterFields.js';
import { markdownInlines, mdxInlines } from './markdown/inlines.js';
import { markdownReentry } from './markdown/reentry.js';
import { plainBlocks } from './plain/blocks.js';
import { plainInlines } from './plain/inlines.js';
import { rstBlocks } from './rst/blocks.js';
import { rstInlines } from './rst/inlines.js';
import { substitutionTexts } from './rst/substitutionTexts.js';
import { typstBlocks } from './typst/blocks.js';
import { typstInlines } from './typst/inlines.js';
import { labelNouns } from './typst/labelNouns.js';

const markdown: Grammar = { blocks: markdownBlocks, inlines: markdownInlines, definitions: frontMatterFields, reenter: markdownReentry };
const mdx: Grammar = { ...markdown, blocks: mdxBlocks, inlines: mdxInlines };
const latex: Grammar = { blocks: latexBlocks, inlines: latexInlines, definitions: macroDefinitions, reenter: latexReentry };
const plain: Grammar = { blocks: plainBlocks, inlines: plainInlines };
const rst: Grammar = { blocks: rstBlocks, inlines: rstInlines, definitions: substitutionTexts };
const asciidoc: Grammar = { blocks: asciidocBlocks, inlines: asciidocInlines, definitions: attributeValues };
const typst: Grammar = { blocks: typstBlocks, inlines: typstInlines, definitions: labelNouns, reenter: markdownReentry };

const grammars: ReadonlyMap<string, Grammar> = new Map([
  ['markdown', markdown],
  ['mdx', mdx],
  ['quarto', markdown],
  ['rmd', markdown],
  ['latex', latex],
  ['tex', latex],
  ['plaintext', plain],
  ['restructuredtext', rst],
  ['asciidoc', asciidoc],
  ['typst', typst],
  ['git-commit', { blocks: (text: string) => gitBlocks(text, true), inlines: gitInlines }],
  ['scminput', { blocks: (text: string) => gitBlocks(text, false), inlines: gitInlines }],
]);

/** Whether documents of a VS Code language id are prose as a whole, not only in comments. */
export function isProseLanguage(languageId: string): boolean {
  return grammars.has(languageId);
}

/** How to read a language. Of program code only comments are prose; a language that we do not know is read as plain text. */
export function grammarOf(languageId: string): Grammar {
  const known = grammars.get(languageId);
  if (known) return known;
  if (!commentSyntax(languageId)) return plain;
  return { blocks: (text) => commentBlocks(text, languageId), inlines: commentInlines, foreignMarkers: true };
}
