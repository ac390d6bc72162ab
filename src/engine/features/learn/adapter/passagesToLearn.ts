import type { TokenSequence } from '../../../../learning/manuscript/contextOrder.js';
import type { Token } from '../../../tokenizer/token.js';

/** Tokens of a passage, with the one that stands before a text. */
const passageLength = 256;

/** Shorter ends of texts teach little for what they cost. */
const leastLength = 32;

/** More passages, some 130,000 tokens, are not learned from: their states alone would take more than 300 MB of the disk. */
const maxPassages = 512;

/**
 * The texts in passages for training, each as at the beginning of a text; evenly spread ones where there are many.
 * @param tokens with a separator after each text
 * @param start the token before a text
 */
export function passagesToLearn(tokens: TokenSequence, separator: number, start: Token, contextLength = passageLength): Token[][] {
  const size = Math.min(passageLength, contextLength) - 1;
  const places: { readonly from: number; readonly to: number }[] = [];
  for (let from = 0; from < tokens.length;) {
    const separated = tokens.indexOf(separator, from);
    const end = separated < 0 ? tokens.length : separated;
    for (; end - from >= leastLength; from += size) places.push({ from, to: Math.min(end, from + size) });
    from = end + 1;
  }
  const count = Math.min(places.length, maxPassages);
  return Array.from({ length: count }, (_, nth) => {
    const { from, to } = places[Math.floor((nth * places.length) / count)] as (typeof places)[number];
    return [start, ...(Array.from(tokens.subarray(from, to)) as Token[])];
  });
}
