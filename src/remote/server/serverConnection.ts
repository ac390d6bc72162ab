import type { CancellationToken } from '../../common/cancellation.js';
import { cancelledError, ClozeError } from '../../common/clozeError.js';
import { parseJson } from '../../common/parseJson.js';
import { connectionFailure } from '../../network/connectionFailure.js';
import type { Environment } from '../../network/environment.js';
import { type HttpAnswer, HttpClient } from '../../network/httpClient.js';
import { PassingFailure } from '../../network/retry.js';
import { eventData, EventTooLong, linesOf } from './eventStream.js';
import type { ServerAddress } from './serverAddress.js';
import { brokenAnswer, ServerFailure, statusFailure } from './serverFailure.js';

export interface ServerOptions {
  readonly address: ServerAddress;
  /** What the server lets in by. Sent to it, and written nowhere. */
  readonly key?: string | undefined;
  /** How long the server may say nothing, in milliseconds. */
  readonly silenceMs?: number;
  /** How long one answer may take, in milliseconds. */
  readonly answerMs?: number;
}

/** What is sent, and what it is. */
export interface SentBytes {
  readonly bytes: string | Uint8Array;
  /** Its content type. */
  readonly type: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The most bytes of one answer: more would only fill the memory. */
const maxBytes = 64 * 2 ** 20;

/** Bytes of an error's body that are looked at. */
const maxErrorBytes = 16_384;

const silence = 30_000;
const longestAnswer = 300_000;

/** A connection to one server that the user named. Answers are limited in size and in time. */
export class ServerConnection {
  private constructor(
    private readonly http: HttpClient,
    private readonly options: ServerOptions,
  ) {}

  /** @throws ClozeError `network` where the network is switched off */
  static async open(environment: Environment, options: ServerOptions): Promise<ServerConnection> {
    const http = await HttpClient.open(environment, { silenceMs: options.silenceMs ?? silence, http2: true });
    return new ServerConnection(http, options);
  }

  get address(): ServerAddress {
    return this.options.address;
  }

  /** What the server has at a path, as JSON. */
  get(path: string, cancel?: CancellationToken): Promise<unknown> {
    return this.#exchange(path, undefined, cancel, (answer) => this.#json(answer));
  }

  /** What the server has at a path, whatever it is. */
  getBytes(path: string, cancel?: CancellationToken): Promise<Uint8Array> {
    return this.#exchange(path, undefined, cancel, (answer) => this.#whole(answer));
  }

  /** Sends JSON and gets JSON. */
  post(path: string, body: unknown, cancel?: CancellationToken): Promise<unknown> {
    return this.#exchange(path, { bytes: JSON.stringify(body), type: 'application/json' }, cancel, (answer) => this.#json(answer));
  }

  /**
   * Sends bytes and gets bytes, with the headers of the answer.
   * @param maxBytes the most bytes of the answer, where it is known how long it may be
   */
  postBytes(
    path: string,
    sent: SentBytes,
    { cancel, maxBytes: most }: { readonly cancel?: CancellationToken | undefined; readonly maxBytes?: number } = {},
  ): Promise<{ readonly headers: HttpAnswer['headers']; readonly bytes: Uint8Array }> {
    return this.#exchange(path, sent, cancel, async (answer) => ({ headers: answer.headers, bytes: await this.#whole(answer, most) }));
  }

  /**
   * Sends JSON and gets JSON values one after the other, as server-sent events or as lines. Who stops reading ends the server's work: the
   * connection is closed.
   */
  async *stream(path: string, body: unknown, format: 'events' | 'lines', cancel?: CancellationToken): AsyncGenerator {
    const ending = new Ending(this.options.answerMs ?? longestAnswer, cancel);
    try {
      const answer = await this.#ask(path, { bytes: JSON.stringify(body), type: 'application/json' }, ending.signal);
      const limited = this.#limited(answer, ending.signal);
      for await (const text of format === 'events' ? eventData(limited) : linesOf(limited)) {
        if (text.trim() !== '') yield this.#parsed(text);
      }
    } catch (error) {
      throw this.#failure(error, ending);
    } finally {
      ending.end();
    }
  }

  /** Ends its connections. */
  close(): Promise<void> {
    return this.http.close();
  }

  async #exchange<T>(
    path: string,
    sent: SentBytes | undefined,
    cancel: CancellationToken | undefined,
    read: (answer: HttpAnswer) => Promise<T>,
  ): Promise<T> {
    const ending = new Ending(this.options.answerMs ?? longestAnswer, cancel);
    try {
      return await read(await this.#ask(path, sent, ending.signal));
    } catch (error) {
      throw this.#failure(error, ending);
    } finally {
      ending.end();
    }
  }

  async #ask(path: string, sent: SentBytes | undefined, signal: AbortSignal): Promise<HttpAnswer> {
    const { address, key } = this.options;
    const answer = await this.http.ask(`${address.base}${path}`, {
      signal,
      token: key,
      headers: { ...sent?.headers, ...(sent !== undefined && { 'content-type': sent.type }) },
      ...(sent !== undefined && { body: sent.bytes }),
    });
    if (answer.status >= 200 && answer.status < 300) return answer;
    const body = Buffer.from(await beginning(answer.body, maxErrorBytes)).toString('utf8');
    throw statusFailure(address.host, answer.status, answer.headers, body, key, Date.now());
  }

  async #json(answer: HttpAnswer): Promise<unknown> {
    return this.#parsed(Buffer.from(await this.#whole(answer)).toString('utf8'));
  }

  async #whole(answer: HttpAnswer, most?: number): Promise<Uint8Array> {
    const parts: Uint8Array[] = [];
    for await (const part of this.#limited(answer, undefined, most)) parts.push(part);
    return Buffer.concat(parts);
  }

  async *#limited({ body }: HttpAnswer, signal?: AbortSignal, most = maxBytes): AsyncGenerator<Uint8Array> {
    let bytes = 0;
    for await (const part of body) {
      bytes += part.length;
      if (bytes > most) {
        body.destroy();
        throw brokenAnswer(this.options.address.host, `it is longer than ${Math.ceil(most / 2 ** 20)} MiB`);
      }
      signal?.throwIfAborted();
      yield part;
    }
  }

  #parsed(text: string): unknown {
    try {
      return parseJson(text);
    } catch (error) {
      throw brokenAnswer(this.options.address.host, /^\s*</.test(text) ? 'a page for a browser' : 'it is no JSON', error);
    }
  }

  #failure(error: unknown, ending: Ending): Error {
    if (error instanceof ServerFailure) return error;
    const { host, base } = this.options.address;
    if (ending.isLate) {
      return new ServerFailure('passing', `${host} did not finish its answer in time. Try again later, or see its log.`);
    }
    if (ending.isCancelled) return cancelledError();
    if (error instanceof EventTooLong) return brokenAnswer(host, 'an event without an end', error);
    const failure = connectionFailure(error, base, ending.signal, 'that the server runs, its address and the proxy');
    if (failure instanceof PassingFailure) {
      return new ServerFailure('passing', sentence(failure.message), { isLost: true }, { cause: error });
    }
    return failure instanceof ClozeError ? new ServerFailure('refused', failure.message, {}, { cause: error }) : failure;
  }
}

function sentence(text: string): string {
  return text.endsWith('.') ? text : `${text}.`;
}

async function beginning(body: AsyncIterable<Uint8Array>, most: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of body) {
    parts.push(part);
    length += part.length;
    if (length >= most) break;
  }
  return Buffer.concat(parts).subarray(0, most);
}

/** What ends a request early: its caller, or its time. */
class Ending {
  readonly #controller = new AbortController();
  readonly #timer: NodeJS.Timeout;
  readonly #listening: { dispose(): void } | undefined;
  isLate = false;
  isCancelled = false;

  constructor(milliseconds: number, cancel: CancellationToken | undefined) {
    this.#timer = setTimeout(() => {
      this.isLate = true;
      this.#controller.abort();
    }, milliseconds);
    this.#listening = cancel?.onCancellationRequested(() => this.#cancel());
    if (cancel?.isCancellationRequested) this.#cancel();
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** The request is over, or is given up. */
  end(): void {
    clearTimeout(this.#timer);
    this.#listening?.dispose();
    this.#controller.abort();
  }

  #cancel(): void {
    this.isCancelled = true;
    this.#controller.abort();
  }
}
