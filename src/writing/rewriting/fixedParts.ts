import { isProseKind, type InlineKind } from '../../prose/markup/block.js';
import { blocks, inlineReader } from '../../prose/markup/blocks.js';
import type { Span } from '../../prose/span.js';

/** What has to be the same in other words and in other languages. */
const fixedKinds: ReadonlySet<InlineKind> = new Set<InlineKind>(['code', 'math', 'url', 'link-target', 'html', 'command', 'citation']);

/** The code, links, formulas and commands within the prose of a text, in order: what has to stay when it is rewritten. */
export function fixedParts(text: string, languageId: string): Span[] {
  const read = inlineReader(text, languageId);
  return blocks(text, languageId)
    .filter(({ kind }) => isProseKind(kind))
    .flatMap((block) => read(block).filter(({ kind, start, end }) => fixedKinds.has(kind) && text.slice(start, end).trim() !== ''))
    .map(({ start, end }) => ({ start, end }));
}

/** Parts of a text in order, to be asked for in order. */
export class InOrder {
  #next = 0;

  constructor(private readonly parts: readonly Span[]) {}

  /** Those within a piece, which lies after all pieces that were asked for before. */
  within(piece: Span): Span[] {
    const found: Span[] = [];
    for (let part = this.parts[this.#next]; part !== undefined && part.end <= piece.end; part = this.parts[++this.#next]) {
      if (part.start >= piece.start) found.push(part);
    }
    return found;
  }
}

/** Those of the fixed parts of a text that an answer has not, or not as often as the text. */
export function missingParts(text: string, parts: readonly Span[], answer: string): Span[] {
  const from = new Map<string, number>();
  return parts.filter(({ start, end }) => {
    const part = text.slice(start, end).trim();
    const found = answer.indexOf(part, from.get(part) ?? 0);
    from.set(part, found < 0 ? answer.length : found + part.length);
    return found < 0;
  });
}
