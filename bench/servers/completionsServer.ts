import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { CancellationSource, type CancellationToken } from '../../src/common/cancellation.js';
import { isCancelled } from '../../src/common/clozeError.js';
import type { EngineInit } from '../../src/common/methods/lifecycle.js';
import { openModel } from '../../src/engine/openModel.js';
import type { LoadedModel } from '../../src/engine/features/loadedModel.js';
import type { Token } from '../../src/engine/tokenizer/token.js';

/** What the server noted about a request, in milliseconds of the machine's clock. */
export interface ServedRequest {
  readonly arrivedAt: number;
  /** When its last token, or all of its answer, was handed over. */
  answeredAt: number;
  /** When it computed nothing more for it. */
  stoppedAt: number;
  tokens: number;
  isGivenUp: boolean;
}

interface Body {
  readonly prompt: string | number[];
  readonly max_tokens: number;
  readonly logprobs?: number;
  readonly echo?: boolean;
  readonly stream?: boolean;
  readonly return_tokens_as_token_ids?: boolean;
  readonly allowed_token_ids?: number[];
}

interface Step {
  readonly token: Token;
  readonly logprob: number | null;
  readonly top: readonly { readonly token: Token; readonly logprob: number }[];
}

const now = (): number => performance.timeOrigin + performance.now();

/**
 * A completions server of the measures, in a process of its own: the embedded model in the ways of vLLM. It keeps what it has said, and
 * says that at once where the same is asked again, so that a client's own time can be told from the model's.
 */
class CompletionsServer {
  readonly #memory = new Map<string, Step[]>();
  #requests: ServedRequest[] = [];
  #last: Promise<unknown> = Promise.resolve();

  constructor(private readonly model: LoadedModel) {}

  async answer(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const noted: ServedRequest = { arrivedAt: now(), answeredAt: 0, stoppedAt: 0, tokens: 0, isGivenUp: false };
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const json = (value: unknown): void => {
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    };
    switch (request.url) {
      case '/v1/models':
        json({ data: [{ id: this.model.name, owned_by: 'vllm' }] });
        return;
      case '/v1/completions':
        this.#requests.push(noted);
        return this.#complete(JSON.parse(Buffer.concat(parts).toString('utf8')) as Body, noted, response);
      case '/requests':
        json(this.#requests);
        this.#requests = [];
        return;
      default:
        response.writeHead(404).end('{}');
    }
  }

  async #complete(body: Body, noted: ServedRequest, response: http.ServerResponse): Promise<void> {
    const { stream, ...asked } = body;
    const stop = new CancellationSource();
    response.on('close', () => {
      noted.isGivenUp ||= !response.writableFinished;
      if (noted.isGivenUp) stop.cancel();
    });
    const key = JSON.stringify(asked);
    const known = this.#memory.get(key);
    const told: Step[] = [];
    const choice = (steps: readonly Step[]): string =>
      JSON.stringify({ choices: [{ index: 0, text: '', logprobs: this.#legacy(steps, body), finish_reason: null }] });
    if (stream === true) response.writeHead(200, { 'content-type': 'text/event-stream' });
    try {
      for await (const step of known ?? this.#inTurn(this.#steps(body, stop.token))) {
        told.push(step);
        noted.tokens++;
        if (stream === true) response.write(`data: ${choice([step])}\n\n`);
        noted.answeredAt = now();
        if (noted.isGivenUp) break;
      }
    } catch (error) {
      if (!isCancelled(error)) throw error;
    }
    noted.stoppedAt = now();
    if (!noted.isGivenUp) this.#memory.set(key, told);
    response.end(stream === true ? 'data: [DONE]\n\n' : choice(told));
    if (!noted.isGivenUp) noted.answeredAt = now();
  }

  async *#steps(
    { prompt, max_tokens: maxTokens, logprobs = 0, echo, allowed_token_ids: allowed }: Body,
    cancel: CancellationToken,
  ): AsyncGenerator<Step> {
    const { decoder, tokenizer } = this.model;
    const tokens = [...(typeof prompt === 'string' ? tokenizer.encode(prompt) : (prompt as Token[]))];
    if (echo === true) yield* this.#rated(tokens, logprobs);
    const rate = (allowed ?? []) as Token[];
    for (let count = 0; count < maxTokens && !cancel.isCancellationRequested; count++) {
      const { next } = await decoder.prefill(tokens, { top: Math.max(1, logprobs), rate }, cancel);
      const top = next.tokens.map((token, at) => ({ token, logprob: next.logprobs[at] ?? -Infinity }));
      const only = rate.map((token, at) => ({ token, logprob: next.rated[at] ?? -Infinity })).sort((a, b) => b.logprob - a.logprob);
      const chosen = (allowed === undefined ? top : only)[0];
      if (chosen === undefined || tokenizer.documentEnds.has(chosen.token)) return;
      tokens.push(chosen.token);
      yield { ...chosen, top };
      // What the client has given up is only noticed between two steps.
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  async *#rated([first, ...rest]: readonly Token[], top: number): AsyncGenerator<Step> {
    if (first === undefined) return;
    yield { token: first, logprob: null, top: [] };
    if (rest.length === 0) return;
    const { branch } = await this.model.decoder.prefill([first], { top: 0 });
    const [rated] = await this.model.decoder.rate([{ branch, tokens: rest }], top);
    for (const [at, token] of rest.entries()) {
      const best = rated?.top[at];
      const others = (best?.tokens ?? []).map((each, rank) => ({ token: each, logprob: best?.logprobs[rank] ?? -Infinity }));
      yield { token, logprob: rated?.logprobs[at] ?? null, top: others };
    }
  }

  /** One request after the other, as the model has one sequence. */
  async *#inTurn(steps: AsyncGenerator<Step>): AsyncGenerator<Step> {
    let done = (): void => undefined;
    const before = this.#last;
    this.#last = new Promise<void>((resolve) => (done = resolve));
    await before;
    try {
      yield* steps;
    } finally {
      done();
    }
  }

  #legacy(steps: readonly Step[], { return_tokens_as_token_ids: asIds }: Body): object {
    const { tokenizer } = this.model;
    const name = (token: Token): string => (asIds === true ? `token_id:${token}` : tokenizer.decode([token]));
    return {
      tokens: steps.map(({ token }) => name(token)),
      token_logprobs: steps.map(({ logprob }) => logprob),
      top_logprobs: steps.map(({ top }) => Object.fromEntries(top.map(({ token, logprob }) => [name(token), logprob]))),
    };
  }
}

const init = JSON.parse(process.argv[2] ?? '') as EngineInit;
const server = new CompletionsServer(await openModel({ role: 'causal', model: init.causalModel, device: 'cpu' }, init));
const listening = http.createServer((request, response) => {
  response.on('error', () => undefined);
  server.answer(request, response).catch((error: unknown) => {
    console.error(error);
    response.destroy();
  });
});
listening.listen(0, '127.0.0.1', () => process.send?.(`http://127.0.0.1:${(listening.address() as AddressInfo).port}`));
process.on('disconnect', () => process.exit());
