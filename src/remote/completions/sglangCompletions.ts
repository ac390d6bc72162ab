import * as v from 'valibot';
import type { CancellationToken } from '../../common/cancellation.js';
import type { ServerConnection } from '../server/serverConnection.js';
import { brokenAnswer, ServerFailure } from '../server/serverFailure.js';
import type { Capabilities } from './capabilities.js';
import type { CompletionServer, GenerateQuery, ServerPrompt, ServerStep, ServerToken } from './completionServer.js';
import { cannotRate } from './openAiCompletions.js';

const path = '/generate';

/** A token as SGLang tells of it: the logarithm of its probability, its number, and what it is written as. */
const told = v.looseTuple([v.nullable(v.number()), v.number(), v.nullish(v.string())]);
const perToken = v.nullish(v.array(v.nullish(v.array(told))));

const answer = v.object({
  meta_info: v.object({
    completion_tokens: v.nullish(v.number()),
    input_token_logprobs: v.nullish(v.array(told)),
    input_top_logprobs: perToken,
    output_token_logprobs: v.nullish(v.array(told)),
    output_top_logprobs: perToken,
    output_token_ids_logprobs: perToken,
  }),
});
type Facts = v.InferOutput<typeof answer>['meta_info'];

/** An error where an answer should be, after the server has begun to answer. */
const failure = v.object({ error: v.object({ message: v.string() }) });

/**
 * SGLang by its own address, which says more than its `/v1/completions`: the number of each token, how probable any given tokens are, and the
 * probabilities of a prompt from a place on, so that what is before it is read from the server's cache.
 */
export class SglangCompletions implements CompletionServer {
  constructor(
    private readonly connection: ServerConnection,
    readonly capabilities: Capabilities,
  ) {}

  async *generate(prompt: ServerPrompt, query: GenerateQuery, cancel?: CancellationToken): AsyncGenerator<ServerStep> {
    const body = sglangBody(this.capabilities, prompt, query);
    if (!this.capabilities.streams) {
      yield* outputSteps(factsIn(await this.connection.post(path, body, cancel), this.connection), 0);
      return;
    }
    let count = 0;
    for await (const event of this.connection.stream(path, { ...body, stream: true }, 'events', cancel)) {
      for (const step of outputSteps(factsIn(event, this.connection), count)) {
        count++;
        yield step;
      }
    }
  }

  async rate(prompt: ServerPrompt, top: number, cancel?: CancellationToken, from = 0): Promise<readonly ServerStep[]> {
    if (this.capabilities.promptLogprobs === 'none') throw cannotRate(this.connection, this.capabilities.kind);
    // The first token that is told of never has a probability.
    const start = 'ids' in prompt ? Math.max(0, from - 1) : 0;
    const body = { ...sglangBody(this.capabilities, prompt, { maxTokens: 1, top }), logprob_start_len: start };
    const { input_token_logprobs: tokens, input_top_logprobs: tops } = factsIn(await this.connection.post(path, body, cancel), this.connection); // prettier-ignore
    if (!tokens?.length) throw brokenAnswer(this.connection.address.host, 'it has no probabilities');
    const skipped = Array.from({ length: start }, (): ServerStep => ({ bytes: new Uint8Array(), top: [] }));
    return [...skipped, ...tokens.map((token, at) => ({ ...tokenOf(token), top: (tops?.[at] ?? []).map(tokenOf) }))];
  }

  close(): Promise<void> {
    return this.connection.close();
  }
}

/** The body of a request. The most probable token is always chosen, so that the text is the same each time. */
export function sglangBody(
  { top: most }: Pick<Capabilities, 'top'>,
  prompt: ServerPrompt,
  { maxTokens, top, allowed }: GenerateQuery,
): Record<string, unknown> {
  return {
    ...('ids' in prompt ? { input_ids: prompt.ids } : { text: prompt.text }),
    sampling_params: { max_new_tokens: maxTokens, temperature: 0 },
    return_logprob: true,
    // −1 is "of what is written only". With 0 alternatives the tokens themselves are told of nevertheless.
    logprob_start_len: -1,
    top_logprobs_num: Math.min(top, most),
    return_text_in_logprobs: true,
    ...(allowed !== undefined && { token_ids_logprob: allowed }),
  };
}

/** What an answer, or a piece of one, says about tokens. */
export function factsIn(value: unknown, { address }: Pick<ServerConnection, 'address'>): Facts {
  if (v.is(failure, value)) throw new ServerFailure('passing', `${address.host} stopped in the middle of its answer: ${value.error.message.slice(0, 200)}`); // prettier-ignore
  if (!v.is(answer, value)) throw brokenAnswer(address.host, 'it is no answer of SGLang');
  return value.meta_info;
}

/**
 * The tokens that an answer has beyond the first few. Each piece of a streamed answer tells of all tokens from the first one on or, by another
 * setting of the server, of those that are new.
 */
export function outputSteps(facts: Facts, known: number): ServerStep[] {
  const tokens = facts.output_token_logprobs ?? [];
  const before = Math.max(0, (facts.completion_tokens ?? tokens.length) - tokens.length);
  return tokens.slice(Math.max(0, known - before)).map((token, index) => {
    const at = index + Math.max(0, known - before);
    const others = [...(facts.output_top_logprobs?.[at] ?? []), ...(facts.output_token_ids_logprobs?.[at] ?? [])].map(tokenOf);
    return { ...tokenOf(token), top: others.sort((a, b) => (b.logprob ?? -Infinity) - (a.logprob ?? -Infinity)) };
  });
}

function tokenOf([logprob, id, text]: v.InferOutput<typeof told>): ServerToken {
  return { id, bytes: Buffer.from(text ?? '', 'utf8'), ...(logprob !== null && { logprob: Math.min(0, logprob) }) };
}
