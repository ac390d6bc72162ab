import type { CancellationToken } from '../../common/cancellation.js';
import type { ServerConnection } from '../server/serverConnection.js';
import type { CompletionCapabilities } from './capabilities.js';
import type { ServerStep } from './completionServer.js';
import { llamaBody, llamaSteps } from './llamaCompletions.js';
import { probeIds, probeText } from './probeText.js';
import { firstOf, unlessRefused } from './refused.js';

/** So many of the most probable tokens hold most of those that agree with a half-typed word. */
const top = 1000;

/** What llama.cpp's own address tells, for versions whose `/v1/completions` tells no probabilities; undefined where it cannot be asked. */
export async function probeLlama(
  connection: ServerConnection,
  usual: CompletionCapabilities,
  cancel: CancellationToken | undefined,
): Promise<CompletionCapabilities | undefined> {
  const body = llamaBody({ top }, { text: probeText }, { maxTokens: 1, top });
  const ask = (changes: object): Promise<ServerStep[] | undefined> =>
    unlessRefused(connection.post('/completion', { ...body, ...changes }, cancel).then((value) => llamaSteps(value, connection)));
  const [first] = (await ask({})) ?? [];
  if (first === undefined) return undefined;
  return {
    ...usual,
    api: 'llama.cpp',
    logprobs: 'native',
    top: Math.max(1, first.top.length),
    tokenIds: ((await ask({ prompt: probeIds })) ?? []).length > 0,
    startsDocument: true,
    seed: true,
    streams: (await firstOf(connection.stream('/completion', { ...body, stream: true }, 'events', cancel))) !== undefined,
    notes: [],
  };
}
