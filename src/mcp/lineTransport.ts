import type { Readable, Writable } from 'node:stream';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import { ErrorCode, type JSONRPCMessage, JSONRPCMessageSchema } from '@modelcontextprotocol/sdk/types.js';

/** Longer messages are refused: many times the largest text that a tool takes, however it is written down. */
const maxBytes = 64 * 1024 * 1024;

/**
 * Messages as lines of two streams. Unlike the transport of the SDK, it answers what is no message, as JSON-RPC wants it, and a message that is
 * too long costs that message alone.
 */
export class LineTransport implements Transport {
  onmessage?: (message: JSONRPCMessage) => void;
  onclose?: () => void;
  /** What has arrived of the line that is not at its end yet. */
  #parts: Buffer[] = [];
  #bytes = 0;
  #isOpen = true;
  readonly #receive = (part: Buffer): void => this.#received(part);

  constructor(
    private readonly input: Readable,
    private readonly output: Writable,
    private readonly longest = maxBytes,
  ) {}

  start(): Promise<void> {
    this.input.on('data', this.#receive);
    return Promise.resolve();
  }

  send(message: JSONRPCMessage): Promise<void> {
    this.#write(message);
    return Promise.resolve();
  }

  close(): Promise<void> {
    if (this.#isOpen) {
      this.#isOpen = false;
      this.input.off('data', this.#receive);
      this.#parts = [];
      this.onclose?.();
    }
    return Promise.resolve();
  }

  #received(part: Buffer): void {
    let start = 0;
    for (let end = part.indexOf(newline); end >= 0; end = part.indexOf(newline, start)) {
      this.#keep(part.subarray(start, end));
      this.#line();
      start = end + 1;
    }
    this.#keep(part.subarray(start));
  }

  #keep(part: Buffer): void {
    this.#bytes += part.length;
    if (this.#bytes > this.longest) this.#parts = [];
    else if (part.length > 0) this.#parts.push(part);
  }

  #line(): void {
    const [parts, bytes] = [this.#parts, this.#bytes];
    this.#parts = [];
    this.#bytes = 0;
    if (bytes > this.longest) {
      this.#refuse(ErrorCode.InvalidRequest, `The message has ${bytes} bytes; at most ${this.longest} are read.`, null);
      return;
    }
    const line = Buffer.concat(parts).toString('utf8').trim();
    if (line !== '') this.#message(line);
  }

  #message(line: string): void {
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch {
      this.#refuse(ErrorCode.ParseError, 'The line is not JSON.', null);
      return;
    }
    const { success, data } = JSONRPCMessageSchema.safeParse(value);
    if (success) this.onmessage?.(data);
    else this.#refuse(ErrorCode.InvalidRequest, 'This is no message of JSON-RPC 2.0.', idOf(value));
  }

  #refuse(code: ErrorCode, message: string, id: string | number | null): void {
    this.#write({ jsonrpc: '2.0', id, error: { code, message } });
  }

  #write(value: object): void {
    if (this.#isOpen) this.output.write(`${JSON.stringify(value)}\n`);
  }
}

const newline = 0x0a;

/** The id of what was meant as a request; null where it has none. */
function idOf(value: unknown): string | number | null {
  const id = typeof value === 'object' && value !== null && 'id' in value ? value.id : null;
  return typeof id === 'string' || typeof id === 'number' ? id : null;
}
