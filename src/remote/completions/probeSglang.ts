import type { CancellationToken } from '../../common/cancellation.js';
import type { ServerConnection } from '../server/serverConnection.js';
import type { CompletionCapabilities } from './capabilities.js';
import { probeIds, probeText } from './probeText.js';
import { firstOf, unlessRefused } from './refused.js';
import { factsIn, outputSteps, sglangBody } from './sglangCompletions.js';

const path = '/generate';

/** So many of the most probable tokens are asked for; more would make answers long. */
const top = 100;

/** What SGLang's own address says more than its `/v1/completions`; undefined where it cannot be asked, as through a gateway. */
export async function probeSglang(
  connection: ServerConnection,
  usual: CompletionCapabilities,
  cancel: CancellationToken | undefined,
): Promise<CompletionCapabilities | undefined> {
  const ask = (body: object): Promise<ReturnType<typeof factsIn> | undefined> =>
    unlessRefused(connection.post(path, body, cancel).then((value) => factsIn(value, connection)));
  const body = sglangBody({ top }, { text: probeText }, { maxTokens: 1, top });
  const rated = await ask({ ...body, logprob_start_len: 0 });
  const written = rated === undefined ? undefined : outputSteps(rated, 0)[0];
  if (written === undefined) return undefined;
  const given = rated?.input_token_logprobs ?? [];
  const text = given.map(([, , each]) => each ?? '').join('');
  const canRate = given.length > 1 && given.slice(1).every(([logprob]) => logprob !== null);
  const [id = 0] = probeIds;
  const chosen = await ask(sglangBody({ top: 0 }, { ids: probeIds }, { maxTokens: 1, top: 0, allowed: [id] }));
  const event = await firstOf(connection.stream(path, { ...body, stream: true }, 'events', cancel));
  return {
    ...usual,
    api: 'sglang',
    logprobs: 'native',
    top: Math.max(1, written.top.length),
    tokenIds: chosen !== undefined,
    promptLogprobs: canRate ? 'native' : 'none',
    startsDocument: canRate && !text.startsWith(probeText),
    allowedTokens: chosen?.output_token_ids_logprobs?.[0]?.[0]?.[1] === id,
    streams: event !== undefined,
    notes: [],
  };
}
