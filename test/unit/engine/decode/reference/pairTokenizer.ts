import type { Token } from '../../../../../src/engine/tokenizer/token.js';
import type { Tokenizer } from '../../../../../src/engine/tokenizer/tokenizer.js';

const pieces = /'s|'t| ?\p{L}[\p{L}\p{M}]*| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+/gu;

/**
 * A byte-level byte-pair tokenizer learned from a text (Sennrich et al. 2016, Radford et al. 2019), small enough to
 * read: tokens 0 to 255 are the bytes, each later one joins two earlier ones, and the last one stands for the ends of a document.
 */
export class PairTokenizer implements Tokenizer {
  readonly #bytes: Uint8Array[] = Array.from({ length: 256 }, (_, byte) => Uint8Array.of(byte));
  readonly #merges = new Map<string, number>();
  readonly documentStart: Token;
  readonly documentEnds: ReadonlySet<Token>;
  readonly vocabularySize: number;

  constructor(text: string, merges: number) {
    let words = split(text).map((piece) => [...Buffer.from(piece)]);
    for (let rank = 0; rank < merges; rank++) {
      const pair = mostFrequentPair(words);
      if (pair === undefined) break;
      const [a, b] = pair;
      const merged = this.#bytes.length;
      this.#merges.set(`${a},${b}`, merged);
      this.#bytes.push(Buffer.concat([this.#bytes[a] as Uint8Array, this.#bytes[b] as Uint8Array]));
      words = words.map((word) => merge(word, a, b, merged));
    }
    this.#bytes.push(new Uint8Array());
    this.vocabularySize = this.#bytes.length;
    this.documentStart = (this.vocabularySize - 1) as Token;
    this.documentEnds = new Set([this.documentStart]);
  }

  encode(text: string): Token[] {
    return split(text).flatMap((piece) => this.#encodePiece([...Buffer.from(piece)])) as Token[];
  }

  encodeWithSpecialTokens(text: string): Token[] {
    return this.encode(text);
  }

  decode(tokens: readonly Token[]): string {
    return Buffer.concat(tokens.map((token) => this.bytes(token))).toString('utf8');
  }

  bytes(token: Token): Uint8Array {
    return this.#bytes[token] ?? new Uint8Array();
  }

  compatible(prefix: Uint8Array): { extend: Token[]; within: Token[] } {
    const starts = (long: Uint8Array, short: Uint8Array): boolean => short.every((byte, at) => long[at] === byte);
    const tokens = [...this.#bytes.keys()].filter((token) => this.bytes(token as Token).length > 0) as Token[];
    return {
      extend: tokens.filter((token) => starts(this.bytes(token), prefix)),
      within: tokens.filter((token) => this.bytes(token).length < prefix.length && starts(prefix, this.bytes(token))),
    };
  }

  #encodePiece(ids: number[]): number[] {
    for (;;) {
      const ranks = ids.slice(1).map((id, at) => this.#merges.get(`${ids[at] ?? -1},${id}`) ?? Infinity);
      const first = Math.min(...ranks);
      if (first === Infinity) return ids;
      const at = ranks.indexOf(first);
      ids = merge(ids, ids[at] ?? -1, ids[at + 1] ?? -1, first);
    }
  }
}

function split(text: string): string[] {
  return text.match(pieces) ?? [];
}

function mostFrequentPair(words: readonly number[][]): [number, number] | undefined {
  const counts = new Map<string, { pair: [number, number]; count: number }>();
  for (const word of words) {
    for (let at = 1; at < word.length; at++) {
      const pair: [number, number] = [word[at - 1] ?? -1, word[at] ?? -1];
      const entry = counts.get(pair.join()) ?? { pair, count: 0 };
      entry.count++;
      counts.set(pair.join(), entry);
    }
  }
  const best = [...counts.values()].sort((a, b) => b.count - a.count)[0];
  return best !== undefined && best.count > 1 ? best.pair : undefined;
}

function merge(ids: readonly number[], a: number, b: number, merged: number): number[] {
  const result: number[] = [];
  for (let at = 0; at < ids.length; at++) {
    if (ids[at] === a && ids[at + 1] === b) {
      result.push(merged);
      at++;
    } else result.push(ids[at] ?? -1);
  }
  return result;
}
