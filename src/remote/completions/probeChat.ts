import type { CancellationToken } from '../../common/cancellation.js';
import type { ServerConnection } from '../server/serverConnection.js';
import type { ChatCapabilities, ServerFacts } from './capabilities.js';
import { chatBody, chatPath, type ChatPiece, chatPiece, chatPieces } from './chatAnswer.js';
import { firstOf, unlessRefused } from './refused.js';

/** Nothing that a user has written. */
const messages = [{ role: 'user', content: 'Say yes.' }] as const;

const limits = ['max_tokens', 'max_completion_tokens'] as const;

/** Whether and how a server answers messages: two short questions at most for each way. Null where it does not. */
export async function probeChat(
  connection: ServerConnection,
  { model }: ServerFacts,
  cancel: CancellationToken | undefined,
): Promise<ChatCapabilities | null> {
  const sampling = { temperature: 0, topP: 1 };
  for (const limit of limits) {
    for (const streams of [true, false]) {
      const body = chatBody({ limit, streams }, model, messages, { maxTokens: 1, sampling });
      const ask = async (): Promise<ChatPiece> => chatPiece(await connection.post(chatPath, body, cancel), connection);
      const answer = streams ? firstOf(chatPieces(connection, body, cancel)) : unlessRefused(ask());
      if ((await answer) !== undefined) return { limit, streams };
    }
  }
  return null;
}
