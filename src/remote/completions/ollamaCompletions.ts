import * as v from 'valibot';
import type { CancellationToken } from '../../common/cancellation.js';
import type { ServerConnection } from '../server/serverConnection.js';
import { brokenAnswer, ServerFailure } from '../server/serverFailure.js';
import type { Capabilities } from './capabilities.js';
import type { CompletionServer, GenerateQuery, ServerPrompt, ServerStep } from './completionServer.js';
import { chatSteps, chatTokens } from './logprobShapes.js';
import { cannotRate } from './openAiCompletions.js';

const path = '/api/generate';

/** A piece of an answer. Tokens are told of since version 0.12.11. */
const piece = v.object({ response: v.optional(v.string()), error: v.optional(v.string()), logprobs: v.nullish(chatTokens) });

/** Ollama by its own address: only there a text can be continued as it is, since `/v1/completions` puts it into a chat's template. */
export class OllamaCompletions implements CompletionServer {
  constructor(
    private readonly connection: ServerConnection,
    readonly capabilities: Capabilities,
  ) {}

  async *generate(prompt: ServerPrompt, query: GenerateQuery, cancel?: CancellationToken): AsyncGenerator<ServerStep> {
    const body = ollamaBody(this.capabilities, prompt, query);
    for await (const value of this.connection.stream(path, body, 'lines', cancel)) yield* ollamaSteps(value, this.connection);
  }

  rate(): Promise<never> {
    return Promise.reject(cannotRate(this.connection, 'ollama'));
  }

  close(): Promise<void> {
    return this.connection.close();
  }
}

/** The body of a request. `num_ctx` is left alone: another value would load the model again. */
export function ollamaBody(
  { model, top: most }: Pick<Capabilities, 'model' | 'top'>,
  prompt: ServerPrompt,
  { maxTokens, top }: GenerateQuery,
): Record<string, unknown> {
  return {
    model,
    prompt: 'text' in prompt ? prompt.text : '',
    raw: true,
    logprobs: true,
    top_logprobs: Math.max(1, Math.min(top, most)),
    options: { num_predict: maxTokens, temperature: 0 },
  };
}

/** The tokens of a piece of an answer. */
export function ollamaSteps(value: unknown, { address }: Pick<ServerConnection, 'address'>): ServerStep[] {
  if (!v.is(piece, value)) throw brokenAnswer(address.host, 'it is no answer of Ollama');
  if (value.error !== undefined) throw new ServerFailure('passing', `${address.host} stopped: ${value.error.slice(0, 200)}`);
  return chatSteps(value.logprobs ?? []);
}
