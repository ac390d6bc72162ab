import type { HttpAnswer } from '../../network/httpClient.js';
import { PassingFailure } from '../../network/retry.js';

/** Bytes of a file: from `start` to before `end`. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** How a large file is asked for: in so many pieces at a time, each of so many bytes. */
export interface Pieces {
  readonly connections: number;
  readonly bytes: number;
}

/** A file that is asked for as a whole. */
export const inOnePiece: Pieces = { connections: 1, bytes: Infinity };

/**
 * The content of a file from its first range on, in order, while the ranges after it are on their way. What is read is always the next of
 * the file, so that it can be hashed and kept as if it came by one connection; what comes early waits in memory, at most one range for each
 * other connection.
 * @param first the range that was asked for already, and its answer
 * @param ask asks for a range
 * @throws what a connection fails of, or a `PassingFailure` where a range has another length than it should
 */
export async function* rangesAhead(
  first: ByteRange & { readonly answer: HttpAnswer },
  total: number,
  { connections, bytes }: Pieces,
  ask: (range: ByteRange) => Promise<HttpAnswer>,
): AsyncGenerator<Uint8Array> {
  const ahead: Arriving[] = [new Arriving(first, Promise.resolve(first.answer))];
  let next = first.end;
  try {
    while (ahead.length > 0) {
      for (; ahead.length < connections && next < total; next = Math.min(next + bytes, total)) {
        const range = { start: next, end: Math.min(next + bytes, total) };
        ahead.push(new Arriving(range, ask(range)));
      }
      const [head] = ahead;
      if (head !== undefined) yield* head.parts();
      ahead.shift();
    }
  } finally {
    for (const each of ahead) each.close();
  }
}

/** A range that arrives while others are read. */
class Arriving {
  readonly #parts: Uint8Array[] = [];
  #state: 'arriving' | 'closed' | { readonly error?: unknown } = 'arriving';
  #wake: () => void = () => undefined;

  constructor(
    private readonly range: ByteRange,
    answer: Promise<HttpAnswer>,
  ) {
    void this.#receive(answer);
  }

  async *parts(): AsyncGenerator<Uint8Array> {
    for (;;) {
      const part = this.#parts.shift();
      if (part !== undefined) yield part;
      else if (typeof this.#state === 'object') {
        if ('error' in this.#state) throw this.#state.error;
        return;
      } else await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  close(): void {
    this.#state = 'closed';
  }

  async #receive(answer: Promise<HttpAnswer>): Promise<void> {
    try {
      const { body } = await answer;
      const wanted = this.range.end - this.range.start;
      let bytes = 0;
      for await (const part of body) {
        // To leave the loop destroys the body.
        if (this.#state === 'closed') return;
        bytes += part.length;
        if (bytes > wanted) throw new PassingFailure(`more arrived than the ${wanted} bytes that were asked for.`);
        this.#parts.push(part);
        this.#wake();
      }
      if (bytes < wanted) throw new PassingFailure(`the connection ended after ${bytes} of ${wanted} bytes.`);
      this.#end({});
    } catch (error) {
      this.#end({ error });
    }
  }

  #end(state: { readonly error?: unknown }): void {
    if (this.#state === 'arriving') this.#state = state;
    this.#wake();
  }
}
