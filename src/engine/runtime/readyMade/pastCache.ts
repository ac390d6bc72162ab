import type { Token } from '../../tokenizer/token.js';
import type { Past, PastTensor } from './readyModel.js';

/** How many sequences are kept: the text before the cursor, and a few branches of it. */
const maxSequences = 6;

interface Kept {
  readonly tokens: readonly Token[];
  readonly past: Past;
}

/** What ready-made graphs have read, by its tokens; the sequences that were used last are kept. */
export class PastCache {
  #kept: readonly Kept[] = [];

  get bytes(): number {
    return this.#kept.flatMap(({ past }) => Object.values(past)).reduce((sum, { data }) => sum + data.byteLength, 0);
  }

  /** How many tokens at the start of a sequence are known. */
  shared(tokens: readonly Token[]): number {
    return this.longest(tokens, tokens.length).length;
  }

  /** The most that is known of a sequence, up to `most` tokens, cut to what is shared. */
  longest(tokens: readonly Token[], most: number): { readonly past: Past | undefined; readonly length: number } {
    let best: { kept: Kept; length: number } | undefined;
    for (const kept of this.#kept) {
      const common = Math.min(most, sharedLength(kept.tokens, tokens));
      const length = common === kept.tokens.length || canBeCut(kept) ? common : 0;
      if (length > (best?.length ?? 0)) best = { kept, length };
    }
    if (best === undefined) return { past: undefined, length: 0 };
    const { kept, length } = best;
    return { past: length === kept.tokens.length ? kept.past : cut(kept.past, length), length };
  }

  keep(tokens: readonly Token[], past: Past | undefined): void {
    if (past === undefined || Object.keys(past).length === 0) return;
    const others = this.#kept.filter((kept) => kept.tokens.length !== tokens.length || sharedLength(kept.tokens, tokens) < tokens.length);
    this.#kept = [{ tokens, past }, ...others].slice(0, maxSequences);
  }

  clear(): void {
    this.#kept = [];
  }
}

function sharedLength(a: readonly Token[], b: readonly Token[]): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length++;
  return length;
}

/** Keys and values are [1, heads, tokens, size]; states of other kinds stand for all tokens at once. */
function canBeCut({ tokens, past }: Kept): boolean {
  return Object.values(past).every(({ dims }) => dims.length === 4 && dims[2] === tokens.length);
}

/** The first `length` tokens of a past. */
function cut(past: Past, length: number): Past {
  return Object.fromEntries(Object.entries(past).map(([name, tensor]) => [name, cutTensor(tensor, length)]));
}

function cutTensor({ type, data, dims }: PastTensor, length: number): PastTensor {
  const [batch = 1, heads = 1, tokens = 1, size = 1] = dims;
  const [block, kept] = [tokens * size, length * size];
  const values = data.slice(0, batch * heads * kept);
  for (let head = 0; head < batch * heads; head++) values.set(data.subarray(head * block, head * block + kept), head * kept);
  return { type, data: values, dims: [batch, heads, length, size] };
}
