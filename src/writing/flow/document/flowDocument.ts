import { append } from '../../../common/append.js';
import { isProseKind, type Block, type InlineSpan } from '../../../prose/markup/block.js';
import { blocks, inlineReader } from '../../../prose/markup/blocks.js';
import { onOneLine, visibleText } from '../../../prose/markup/visibleText.js';
import { sentences } from '../../../prose/sentences.js';
import type { Span } from '../../../prose/span.js';

/** A document as the flow check reads it: the sentences of its paragraphs, and the headings that they stand under. */
export interface FlowDocument {
  readonly sections: readonly FlowSection[];
  readonly blocks: readonly FlowBlock[];
  /** Comments, which may hold directives; in order. */
  readonly comments: readonly Span[];
}

/** What stands between two headings. */
export interface FlowSection {
  /** Absent for what comes before the first heading. */
  readonly heading?: FlowHeading;
}

export interface FlowHeading extends Span {
  readonly level: number;
  readonly text: string;
}

/** A paragraph. */
export interface FlowBlock extends Span {
  /** The index of its section. */
  readonly section: number;
  /** Whether it goes on from the block before: nothing but white space and comments stands between the two paragraphs. */
  readonly continues: boolean;
  readonly sentences: readonly FlowSentence[];
}

export interface FlowSentence extends Span {
  /** What a reader reads: without markup, on one line. */
  readonly text: string;
}

/**
 * The sentences of a document that a reader reads one after another. Lists, tables, code, quotations, headings and math are left
 * out: their sentences follow other rules. Takes time linear in the text.
 */
export function flowDocument(text: string, languageId: string): FlowDocument {
  const sections: FlowSection[] = [{}];
  const found: FlowBlock[] = [];
  const comments: Span[] = [];
  const inlines = inlineReader(text, languageId);
  let continues = false;
  for (const parts of joinedParagraphs(text, blocks(text, languageId))) {
    const [first] = parts;
    if (first === undefined) continue;
    const { kind, start } = first;
    const end = parts.at(-1)?.end ?? first.end;
    const spans = parts.flatMap((part) => spansOf(text, part, inlines));
    append(
      comments,
      spans.filter((span) => span.kind === 'comment'),
    );
    if (kind === 'comment') continue;
    if (kind === 'heading')
      sections.push({
        heading: { start, end, level: first.level ?? 1, text: onOneLine(visibleText(text, first, spans).text) },
      });
    if (kind === 'paragraph') {
      const sentences = blockSentences(text, { start, end }, spans);
      if (sentences.length === 0) continue;
      found.push({ start, end, section: sections.length - 1, continues, sentences });
    }
    continues = kind === 'paragraph';
  }
  return { sections, blocks: found, comments };
}

/**
 * Blocks, each by itself but for the parts of a paragraph: a comment on lines of its own ends none, unless a blank line is beside it;
 * nor does a formula on lines of its own, unless a blank line is beside it and the text after it starts a sentence.
 */
function joinedParagraphs(text: string, all: readonly Block[]): Block[][] {
  const joined: Block[][] = [];
  let paragraph: Block[] | undefined;
  let between: Block[] = [];
  for (const block of all) {
    if (block.kind === 'comment' || block.kind === 'math') {
      between.push(block);
      continue;
    }
    if (paragraph && goesOn(text, paragraph, between, block)) for (const part of [...between, block]) paragraph.push(part);
    else {
      for (const part of between) joined.push([part]);
      const parts = [block];
      joined.push(parts);
      paragraph = block.kind === 'paragraph' ? parts : undefined;
    }
    between = [];
  }
  for (const part of between) joined.push([part]);
  return joined;
}

function goesOn(text: string, paragraph: readonly Block[], between: readonly Block[], block: Block): boolean {
  const [first] = between;
  const [before, last] = [paragraph.at(-1), between.at(-1)];
  if (block.kind !== 'paragraph' || !before || !first || !last) return false;
  if (!isBlankLineIn(text, before.end, first.start) && !isBlankLineIn(text, last.end, block.start)) return true;
  return between.some(({ kind }) => kind === 'math') && /^\p{Ll}/u.test(text.slice(block.start, block.start + 2));
}

function isBlankLineIn(text: string, from: number, to: number): boolean {
  return text.slice(from, to).split('\n').length > 2;
}

function spansOf(text: string, block: Block, inlines: (block: Block) => InlineSpan[]): InlineSpan[] {
  const { kind, start, end } = block;
  // With its line end, so that no blank line is left in the paragraph around it.
  if (kind === 'comment') return [{ kind, start, end: end + (/^\r?\n/.exec(text.slice(end, end + 2))?.[0].length ?? 0) }];
  if (kind === 'math') return [{ kind: 'break', start, end }];
  return isProseKind(kind) ? inlines(block) : [];
}

/** Letters of words; what has fewer than two words is no sentence that anything could follow from: "* * *", "🙂", "(12)". */
const word = /\p{L}[\p{L}\p{M}'’-]*/gu;
const minWords = 2;

/** The sentences of a paragraph. A line of emoji or numbers is none, nor is one of nothing but code, a formula or an address. */
function blockSentences(text: string, block: Span, spans: readonly InlineSpan[]): FlowSentence[] {
  const visible = visibleText(text, block, spans);
  return sentences(visible.shape)
    .filter(({ start, end }) => (visible.shape.slice(start, end).match(word)?.length ?? 0) >= minWords)
    .map((span) => ({ ...visible.sourceOf(span), text: onOneLine(visible.text.slice(span.start, span.end)) }));
}
