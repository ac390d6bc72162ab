import * as v from 'valibot';
import type { CancellationToken } from '../../common/cancellation.js';
import type { ServerConnection } from '../server/serverConnection.js';
import { brokenAnswer, ServerFailure } from '../server/serverFailure.js';
import type { Capabilities } from './capabilities.js';
import type { CompletionServer, GenerateQuery, ServerPrompt, ServerStep } from './completionServer.js';
import { chatSteps, chatTokens } from './logprobShapes.js';
import { cannotRate } from './openAiCompletions.js';

const path = '/completion';

const answer = v.object({ completion_probabilities: v.nullish(chatTokens) });
const failure = v.object({ error: v.object({ message: v.string() }) });

/** llama.cpp's server by its own address, for versions whose `/v1/completions` tells no probabilities. */
export class LlamaCompletions implements CompletionServer {
  constructor(
    private readonly connection: ServerConnection,
    readonly capabilities: Capabilities,
  ) {}

  async *generate(prompt: ServerPrompt, query: GenerateQuery, cancel?: CancellationToken): AsyncGenerator<ServerStep> {
    const body = llamaBody(this.capabilities, prompt, query);
    if (!this.capabilities.streams) {
      yield* llamaSteps(await this.connection.post(path, body, cancel), this.connection);
      return;
    }
    for await (const event of this.connection.stream(path, { ...body, stream: true }, 'events', cancel))
      yield* llamaSteps(event, this.connection);
  }

  rate(): Promise<never> {
    return Promise.reject(cannotRate(this.connection, 'llama.cpp'));
  }

  close(): Promise<void> {
    return this.connection.close();
  }
}

/** The body of a request. Probabilities are those before sampling; the text stays in the server's cache. */
export function llamaBody(
  { top: most }: Pick<Capabilities, 'top'>,
  prompt: ServerPrompt,
  { maxTokens, top }: GenerateQuery,
): Record<string, unknown> {
  return {
    prompt: 'ids' in prompt ? prompt.ids : prompt.text,
    n_predict: maxTokens,
    n_probs: Math.max(1, Math.min(top, most)),
    temperature: 0,
    cache_prompt: true,
  };
}

/** The tokens of an answer, or of a piece of one. */
export function llamaSteps(value: unknown, { address }: Pick<ServerConnection, 'address'>): ServerStep[] {
  if (v.is(failure, value)) throw new ServerFailure('passing', `${address.host} stopped in the middle of its answer: ${value.error.message.slice(0, 200)}`); // prettier-ignore
  if (!v.is(answer, value)) throw brokenAnswer(address.host, 'it is no answer of llama.cpp');
  return chatSteps(value.completion_probabilities ?? []);
}
