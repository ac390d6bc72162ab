import http from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { type Dialect, logprobsOf } from './dialects.js';
import { answerMessages } from './messageAnswers.js';
import { answerNatively } from './nativeAnswers.js';
import type { Served, ServedStep } from './servedModel.js';

/** A request that reached the server. */
export interface SeenCompletion {
  readonly path: string;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: Record<string, unknown>;
  /** Whether the client went away before the answer was complete. */
  isGivenUp: boolean;
  /** Tokens that were computed for it. */
  computed: number;
}

/** What a request gets instead of an answer; returns false to let it be. */
export type ServerFault = (request: SeenCompletion, response: http.ServerResponse) => boolean;

/** A completions server over a model of this machine, which speaks as one of the kinds that there are, with real probabilities. */
export class CompletionsServer {
  readonly seen: SeenCompletion[] = [];
  /** Asked in turn for each completion; the first that returns true has answered. */
  faults: ServerFault[] = [];
  /** Awaited before each token but the first, so that a test can stop an answer in the middle. */
  beforeToken: (request: SeenCompletion) => Promise<void> = () => Promise.resolve();
  /** The key that it lets in; any without one. */
  key: string | undefined;
  url = '';
  readonly #sockets = new Set<Socket>();
  readonly #answers = new Set<Promise<void>>();
  readonly #server = http.createServer((request, response) => {
    const answer = this.#answer(request, response).finally(() => this.#answers.delete(answer));
    this.#answers.add(answer);
  });

  private constructor(
    private readonly model: Served,
    readonly dialect: Dialect,
  ) {
    this.#server.on('connection', (socket: Socket) => {
      this.#sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => this.#sockets.delete(socket));
    });
  }

  static async start(model: Served, dialect: Dialect, port = 0): Promise<CompletionsServer> {
    const server = new CompletionsServer(model, dialect);
    await new Promise<void>((resolve) => server.#server.listen(port, '127.0.0.1', resolve));
    server.url = `http://127.0.0.1:${(server.#server.address() as AddressInfo).port}`;
    return server;
  }

  /** The completions that were asked for, without what a probe asks. */
  get completions(): SeenCompletion[] {
    return this.seen.filter(({ path }) =>
      ['/v1/completions', '/api/generate', '/generate', '/generate_stream', '/completion'].includes(path),
    );
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
    await Promise.allSettled(this.#answers);
  }

  async #answer(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    response.on('error', () => undefined);
    const path = request.url ?? '/';
    const text = await bodyOf(request);
    const json = (status: number, value: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    };
    if (this.key !== undefined && request.headers.authorization !== `Bearer ${this.key}`) {
      json(401, { error: { message: `Incorrect API key provided: ${request.headers.authorization ?? 'none'}` } });
      return;
    }
    if (request.method === 'GET') {
      const page = this.#page(path);
      json(page === undefined ? 404 : 200, page ?? { detail: 'Not Found' });
      return;
    }
    const seen: SeenCompletion = { path, headers: request.headers, body: JSON.parse(text) as Record<string, unknown>, isGivenUp: false, computed: 0 }; // prettier-ignore
    this.seen.push(seen);
    response.on('close', () => (seen.isGivenUp = !response.writableFinished));
    if (this.faults.some((fault) => fault(seen, response))) return;
    if (path === '/api/generate' && this.dialect.kind === 'ollama') return this.#ollama(seen, response);
    if (path === '/v1/completions' && this.dialect.completes !== false) return this.#complete(seen, response, json);
    const tools = {
      model: this.model,
      dialect: this.dialect,
      steps: (prompt: readonly ServedStep['token'][], maxTokens: number, top: number) => this.#steps(seen, prompt, maxTokens, top),
      refuse: (message: string, status = 400) => json(status, { error: message, error_type: 'validation' }),
    };
    if (path === '/v1/chat/completions' && this.dialect.chat !== undefined) return answerMessages(seen, response, tools);
    if (await answerNatively(seen, response, tools)) return;
    json(404, { error: { message: 'Not found' } });
  }

  #page(path: string): unknown {
    if (path === '/v1/models' && this.dialect.owner !== undefined) {
      return { object: 'list', data: [{ id: this.model.name, object: 'model', owned_by: this.dialect.owner }] };
    }
    return this.dialect.pages?.[path];
  }

  async #complete(seen: SeenCompletion, response: http.ServerResponse, json: (status: number, value: unknown) => void): Promise<void> {
    const { body } = seen;
    const { kind, maxTop, takesIds, echoes, logprobs: shape, restricts, zeroIsEndless } = this.dialect;
    const refuse = (message: string, status = 400): void => json(status, { error: { message, type: 'invalid_request_error' } });
    const top = typeof body['logprobs'] === 'number' ? body['logprobs'] : 0;
    if (top > maxTop) {
      refuse(`logprobs must be at most ${maxTop}.`);
      return;
    }
    if (Array.isArray(body['prompt']) && !takesIds) {
      refuse('prompt must be a string', 422);
      return;
    }
    if (kind === 'llama-cpp-python' && shape === 'none' && top > 0) { refuse('logprobs is not supported for models created with logits_all=False', 500); return; } // prettier-ignore
    if (body['echo'] === true && !echoes) {
      refuse('Only no echo is supported');
      return;
    }
    if (body['suffix'] !== undefined) {
      refuse('suffix is not currently supported');
      return;
    }
    const prompt = this.model.tokensOf(body['prompt'] as string | number[], this.dialect.startsDocument);
    const asIds = body['return_tokens_as_token_ids'] === true && kind === 'vllm';
    const allowed = restricts && Array.isArray(body['allowed_token_ids']) ? (body['allowed_token_ids'] as number[]) : undefined;
    const asked = Number(body['max_tokens']);
    const maxTokens = asked === 0 && zeroIsEndless ? 1000 : asked;
    const echoed = body['echo'] === true ? await this.model.rate(prompt, top) : [];
    const choice = (steps: readonly ServedStep[], finish: string | null): object => ({
      index: 0,
      text: this.model.tokenizer.decode(steps.map(({ token }) => token)),
      logprobs: top > 0 || body['logprobs'] === 0 ? logprobsOf(this.dialect, steps, this.model, asIds) : null,
      finish_reason: finish,
    });
    const wrap = (...choices: object[]): string => JSON.stringify({ id: 'cmpl-1', object: 'text_completion', choices });
    const steps = this.#steps(seen, prompt, maxTokens, top, allowed);
    if (body['stream'] !== true) {
      const all = [...echoed];
      for await (const step of steps) all.push(step);
      const one = choice(all, 'stop');
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(wrap(...Array.from({ length: Number(body['n'] ?? 1) }, () => one)));
      return;
    }
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    for await (const step of steps) response.write(`data: ${wrap(choice([step], null))}\n\n`);
    response.end(`data: ${wrap(choice([], 'stop'))}\n\ndata: [DONE]\n\n`);
  }

  async #ollama(seen: SeenCompletion, response: http.ServerResponse): Promise<void> {
    const { body } = seen;
    const options = body['options'] as { num_predict: number };
    if (body['raw'] !== true) throw new Error('A template would be applied.');
    response.writeHead(200, { 'content-type': 'application/x-ndjson' });
    const prompt = this.model.tokensOf(body['prompt'] as string, this.dialect.startsDocument);
    for await (const step of this.#steps(seen, prompt, options.num_predict, Number(body['top_logprobs']))) {
      const { content } = logprobsOf(this.dialect, [step], this.model, false) as { content: unknown[] };
      response.write(`${JSON.stringify({ response: this.model.tokenizer.decode([step.token]), done: false, logprobs: content })}\n`);
    }
    response.end(`${JSON.stringify({ response: '', done: true })}\n`);
  }

  /** Tokens until enough, the end of the document, or the client is gone. */
  async *#steps(
    seen: SeenCompletion,
    prompt: readonly ServedStep['token'][],
    maxTokens: number,
    top: number,
    allowed?: readonly number[],
  ): AsyncGenerator<ServedStep> {
    const tokens = [...prompt];
    for (let count = 0; count < maxTokens && !seen.isGivenUp; count++) {
      if (count > 0) await this.beforeToken(seen);
      const step = await this.model.next(tokens, top, allowed);
      seen.computed++;
      if (this.model.isEnd(step.token)) return;
      tokens.push(step.token);
      yield step;
    }
  }
}

async function bodyOf(request: http.IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}
