import { minOf } from '../../common/extremes.js';
import { wordSpans } from './wordSpans.js';

/** How many words before the caret a loop may have begun in. */
const wordsBefore = 40;
/** The longest stretch of words whose repetition is looked for. */
const longestPeriod = 16;
/** So many words in a row from the text before the caret are a copy of it. */
const copiedWords = 10;
const copyReach = 2000;

/** Where a completion begins to say the same words again and again, or to copy the text before it; its length if it does not. */
export function loopStart(completion: string, before: string): number {
  const own = wordSpans(completion);
  const earlier = wordSpans(before.slice(-copyReach));
  const context = earlier.slice(-wordsBefore).map(({ word }) => word);
  const words = [...context, ...own.map(({ word }) => word)];
  const starts = [
    periodStart(words, context.length),
    copyStart(
      own.map(({ word }) => word),
      earlier.map(({ word }) => word),
    ),
  ];
  const first = minOf(
    starts.filter((index) => index !== undefined),
    own.length,
  );
  return own[first]?.start ?? completion.length;
}

/** The index among the completion's words of the first that only repeats a stretch just before it. */
function periodStart(words: readonly string[], from: number): number | undefined {
  for (let end = from + 1; end <= words.length; end++) {
    for (let period = 1; period <= longestPeriod; period++) {
      // One or two words may come twice ("step by step by", "very, very"); three in a row may not.
      const copies = period < 3 ? 3 : 2;
      const start = end - period * copies;
      // What the writer began to repeat is theirs to repeat: the last copy has to be the completion's own.
      if (start >= 0 && end - period >= from && isPeriodic(words, start, end, period)) return end - period - from;
    }
  }
  return undefined;
}

function isPeriodic(words: readonly string[], start: number, end: number, period: number): boolean {
  for (let index = start + period; index < end; index++) if (words[index] !== words[index - period]) return false;
  return true;
}

function copyStart(own: readonly string[], earlier: readonly string[]): number | undefined {
  const known = new Set(earlier.slice(copiedWords - 1).map((_, index) => earlier.slice(index, index + copiedWords).join(' ')));
  const index = own.findIndex(
    (_, start) => start + copiedWords <= own.length && known.has(own.slice(start, start + copiedWords).join(' ')),
  );
  return index < 0 ? undefined : index;
}
