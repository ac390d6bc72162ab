import type { CancellationToken } from '../../../common/cancellation.js';
import type { Token } from '../../tokenizer/token.js';
import type { LoadedEncoder } from '../loadedEncoder.js';
import type { Gap } from './gap.js';
import type { MaskedText } from './maskedText.js';
import { singleWords, type Word } from './word.js';

/** Words for several gaps that fit together. */
export interface WordTuple {
  /** In the order of the gaps. */
  readonly words: readonly Word[];
  /** Of all of them together. */
  readonly logprob: number;
}

const top = 100;

/**
 * Fills several gaps of a text together: a beam search that fills them one after the other, each in the light of those that are filled
 * already. Words have one piece.
 * @param width how many fillings are followed and returned, and how many words each gap is tried with
 */
export async function jointWords(
  { encoder, pieces }: LoadedEncoder,
  text: MaskedText,
  gaps: readonly Gap[],
  width: number,
  cancel?: CancellationToken,
): Promise<WordTuple[]> {
  let tuples: WordTuple[] = [{ words: [], logprob: 0 }];
  for (const gap of gaps) {
    const batch = tuples.map(({ words }) => {
      const fills = new Map<Gap, readonly Token[]>(words.map((word, index) => [gaps[index] as Gap, word.tokens]));
      const sequence = text.with(fills);
      return { ...sequence, masks: [{ position: sequence.starts.get(gap) ?? 0 }] };
    });
    const answers = await encoder.maskedDistributions(batch, top, cancel);
    const longer = tuples.flatMap(({ words, logprob }, index) => {
      const [distribution] = answers[index] ?? [];
      const next = distribution === undefined ? [] : singleWords(distribution, pieces).slice(0, width);
      return next.map((word) => ({ words: [...words, word], logprob: logprob + word.logprob }));
    });
    tuples = longer.sort((a, b) => b.logprob - a.logprob).slice(0, width);
  }
  return tuples;
}
