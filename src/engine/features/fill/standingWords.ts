import type { CancellationToken } from '../../../common/cancellation.js';
import type { Token } from '../../tokenizer/token.js';
import type { LoadedEncoder } from '../loadedEncoder.js';
import type { Gap } from './gap.js';
import type { MaskedText } from './maskedText.js';
import { logprobsOf, oneWord, phrase, type WordShape } from './wordShape.js';

/** Tokens of what is at a place that are rated at most; more are no word that anybody would ask about. */
const maxTokens = 16;

/**
 * The log-probabilities of the words that are at a place, comparable with those of a `Word`: like there, from the last token to the
 * first, each after masks. `undefined` where that has more tokens than a word could have.
 */
export async function rateStanding(
  { encoder, pieces }: LoadedEncoder,
  text: MaskedText,
  gap: Gap,
  standing: readonly Token[],
  cancel?: CancellationToken,
): Promise<ReturnType<typeof logprobsOf> | undefined> {
  if (standing.length === 0 || standing.length > maxTokens) return undefined;
  const batch = standing.map((token, at) => {
    const sequence = text.with(new Map([[gap, [...text.masks(at + 1), ...standing.slice(at + 1)]]]));
    return { ...sequence, masks: [{ position: (sequence.starts.get(gap) ?? 0) + at, rate: [token] }] };
  });
  const answers = await encoder.maskedDistributions(batch, 1, cancel);
  const logprobs = answers.map(([distribution]) => distribution?.rated[0] ?? -Infinity);
  return logprobsOf(shapeOf(standing.map((token) => pieces.of(token).kind === 'word')), logprobs);
}

/** One word where one token begins a word; signs inside count as pieces of the word before them. */
function shapeOf(begins: readonly boolean[]): WordShape {
  const words = begins.filter((each) => each).length;
  return words > 1 ? phrase(words) : oneWord(begins.length);
}
