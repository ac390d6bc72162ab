import { firstIndex } from '../../../prose/firstIndex.js';
import type { Span } from '../../../prose/span.js';
import type { FlowDocument, FlowSentence } from '../document/flowDocument.js';
import { isEnglish } from '../english.js';
import type { Paragraph } from './paragraphChain.js';

/** A paragraph of a document, or a piece of a very long one. */
export interface DocumentParagraph extends Paragraph {
  /** The index of its block. */
  readonly block: number;
  /** The sentences with their places. */
  readonly parts: readonly FlowSentence[];
}

export interface ParagraphChoice {
  /** An offset in a sentence that is being written. */
  readonly caret?: number;
  /** Only paragraphs that touch one of these spans, which are in order and do not overlap. */
  readonly within?: readonly Span[];
}

/** A book in one paragraph is checked in pieces of so many sentences: the text far away says nothing about a pair. */
const maxSentences = 50;

/** The paragraphs of a document that are to be checked, in its order: those in English with anything to judge. */
export function documentParagraphs({ blocks }: FlowDocument, { caret, within }: ParagraphChoice): DocumentParagraph[] {
  const isEnglishDocument = isEnglish(blocks.flatMap(({ sentences }) => sentences.map(({ text }) => text)).join(' ')) ?? true;
  return blocks.flatMap((block, index) => {
    const { sentences } = block;
    if (within !== undefined && !touches(within, block)) return [];
    if (!(isEnglish(sentences.map(({ text }) => text).join(' ')) ?? isEnglishDocument)) return [];
    return Array.from({ length: Math.ceil(sentences.length / maxSentences) }, (_, piece): DocumentParagraph => {
      const parts = sentences.slice(piece * maxSentences, (piece + 1) * maxSentences);
      const before = piece > 0 ? sentences[piece * maxSentences - 1] : block.continues ? blocks[index - 1]?.sentences.at(-1) : undefined;
      const held = parts.flatMap((sentence, at) => (isAt(sentence, caret) ? [at] : []));
      return {
        block: index,
        parts,
        sentences: parts.map(({ text }) => text),
        held: new Set(held),
        ...(before !== undefined && { previous: before.text }),
      };
    });
  });
}

/** Whether a sentence is the one that is being written at the caret. */
export function isAt({ start, end }: Span, caret: number | undefined): boolean {
  return caret !== undefined && start <= caret && caret <= end + 1;
}

/** Whether one of the spans, which are in order and do not overlap, touches another. */
export function touches(spans: readonly Span[], { start, end }: Span): boolean {
  const first = spans[firstIndex(spans, (span) => span.end >= start)];
  return first !== undefined && first.start <= end;
}
