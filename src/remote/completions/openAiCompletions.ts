import type { CancellationToken } from '../../common/cancellation.js';
import type { ServerConnection } from '../server/serverConnection.js';
import { brokenAnswer, ServerFailure } from '../server/serverFailure.js';
import type { Capabilities, ServerKind } from './capabilities.js';
import { choicesOf } from './completionAnswer.js';
import type { CompletionServer, GenerateQuery, ServerPrompt, ServerStep } from './completionServer.js';
import { stepsIn } from './logprobShapes.js';

const path = '/v1/completions';

/** A server that speaks as OpenAI's `/v1/completions`, each with what is its own. */
export class OpenAiCompletions implements CompletionServer {
  constructor(
    private readonly connection: ServerConnection,
    readonly capabilities: Capabilities,
  ) {}

  async *generate(prompt: ServerPrompt, query: GenerateQuery, cancel?: CancellationToken): AsyncGenerator<ServerStep> {
    const body = completionBody(this.capabilities, prompt, query);
    if (!this.capabilities.streams) {
      for (const choice of choicesOf(await this.connection.post(path, body, cancel), this.connection)) yield* stepsIn(choice.logprobs);
      return;
    }
    for await (const event of this.connection.stream(path, { ...body, stream: true }, 'events', cancel)) {
      for (const choice of choicesOf(event, this.connection)) yield* stepsIn(choice.logprobs);
    }
  }

  async rate(prompt: ServerPrompt, top: number, cancel?: CancellationToken): Promise<readonly ServerStep[]> {
    const { kind } = this.capabilities;
    if (this.capabilities.promptLogprobs === 'none') throw cannotRate(this.connection, kind);
    // Some take 0 for "to the end"; one token more than is asked for is left off.
    const maxTokens = kind === 'vllm' ? 0 : 1;
    const body = { ...completionBody(this.capabilities, prompt, { maxTokens, top: Math.max(1, top) }), echo: true };
    const [choice] = choicesOf(await this.connection.post(path, body, cancel), this.connection);
    const steps = stepsIn(choice?.logprobs);
    if (steps.length === 0) throw brokenAnswer(this.connection.address.host, 'it has no probabilities');
    return steps;
  }

  close(): Promise<void> {
    return this.connection.close();
  }
}

/** The body of a request. The most probable token is always chosen, so that the text is the same each time. */
export function completionBody(
  { kind, model, top: most }: Pick<Capabilities, 'kind' | 'model' | 'top'>,
  prompt: ServerPrompt,
  { maxTokens, top, allowed }: GenerateQuery,
): Record<string, unknown> {
  const logprobs = Math.max(1, Math.min(top, most));
  return {
    model,
    prompt: 'ids' in prompt ? prompt.ids : prompt.text,
    max_tokens: maxTokens,
    temperature: 0,
    logprobs,
    ...own[kind]?.(logprobs, 'ids' in prompt),
    ...(allowed !== undefined && { allowed_token_ids: allowed }),
  };
}

/** What a kind of server needs to be told besides. */
const own: Partial<Record<ServerKind, (logprobs: number, asIds: boolean) => Record<string, unknown>>> = {
  // A token that is no UTF-8 by itself is told by its number, which only the model's own tokenizer can read.
  vllm: (_, asIds) => (asIds ? { return_tokens_as_token_ids: true } : {}),
  // The text stays in the server's cache; probabilities are those before sampling.
  'llama.cpp': (logprobs) => ({ n_probs: logprobs, cache_prompt: true }),
};

/** Says what a server lacks for surprisal and flow. */
export function cannotRate({ address }: Pick<ServerConnection, 'address'>, kind: ServerKind): ServerFailure {
  const name = kind === 'other' ? address.host : `${address.host} (${kind})`;
  return new ServerFailure(
    'lacking',
    `${name} does not tell how probable a given text is ("echo" with "logprobs"), so it can neither rate surprisal nor compare a sentence with the text before it. Use a server that does, such as vLLM, or leave out --server to use the local model.`,
  );
}
