import type { CancellationToken } from '../../../common/cancellation.js';
import type { LoadedModel } from '../loadedModel.js';
import { rateTexts, tail, votesOn } from './causalVote.js';
import type { Gap } from './gap.js';
import { type Passage, textBefore, textBehind } from './passage.js';
import type { Vote } from './ranking.js';

/** Characters after a sentence's first gap that are rated with each filling. */
const maxCharacters = 400;

/** How the words of a group's gaps are to be written. */
export interface WrittenGroup {
  readonly places: readonly { readonly gap: Gap; readonly texts: readonly string[] }[];
  /** Words for all of the gaps together, best first. */
  readonly tuples: readonly (readonly string[])[];
}

export interface GroupVotes {
  /** For each place, on its texts in their order. */
  readonly places: readonly (readonly Vote[])[];
  /** Log-probabilities of the sentence from the first gap on, with each tuple. */
  readonly tuples: readonly number[];
  readonly causal: string;
}

/** Asks the causal model about the gaps of a sentence. In the other gaps stand the words that fit best together. */
export async function voteOnGroup(
  { places, tuples }: WrittenGroup,
  passage: Passage,
  model: LoadedModel,
  cancel?: CancellationToken,
): Promise<GroupVotes> {
  const wordsOf = (texts: readonly string[]): Map<Gap, string> => new Map(places.map(({ gap }, index) => [gap, texts[index] ?? '']));
  const best = wordsOf(tuples[0] ?? []);
  const votes: Vote[][] = [];
  for (const { gap, texts } of places) {
    const behind = textBehind(passage, gap, passage.text.length, best);
    votes.push(await votesOn(texts, textBefore(passage, gap, best), behind, model, cancel));
  }
  const [first] = places;
  if (first === undefined || tuples.length === 0) return { places: votes, tuples: [], causal: model.name };
  const { gap } = first;
  const end = Math.min(passage.sentences.findLast(({ start }) => start <= gap.start)?.end ?? passage.text.length, gap.end + maxCharacters);
  const wholes = tuples.map((texts) => (texts[0] ?? '') + tail(textBehind(passage, gap, end, wordsOf(texts))));
  return { places: votes, tuples: await rateTexts(wholes, textBefore(passage, gap, best), model, cancel), causal: model.name };
}
