import * as v from 'valibot';
import type { CancellationToken } from '../../common/cancellation.js';
import type { Sampling } from '../../common/methods/completion.js';
import type { ServerConnection } from '../server/serverConnection.js';
import { brokenAnswer, ServerFailure } from '../server/serverFailure.js';
import type { ChatCapabilities } from './capabilities.js';

/** Where messages are answered. */
export const chatPath = '/v1/chat/completions';

const said = v.object({ content: v.nullish(v.string()) });
const answer = v.object({
  choices: v.array(v.object({ delta: v.nullish(said), message: v.nullish(said), finish_reason: v.nullish(v.string()) })),
  usage: v.nullish(v.object({ prompt_tokens: v.nullish(v.number()), completion_tokens: v.nullish(v.number()) })),
});

/** An error may also come where an answer should be, after the server has begun to answer. */
const failure = v.object({ error: v.union([v.string(), v.object({ message: v.string() })]) });

/** An answer to messages, or a piece of one. */
export interface ChatPiece {
  readonly text: string;
  /** Why it has ended, in the server's words, once it has. */
  readonly end?: string;
  /** Tokens that it read and wrote, where the server says so. */
  readonly usage?: { readonly read?: number; readonly written?: number };
}

/** The body of a request. Services of the newer name for the limit refuse what they choose themselves. */
export function chatBody(
  { limit, streams }: ChatCapabilities,
  model: string,
  messages: readonly { readonly role: string; readonly content: string }[],
  { maxTokens, sampling }: { readonly maxTokens: number; readonly sampling: Pick<Sampling, 'temperature' | 'topP'> },
): Record<string, unknown> {
  return {
    model,
    messages,
    [limit]: maxTokens,
    ...(limit === 'max_tokens' && { temperature: sampling.temperature, top_p: sampling.topP }),
    ...(streams && { stream: true }),
  };
}

/** An answer piece by piece. */
export async function* chatPieces(connection: ServerConnection, body: object, cancel?: CancellationToken): AsyncGenerator<ChatPiece> {
  for await (const event of connection.stream(chatPath, body, 'events', cancel)) yield chatPiece(event, connection);
}

/** What an answer, or a piece of one, says. */
export function chatPiece(value: unknown, { address }: Pick<ServerConnection, 'address'>): ChatPiece {
  if (v.is(failure, value)) {
    const message = typeof value.error === 'string' ? value.error : value.error.message;
    throw new ServerFailure('passing', `${address.host} stopped in the middle of its answer: ${message.slice(0, 200)}`);
  }
  if (!v.is(answer, value)) throw brokenAnswer(address.host, 'it is no answer to a message');
  const { choices, usage } = value;
  const [choice] = choices;
  const end = choice?.finish_reason;
  const [read, written] = [usage?.prompt_tokens, usage?.completion_tokens];
  return {
    text: choice?.delta?.content ?? choice?.message?.content ?? '',
    ...(typeof end === 'string' && end !== '' && { end }),
    ...(usage && { usage: { ...(typeof read === 'number' && { read }), ...(typeof written === 'number' && { written }) } }),
  };
}
