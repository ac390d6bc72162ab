import type { CancellationToken } from '../../../common/cancellation.js';
import type { TextPair } from '../../../common/methods/scoring.js';
import type { PairRatings } from '../check/pairRatings.js';

/** The end of a whole sentence, with its closing quotes. */
const sentenceEnd = /[.!?…]["'”’)\]]*$/u;
const letter = /[\p{L}\p{N}]/u;

/**
 * The sentence that links a pair best: it follows the first one, and the second follows it. By the encoder's next-sentence log-odds or,
 * where it has none, by how much less surprising the second sentence becomes.
 * @param proposals what a model wrote after the first sentence; parts of sentences and repetitions of the pair are left out
 * @returns `undefined` where the second sentence follows none of them better than it follows the first
 */
export async function bestLink(
  proposals: readonly string[],
  pair: TextPair,
  ratings: PairRatings,
  token?: CancellationToken,
): Promise<string | undefined> {
  const { before, first, second } = pair;
  const texts = new Set(proposals.map((text) => text.trim()).filter((text) => letter.test(text) && sentenceEnd.test(text)));
  const links = [...texts].filter((text) => text !== first && text !== second);
  if (links.length === 0) return undefined;
  const into = links.map((link): TextPair => ({ before, first, second: link }));
  const outOf = links.map((link): TextPair => ({ before: `${before} ${first}`.trim(), first: link, second }));
  const signal = ratings.missing.has('next-sentence') ? 'surprisal' : 'next-sentence';
  await ratings.measure([pair, ...into, ...outOf], signal, token);
  if (signal === 'next-sentence' && ratings.missing.has(signal)) return bestLink(proposals, pair, ratings, token);
  const odds = (each: TextPair): number => {
    const { nextSentence, surprisal } = ratings.known(each);
    if (signal === 'next-sentence') return nextSentence ?? -Infinity;
    return surprisal === undefined ? -Infinity : surprisal.alone - surprisal.after;
  };
  const rated = links.map((text, index) => ({ text, into: odds(into[index] ?? pair), outOf: odds(outOf[index] ?? pair) }));
  const better = rated.filter((link) => link.outOf > odds(pair));
  return better.sort((a, b) => b.into + b.outOf - a.into - a.outOf)[0]?.text;
}
