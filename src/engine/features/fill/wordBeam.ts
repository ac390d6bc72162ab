import { append } from '../../../common/append.js';
import type { CancellationToken } from '../../../common/cancellation.js';
import type { Token } from '../../tokenizer/token.js';
import type { LoadedEncoder } from '../loadedEncoder.js';
import type { Gap } from './gap.js';
import type { MaskedText } from './maskedText.js';
import type { Word } from './word.js';
import { logprobsOf, wordOf, type WordShape } from './wordShape.js';

export interface BeamOptions {
  /** How many unfinished words of each shape are followed. */
  readonly width: number;
  /** How many tokens each of them is tried with. */
  readonly branches: number;
  /** How many finished words of each shape are wanted. */
  readonly results: number;
  /** Words that come out below this are not wanted, so what is below it already is not followed. */
  readonly least: number;
}

/** Enough that the best pieces of a kind are among them. */
const top = 200;

interface Draft {
  readonly shape: WordShape;
  /** The tokens from its end on, and their pieces. */
  readonly tokens: readonly Token[];
  readonly pieces: Word['pieces'];
  readonly logprob: number;
}

/**
 * Finds words of several pieces for a gap: a beam search that fills masks from the last to the first. The end of a word says what kind
 * of word it is ("-ness", "-ly") and is probable where such a word fits; its beginning then follows. From the first to the last the
 * search fails, since without its end the beginning of a word looks like another word.
 */
export async function wordsOfPieces(
  { encoder, pieces }: LoadedEncoder,
  text: MaskedText,
  gap: Gap,
  shapes: readonly WordShape[],
  { width, branches, results, least }: BeamOptions,
  cancel?: CancellationToken,
): Promise<Word[]> {
  const found: Word[] = [];
  let drafts = shapes.map((shape): Draft => ({ shape, tokens: [], pieces: [], logprob: shape.prior }));
  while (drafts.length > 0) {
    const batch = drafts.map(({ shape, tokens }) => {
      const left = shape.kinds.length - tokens.length;
      const sequence = text.with(new Map([[gap, [...text.masks(left), ...tokens]]]));
      return { ...sequence, masks: [{ position: (sequence.starts.get(gap) ?? 0) + left - 1 }] };
    });
    const answers = await encoder.maskedDistributions(batch, top, cancel);
    const longer = drafts.flatMap((draft, index): Draft[] => {
      const [distribution] = answers[index] ?? [];
      const kind = draft.shape.kinds[draft.shape.kinds.length - 1 - draft.tokens.length];
      const fitting = (distribution?.tokens ?? []).flatMap((token, at) => {
        const piece = pieces.of(token);
        return piece.kind === kind ? [{ token, piece: { text: piece.text, logprob: distribution?.logprobs[at] ?? -Infinity } }] : [];
      });
      return fitting.slice(0, branches).map(({ token, piece }) => extended(draft, token, piece));
    });
    const promising = longer.filter(({ logprob }) => logprob >= least);
    drafts = shapes.flatMap((shape) => {
      const ofShape = promising.filter((draft) => draft.shape === shape).sort((a, b) => b.logprob - a.logprob);
      const isWhole = ofShape[0]?.tokens.length === shape.kinds.length;
      if (isWhole)
        append(
          found,
          ofShape.slice(0, results).map((draft) => wordOf(shape, draft.tokens, draft.pieces)),
        );
      return isWhole ? [] : ofShape.slice(0, width);
    });
  }
  return found.sort((a, b) => b.logprob - a.logprob);
}

function extended({ shape, tokens, pieces }: Draft, token: Token, piece: Word['pieces'][number]): Draft {
  const all = [piece, ...pieces];
  return {
    shape,
    tokens: [token, ...tokens],
    pieces: all,
    logprob: logprobsOf(
      shape,
      all.map((each) => each.logprob),
    ).logprob,
  };
}
