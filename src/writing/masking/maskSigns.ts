import { isWordAt } from '../../prose/characters.js';
import { isProseKind } from '../../prose/markup/block.js';
import { blocks, inlineSpans } from '../../prose/markup/blocks.js';
import type { Span } from '../../prose/span.js';

/** `[MASK]`, or three underscores and more; in LaTeX and in Markdown they may be escaped. */
const sign = /\[MASK\]|(?:\\_|_){3,}/gi;

/** How a text shows that a word is missing. */
export const maskSign = '[MASK]';

/** The signs of missing words in a text, wherever they stand. Underscores inside a word (`__init__`) are none. */
export function maskSigns(text: string): Span[] {
  const found = Array.from(text.matchAll(sign), ({ index, 0: { length } }) => ({ start: index, end: index + length }));
  return found.filter(({ start, end }) => text.startsWith('[', start) || !(isWordAt(text, start - 1) || isWordAt(text, end)));
}

/** The signs that are in the prose of a document; a line of underscores, and signs in code, are none. */
export function maskSignsInProse(text: string, languageId: string): Span[] {
  const signs = maskSigns(text);
  if (signs.length === 0) return [];
  return blocks(text, languageId)
    .filter(({ kind }) => isProseKind(kind))
    .flatMap((block) => {
      const inside = signs.filter(({ start, end }) => start >= block.start && end <= block.end);
      if (inside.length === 0) return [];
      const foreign = inlineSpans(text, block, languageId).filter(({ kind }) => kind !== 'sign');
      return inside.filter(({ start, end }) => !foreign.some((span) => span.start < end && start < span.end));
    });
}

/** Whether a text is such a sign and nothing else. */
export function isMaskSign(text: string): boolean {
  const [first] = maskSigns(text);
  return first?.start === 0 && first.end === text.length;
}

/** The sign that ends at an offset, as when it has just been typed. */
export function maskSignBefore(text: string, offset: number): Span | undefined {
  return maskSigns(text.slice(0, offset)).find(({ end }) => end === offset);
}
