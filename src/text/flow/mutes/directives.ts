import type { Span } from '../../span.js';
import type { FlowDocument } from '../document/flowDocument.js';

/** What a comment in the text says about the flow check. */
export interface Directive extends Span {
  /** Leaves out the next sentence, the paragraph that it stands in or else the next one, or all of the file; `unknown` is a slip. */
  readonly kind: 'next' | 'block' | 'file' | 'unknown';
}

/** The signs that open and close comments in the languages that are prose, and an optional reason behind the directive. */
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

/** Whether a directive leaves out a sentence, which is told by its place in the document. */
export function isLeftOut({ kind, start, end }: Directive, { blocks }: FlowDocument, block: number, sentence: number): boolean {
  switch (kind) {
    case 'file':
      return true;
    case 'block':
      return block === blocks.findIndex((each) => each.end >= start);
    case 'next': {
      const next = blocks.findIndex((each) => (each.sentences.at(-1)?.start ?? 0) >= end);
      return block === next && sentence === blocks[next]?.sentences.findIndex((each) => each.start >= end);
    }
    case 'unknown':
      return false;
  }
}
