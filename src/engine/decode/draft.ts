import { append } from '../../common/append.js';
import type { CompletionToken, StopReason } from '../../common/methods/completion.js';
import type { Branch } from '../runtime/decoder.js';
import type { Token } from '../tokenizer/token.js';
import { type Continuation, cutTo, type Place } from './continuation.js';
import { CharacterStream } from './utf8.js';

export type Alternatives = CompletionToken['alternatives'];

/** A continuation while it grows, token by token. */
export class Draft {
  readonly #parts: CompletionToken[] = [];
  readonly #tokens: Token[] = [];
  readonly #places: Place[] = [];
  #characters = CharacterStream.empty;
  #text = '';
  #logprob = 0;

  /** `branch` is where the first token goes. */
  constructor(public branch: Branch) {}

  get text(): string {
    return this.#text;
  }

  /** How many tokens stand after the caret. */
  get length(): number {
    return this.#parts.length;
  }

  /** All tokens since the prompt. */
  get tokens(): readonly Token[] {
    return this.#tokens;
  }

  /** Log-probability of the whole. */
  get logprob(): number {
    return this.#logprob;
  }

  /** The bytes of a character that is not complete yet. */
  get pending(): Uint8Array {
    return this.#characters.pending;
  }

  /** The text as it would be with these bytes after it. */
  preview(bytes: Uint8Array): string {
    return this.#characters.push(bytes).text;
  }

  /** Adds tokens that together put `bytes` after the caret. */
  add(tokens: readonly Token[], bytes: Uint8Array, logprob: number, alternatives: Alternatives): void {
    const { text, stream } = this.#characters.push(bytes);
    this.#characters = stream;
    this.#text += text;
    this.#logprob += logprob;
    append(this.#tokens, tokens);
    this.#parts.push({ text, logprob, alternatives });
  }

  /** The model has read all tokens so far. */
  read(branch: Branch): void {
    this.branch = branch;
    if (this.pending.length === 0) this.#places.push({ branch, length: this.#text.length });
  }

  /** How much of the text remains without its last `count` tokens. */
  lengthWithout(count: number): number {
    const dropped = this.#parts.slice(Math.max(0, this.#parts.length - count));
    return this.#text.length - dropped.reduce((length, { text }) => length + text.length, 0);
  }

  /** The continuation, cut to `length` characters. */
  finish(stop: StopReason, length: number): Continuation {
    return cutTo({ text: this.#text, tokens: this.#parts, stop, places: this.#places, decoded: this.#parts.length }, stop, length);
  }
}
