import type { FlowBlock, FlowSentence } from '../document/flowDocument.js';
import type { Span } from '../../../prose/span.js';

/** What a comment mutes: a sentence, its paragraph, or all of the file. */
export type CommentScope = 'next' | 'block' | 'file';

/** A change of a text. */
export interface Replacement {
  readonly span: Span;
  readonly text: string;
}

/** A sentence that is to be muted, in its paragraph, with the one before it. */
export interface MutedSentence {
  readonly block: FlowBlock;
  readonly first: FlowSentence;
  readonly second: FlowSentence;
}

/** How a language writes a comment, and where it may have one: between words, on a line of its own in a paragraph, or between paragraphs. */
interface CommentForm {
  readonly of: (words: string) => string;
  readonly place: 'inline' | 'line' | 'block';
}

const html: CommentForm = { of: (words) => `<!-- ${words} -->`, place: 'inline' };
const percent: CommentForm = { of: (words) => `% ${words}`, place: 'line' };

const forms: Readonly<Record<string, CommentForm>> = {
  markdown: html,
  quarto: html,
  rmd: html,
  mdx: { of: (words) => `{/* ${words} */}`, place: 'inline' },
  latex: percent,
  tex: percent,
  asciidoc: { of: (words) => `// ${words}`, place: 'line' },
  typst: { of: (words) => `/* ${words} */`, place: 'inline' },
  restructuredtext: { of: (words) => `.. ${words}`, place: 'block' },
};

/**
 * The change that mutes a warning by a comment in the text; `undefined` where the language has none that could stand there.
 * @param text with one character for the end of each line
 */
export function muteComment(text: string, language: string, scope: CommentScope, sentence: MutedSentence): Replacement | undefined {
  const form = forms[language];
  if (form === undefined) return undefined;
  const comment = form.of(`cloze-ignore-${scope}`);
  // At the end, since what comes first may have to stay first, as front matter has.
  if (scope === 'file') return inserted(text.length, `${text === '' || text.endsWith('\n') ? '' : '\n'}\n${comment}\n`);
  const { block, first, second } = sentence;
  if (scope === 'next' && block.sentences.includes(first)) return insideParagraph(text, form.place, comment, first, second);
  return beforeParagraph(text, comment, form, block);
}

function insideParagraph(
  text: string,
  place: CommentForm['place'],
  comment: string,
  { end }: FlowSentence,
  { start }: FlowSentence,
): Replacement | undefined {
  // After the sentence before: a comment that starts a line would be a block of its own in Markdown.
  if (place === 'inline') return inserted(end, ` ${comment}`);
  const isGap = place === 'line' && /^\s+$/.test(text.slice(end, start));
  return isGap ? { span: { start: end, end: start }, text: `\n${comment}\n` } : undefined;
}

function beforeParagraph(text: string, comment: string, { place }: CommentForm, { start }: FlowBlock): Replacement | undefined {
  // In a list or a quotation the line begins with signs, which the comment would part from their text.
  const isLineStart = start === 0 || text[start - 1] === '\n';
  return isLineStart ? inserted(start, `${comment}\n${place === 'block' ? '\n' : ''}`) : undefined;
}

function inserted(at: number, text: string): Replacement {
  return { span: { start: at, end: at }, text };
}
