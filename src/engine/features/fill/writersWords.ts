import { maxOf } from '../../../common/extremes.js';
import { contextKind, weightOf, withoutContext } from '../../../learning/manuscript/blendWeights.js';
import { contextDepth } from '../../../learning/manuscript/contextOrder.js';
import type { WriterModel } from '../../decode/learned/writerModel.js';
import type { Token } from '../../tokenizer/token.js';
import type { Tokenizer } from '../../tokenizer/tokenizer.js';
import type { PlaceReading } from './readGroup.js';
import type { Word } from './word.js';

/** What a writer's texts have at a gap: `rest` is what they leave to the encoder; with the words' probabilities it sums to 1 at most. */
export interface WritersWords {
  readonly rest: number;
  readonly words: ReadonlyMap<string, number>;
}

/** Characters before a gap that hold more tokens than a context has. */
const contextCharacters = 200;

/** At how many places of a context the words are read. */
const maxPlaces = 100;

/** No word has more tokens. */
const maxTokens = 12;

/** How many words of the writer's are added to those of the encoder at most. */
const maxAdded = 10;

/** How many of the words that the model does not know are thought of where no context has them. */
const maxKnown = 200;

const trailingWord = /(?<![\p{L}\p{M}'’-])\p{L}[\p{L}\p{M}]*(?:['’-]\p{L}[\p{L}\p{M}]*)*$/u;

const leadingWord = /^(\s*)(\p{L}[\p{L}\p{M}]*(?:['’-]\p{L}[\p{L}\p{M}]*)*)(?=[^\p{L}\p{M}'’-])/u;

/**
 * The words that the writer's texts have before the word after a gap, and after the words before it, blended as tokens are: longer contexts before
 * shorter ones, then the words that the writer alone uses, and the encoder in the place of the causal model.
 * @param best the probability of the word that is best to the encoder
 */
export function writersWords(
  { before, after }: { readonly before: string; readonly after: string },
  best: number,
  writer: WriterModel,
  tokenizer: Tokenizer,
): WritersWords {
  const text = before.trimEnd().slice(-contextCharacters);
  const history = tokenizer.encode(text);
  const endsWord = /[\p{L}\p{M}\p{N}]$/u.test(text);
  const words = new Map<string, number>();
  const add = (word: string, probability: number): void => void words.set(word, (words.get(word) ?? 0) + probability);
  let rest = 1;
  const behind = contextBehind(after, writer, tokenizer);
  if (behind !== undefined) {
    const share = weightOf(writer.weights, behind.kind, best);
    for (const word of behind.words) add(word, (rest * share) / behind.words.length);
    rest *= 1 - share;
  }
  for (const { kind, places } of writer.contexts(history)) {
    const share = weightOf(writer.weights, kind, best);
    if (share === 0) continue;
    const looked = places.filter((_, nth) => nth % Math.ceil(places.length / maxPlaces) === 0);
    for (const place of looked) {
      const word = wordAt(place, endsWord, writer, tokenizer);
      if (word !== undefined) add(word, (rest * share) / looked.length);
    }
    rest *= 1 - share;
  }
  const share = weightOf(writer.weights, withoutContext, best);
  for (const { text, count } of writer.known.slice(0, maxKnown)) add(text, (rest * share * count) / Math.max(1, writer.words));
  return { rest: rest * (1 - share), words };
}

/** The words that the texts have before the first word of what follows, and how often that is known; `undefined` where they do not have it. */
function contextBehind(
  after: string,
  { index }: WriterModel,
  tokenizer: Tokenizer,
): { readonly kind: number; readonly words: readonly string[] } | undefined {
  const [first] = /^\s+[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/u.exec(after.slice(0, contextCharacters)) ?? [];
  const tokens = first === undefined ? [] : tokenizer.encode(first).slice(0, contextDepth);
  const range = tokens.length === 0 ? undefined : index.ranges(tokens).find(({ length }) => length === tokens.length);
  if (range === undefined) return undefined;
  const words = index.placesIn(range).flatMap((place) => wordBefore(place - tokens.length, index, tokenizer) ?? []);
  if (words.length === 0) return undefined;
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return { kind: contextKind(range.length, { total: words.length, largest: maxOf([...counts.values()]) }), words };
}

/** The word that ends before a place of the texts. */
function wordBefore(place: number, { tokens, separator }: WriterModel['index'], tokenizer: Tokenizer): string | undefined {
  const before = Array.from(tokens.subarray(Math.max(0, place - maxTokens), place)) as Token[];
  return trailingWord.exec(tokenizer.decode(before.slice(before.lastIndexOf(separator as Token) + 1)))?.[0];
}

/** The words of a reading, blended with the writer's: best first. */
export function withWritersWords(place: PlaceReading, { rest, words }: WritersWords): PlaceReading {
  const own = new Map([...words].map(([text, probability]) => [text.toLowerCase(), { text, probability }]));
  const known = place.words.map((word): Word => {
    const same = own.get(word.text.toLowerCase());
    own.delete(word.text.toLowerCase());
    return blended(same === undefined ? word : { ...word, text: same.text }, rest, same?.probability ?? 0);
  });
  const added = [...own.values()]
    .sort((a, b) => b.probability - a.probability)
    .slice(0, maxAdded)
    .map(({ text, probability }): Word => {
      const logprob = Math.log(probability);
      return { text, tokens: [], pieces: [], words: 1, total: logprob, logprob };
    });
  const all = [...known, ...added].sort((a, b) => b.logprob - a.logprob);
  return { ...place, words: all, ...(place.standing && { standing: standingIn(place.standing, all, { rest, words }) }) };
}

function blended(word: Word, rest: number, probability: number): Word {
  const total = Math.log(rest * Math.exp(word.total) + probability);
  return { ...word, total, logprob: total / word.words };
}

function standingIn(
  standing: NonNullable<PlaceReading['standing']>,
  all: readonly Word[],
  { rest, words }: WritersWords,
): NonNullable<PlaceReading['standing']> {
  const total = Math.log(rest * Math.exp(standing.total) + (words.get(standing.text) ?? 0));
  const better = all.filter((word) => word.total > total).length;
  return { ...standing, total, rank: better < all.length ? better : Math.max(better, standing.rank) };
}

/** The word that begins at a place of the texts; `undefined` where none does, as inside another, and where it goes on too far. */
function wordAt(place: number, followsWord: boolean, { index }: WriterModel, tokenizer: Tokenizer): string | undefined {
  const following: Token[] = [];
  for (const token of index.tokens.subarray(place, place + maxTokens)) {
    if (token === index.separator) break;
    following.push(token as Token);
  }
  const [, space = '', word] = leadingWord.exec(`${tokenizer.decode(following)}.`) ?? [];
  return space === '' && followsWord ? undefined : word;
}
