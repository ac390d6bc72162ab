import { append } from '../../common/append.js';
import type { CancellationToken } from '../../common/cancellation.js';
import type { ServerConnection } from '../server/serverConnection.js';
import type { CompletionCapabilities, ServerFacts } from './capabilities.js';
import type { ServerStep } from './completionServer.js';
import { ollamaBody, ollamaSteps } from './ollamaCompletions.js';

/** Finds out whether an Ollama tells probabilities, which it does since version 0.12.11. */
export async function probeOllama(
  connection: ServerConnection,
  facts: ServerFacts,
  cancel: CancellationToken | undefined,
): Promise<CompletionCapabilities> {
  const body = ollamaBody({ model: facts.model, top: 20 }, { text: 'Once upon a time' }, { maxTokens: 1, top: 20 });
  const steps: ServerStep[] = [];
  for await (const piece of connection.stream('/api/generate', body, 'lines', cancel)) append(steps, ollamaSteps(piece, connection));
  const told = steps[0];
  return {
    api: told === undefined ? 'none' : 'ollama',
    logprobs: told === undefined ? 'none' : 'chat',
    top: told?.top.length ?? 0,
    tokenIds: false,
    promptLogprobs: 'none',
    startsDocument: true,
    allowedTokens: false,
    suffix: 'none',
    n: false,
    seed: true,
    streams: true,
    notes: told === undefined ? ['Ollama tells probabilities since version 0.12.11: update it.'] : [],
  };
}
