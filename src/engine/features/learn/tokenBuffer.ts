import type { TokenSequence } from '../../../learning/manuscript/contextOrder.js';

/** Tokens that are added one text after the other, in as little memory as their vocabulary needs. */
export class TokenBuffer {
  #tokens: TokenSequence;
  #length = 0;

  /** @param separator the largest number that it holds */
  constructor(private readonly separator: number) {
    this.#tokens = this.#allocate(2 ** 16);
  }

  get length(): number {
    return this.#length;
  }

  add(tokens: ArrayLike<number>): void {
    if (this.#length + tokens.length > this.#tokens.length) {
      const larger = this.#allocate(2 * (this.#length + tokens.length));
      larger.set(this.#tokens.subarray(0, this.#length));
      this.#tokens = larger;
    }
    this.#tokens.set(tokens, this.#length);
    this.#length += tokens.length;
  }

  /** All of them, without the room for more. */
  all(): TokenSequence {
    return this.#tokens.slice(0, this.#length);
  }

  #allocate(length: number): TokenSequence {
    return this.separator < 2 ** 16 ? new Uint16Array(length) : new Uint32Array(length);
  }
}
