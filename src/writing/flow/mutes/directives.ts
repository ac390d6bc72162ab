import { firstIndex } from '../../../prose/firstIndex.js';
import type { Span } from '../../../prose/span.js';
import type { FlowBlock, FlowDocument, FlowSentence } from '../document/flowDocument.js';

/** What a comment in the text says about the flow check. */
export interface Directive extends Span {
  /** Leaves out the next sentence, the paragraph that it is in or else the next one, or all of the file; `unknown` is a slip. */
  readonly kind: 'next' | 'block' | 'file' | 'unknown';
}

/** The signs that open and close comments in the languages that are prose, and an optional reason after the directive. */
const directive = /^(?:<!--+|%+|\/\/+|\/\*+|\.\.|\{\/\*)?\s*cloze-ignore(?:-(\w+))?\b/;

/** The directives in the comments of a document. */
export function directivesIn(text: string, comments: readonly Span[]): Directive[] {
  return comments.flatMap(({ start, end }) => {
    const found = directive.exec(text.slice(start, end));
    if (found === null) return [];
    const kind = (['next', 'block', 'file'] as const).find((known) => known === found[1]) ?? 'unknown';
    return [{ kind, start, end }];
  });
}

/** The sentences that directives leave out, each with its directive: the last one of those that are about it. */
export function leftOutBy(directives: readonly Directive[], { blocks }: FlowDocument): ReadonlyMap<FlowSentence, Directive> {
  // One directive for each block, so that many of them in a long paragraph do not each visit all of its sentences.
  const ofBlocks = new Map<FlowBlock, Directive>();
  const ofSentences = new Map<FlowSentence, Directive>();
  const ofFile = directives.findLast(({ kind }) => kind === 'file');
  for (const directive of directives) {
    if (directive.kind === 'block') {
      const block = blocks[firstIndex(blocks, ({ end }) => end >= directive.start)];
      if (block !== undefined) ofBlocks.set(block, directive);
    }
    if (directive.kind === 'next') {
      const sentences = blocks[firstIndex(blocks, (block) => (block.sentences.at(-1)?.start ?? 0) >= directive.end)]?.sentences ?? [];
      const sentence = sentences[firstIndex(sentences, ({ start }) => start >= directive.end)];
      if (sentence !== undefined) ofSentences.set(sentence, directive);
    }
  }
  const found = blocks.flatMap((block) =>
    block.sentences.map((sentence) => [sentence, later(ofSentences.get(sentence), ofBlocks.get(block)) ?? ofFile] as const),
  );
  return new Map(found.filter((entry): entry is [FlowSentence, Directive] => entry[1] !== undefined));
}

function later(a: Directive | undefined, b: Directive | undefined): Directive | undefined {
  return a === undefined || (b !== undefined && b.start > a.start) ? b : a;
}
