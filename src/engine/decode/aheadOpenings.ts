import { splitsCharacter } from '../../prose/characters.js';
import { logAdd } from './logProbability.js';
import type { Opening } from './openings.js';
import { decodeUtf8 } from './utf8.js';

/** A beginning for a writer who goes on otherwise than the best continuation. */
export interface AheadOpening {
  readonly opening: Opening;
  /** What the writer has to type until this is the best beginning: never empty. */
  readonly typed: string;
  /** All beginnings that agree with what is typed, best first: what they add to it, with log-probabilities given that it is typed. */
  readonly agreeing: readonly { readonly text: string; readonly logprob: number }[];
}

/** What the writer types less often than this is not worth to be prepared for. */
const minShare = 0.03;

/**
 * The beginnings that become the best one as soon as the writer types other characters than the first opening's, likeliest first. The
 * distribution after a few more characters is the one before them, as far as it agrees with them, so that no model step is needed to
 * know these.
 * @param openings all that were found, best first
 */
export function aheadOpenings(openings: readonly Opening[], first: Opening, count: number): AheadOpening[] {
  const texts = openings.map(({ bytes }) => decodeUtf8(bytes));
  const best = [decodeUtf8(first.bytes)];
  const found: AheadOpening[] = [];
  for (const [index, opening] of openings.entries()) {
    const text = texts[index] ?? '';
    if (found.length >= count) break;
    const typed = shortestOther(text, best);
    if (typed === undefined || found.some((other) => typed.startsWith(other.typed))) continue;
    best.push(text);
    const same = openings.flatMap(({ logprob }, at) => {
      const whole = texts[at] ?? '';
      return whole.startsWith(typed) ? [{ text: whole.slice(typed.length), logprob }] : [];
    });
    const share = same.reduce((sum, { logprob }) => logAdd(sum, logprob), -Infinity);
    if (share < Math.log(minShare)) continue;
    found.push({ opening, typed, agreeing: same.map((other) => ({ ...other, logprob: other.logprob - share })) });
  }
  return found;
}

/** The shortest beginning of a text that none of the others has; undefined where it has none, or where a character would be split. */
function shortestOther(text: string, others: readonly string[]): string | undefined {
  let typed = '';
  for (const character of text) {
    typed += character;
    if (!others.some((other) => other.startsWith(typed))) return splitsCharacter(text, typed.length) ? undefined : typed;
  }
  return undefined;
}
