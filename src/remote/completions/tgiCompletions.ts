import * as v from 'valibot';
import type { CancellationToken } from '../../common/cancellation.js';
import type { ServerConnection } from '../server/serverConnection.js';
import { brokenAnswer, ServerFailure } from '../server/serverFailure.js';
import type { Capabilities } from './capabilities.js';
import type { CompletionServer, GenerateQuery, ServerPrompt, ServerStep, ServerToken } from './completionServer.js';
import { cannotRate } from './openAiCompletions.js';

const token = v.object({ id: v.number(), text: v.string(), logprob: v.nullish(v.number()) });
type Token = v.InferOutput<typeof token>;

/** A whole answer of `/generate`. `prefill` are the tokens of the prompt. */
const answer = v.object({
  details: v.object({ prefill: v.array(token), tokens: v.array(token), top_tokens: v.nullish(v.array(v.array(token))) }),
});

/** A piece of an answer of `/generate_stream`. */
const piece = v.object({ token, top_tokens: v.nullish(v.array(token)) });

const failure = v.object({ error: v.string() });

/** Text Generation Inference by its own address: its `/v1/completions` tells no probabilities. */
export class TgiCompletions implements CompletionServer {
  constructor(
    private readonly connection: ServerConnection,
    readonly capabilities: Capabilities,
  ) {}

  async *generate(prompt: ServerPrompt, query: GenerateQuery, cancel?: CancellationToken): AsyncGenerator<ServerStep> {
    const body = tgiBody(this.capabilities, prompt, query);
    if (!this.capabilities.streams) {
      yield* tgiAnswer(await this.connection.post('/generate', body, cancel), this.connection).written;
      return;
    }
    for await (const event of this.connection.stream('/generate_stream', body, 'events', cancel)) yield tgiStep(event, this.connection);
  }

  async rate(prompt: ServerPrompt, top: number, cancel?: CancellationToken): Promise<readonly ServerStep[]> {
    if (this.capabilities.promptLogprobs === 'none') throw cannotRate(this.connection, this.capabilities.kind);
    const { parameters, ...rest } = tgiBody(this.capabilities, prompt, { maxTokens: 1, top });
    const body = { ...rest, parameters: { ...parameters, decoder_input_details: true } };
    const { given } = tgiAnswer(await this.connection.post('/generate', body, cancel), this.connection);
    if (given.length === 0) throw brokenAnswer(this.connection.address.host, 'it has no probabilities');
    return given;
  }

  close(): Promise<void> {
    return this.connection.close();
  }
}

/** The body of a request. It takes texts only, and chooses the most probable token where it does not sample. */
export function tgiBody(
  { top: most }: Pick<Capabilities, 'top'>,
  prompt: ServerPrompt,
  { maxTokens, top }: GenerateQuery,
): { readonly inputs: string; readonly parameters: Readonly<Record<string, unknown>> } {
  const topTokens = Math.min(top, most);
  return {
    inputs: 'text' in prompt ? prompt.text : '',
    // It takes no 0 for either number.
    parameters: {
      max_new_tokens: Math.max(1, maxTokens),
      do_sample: false,
      details: true,
      ...(topTokens > 0 && { top_n_tokens: topTokens }),
    },
  };
}

/** The tokens of a whole answer: those of the prompt, where it tells of them, and those that it wrote. */
export function tgiAnswer(
  value: unknown,
  { address }: Pick<ServerConnection, 'address'>,
): { readonly given: readonly ServerStep[]; readonly written: readonly ServerStep[] } {
  if (!v.is(answer, value)) throw brokenAnswer(address.host, 'it is no answer of Text Generation Inference');
  const { prefill, tokens, top_tokens: tops } = value.details;
  return { given: prefill.map((each) => stepOf(each, [])), written: tokens.map((each, at) => stepOf(each, tops?.[at] ?? [])) };
}

/** The token of a piece of an answer. */
export function tgiStep(value: unknown, { address }: Pick<ServerConnection, 'address'>): ServerStep {
  if (v.is(failure, value)) throw new ServerFailure('passing', `${address.host} stopped in the middle of its answer: ${value.error.slice(0, 200)}`); // prettier-ignore
  if (!v.is(piece, value)) throw brokenAnswer(address.host, 'it is no answer of Text Generation Inference');
  return stepOf(value.token, value.top_tokens ?? []);
}

function stepOf(own: Token, top: readonly Token[]): ServerStep {
  const others = top.map(tokenOf).sort((a, b) => (b.logprob ?? -Infinity) - (a.logprob ?? -Infinity));
  return { ...tokenOf(own), top: others };
}

function tokenOf({ id, text, logprob }: Token): ServerToken {
  return { id, bytes: Buffer.from(text, 'utf8'), ...(typeof logprob === 'number' && { logprob: Math.min(0, logprob) }) };
}
