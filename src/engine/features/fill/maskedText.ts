import { append } from '../../../common/append.js';
import type { Span } from '../../../prose/span.js';
import type { Token } from '../../tokenizer/token.js';
import type { EncoderSequence } from '../../runtime/encoder.js';
import { singleSequence } from '../encoderSequence.js';
import type { LoadedEncoder } from '../loadedEncoder.js';
import type { Gap } from './gap.js';

/** A stretch of a passage as an encoder reads it, with gaps that hold masks or words. */
export class MaskedText {
  private constructor(
    private readonly special: LoadedEncoder['special'],
    private readonly mask: Token,
    readonly gaps: readonly Gap[],
    /** The tokens before, between and after the gaps: one list more than there are gaps. */
    private readonly parts: readonly (readonly Token[])[],
  ) {}

  /** Reads a stretch; gaps that are not wholly in it do not count. */
  static read(text: string, gaps: readonly Gap[], { start, end }: Span, { special, tokenizer }: LoadedEncoder, mask: Token): MaskedText {
    const inside = gaps.filter((gap) => gap.start >= start && gap.end <= end);
    const ends = [...inside.map((gap) => gap.start), end];
    const starts = [start, ...inside.map((gap) => gap.end)];
    // The space before a word belongs to the word, in vocabularies that have spaces.
    const parts = starts.map((from, index) => {
      const part = text.slice(from, ends[index]);
      return tokenizer.encode((index > 0 ? closed(part, index === inside.length) : part).trimEnd());
    });
    return new MaskedText(special, mask, inside, parts);
  }

  /** How many tokens there are with one mask in each gap, without the special tokens around them. */
  get length(): number {
    return this.parts.reduce((sum, part) => sum + part.length, this.gaps.length);
  }

  /** The sequence with these tokens in the gaps, a mask where a gap has none, and where each gap begins in it. */
  with(fills: ReadonlyMap<Gap, readonly Token[]>): EncoderSequence & { readonly starts: ReadonlyMap<Gap, number> } {
    const tokens: Token[] = [];
    const starts = new Map<Gap, number>();
    for (const [index, part] of this.parts.entries()) {
      append(tokens, part);
      const gap = this.gaps[index];
      if (gap === undefined) break;
      // The start token comes before all of them.
      starts.set(gap, tokens.length + 1);
      append(tokens, fills.get(gap) ?? [this.mask]);
    }
    return { ...singleSequence(this.special, tokens), starts };
  }

  /** So many masks, to be put into a gap. */
  masks(count: number): Token[] {
    return Array<Token>(count).fill(this.mask);
  }
}

/**
 * The text after a gap. Where a paragraph ends there, as it does while its writer is typing, it gets the full stop that is still to come:
 * without it an encoder finds nothing so probable in the gap as a full stop.
 */
function closed(text: string, isLast: boolean): string {
  const endsParagraph = /^[^\S\n]*\n[^\S\n]*\n/.test(text) || (isLast && text.trim() === '');
  return endsParagraph ? `.${text}` : text;
}
