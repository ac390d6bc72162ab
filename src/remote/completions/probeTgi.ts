import * as v from 'valibot';
import type { CancellationToken } from '../../common/cancellation.js';
import type { ServerConnection } from '../server/serverConnection.js';
import type { CompletionCapabilities } from './capabilities.js';
import { probeText } from './probeText.js';
import { firstOf, unlessRefused } from './refused.js';
import { has } from './serverKind.js';
import { tgiAnswer, tgiBody } from './tgiCompletions.js';

/** How many of the most probable tokens to try for: the server's limit is 5 unless it was started with another. */
const tops = [20, 5, 1];

const info = v.object({ max_total_tokens: v.nullish(v.number()) });

/** What Text Generation Inference tells by its own address; undefined where it cannot be asked. */
export async function probeTgi(
  connection: ServerConnection,
  cancel: CancellationToken | undefined,
): Promise<(CompletionCapabilities & { contextLength?: number }) | undefined> {
  for (const top of tops) {
    const { inputs, parameters } = tgiBody({ top }, { text: probeText }, { maxTokens: 1, top });
    const ask = (extra: object): Promise<ReturnType<typeof tgiAnswer> | undefined> =>
      unlessRefused(connection.post('/generate', { inputs, parameters: { ...parameters, ...extra } }, cancel).then((value) => tgiAnswer(value, connection))); // prettier-ignore
    const told = await ask({});
    const [first] = told?.written ?? [];
    if (first?.logprob === undefined) continue;
    const given = (await ask({ decoder_input_details: true }))?.given ?? [];
    const canRate = given.length > 1 && given.slice(1).every(({ logprob }) => logprob !== undefined && !Number.isNaN(logprob));
    const text = Buffer.concat(given.map(({ bytes }) => bytes)).toString('utf8');
    const context = (await has(connection, '/info', info, cancel))?.max_total_tokens;
    return {
      api: 'tgi',
      logprobs: 'native',
      top: Math.max(1, first.top.length),
      tokenIds: false,
      promptLogprobs: canRate ? 'native' : 'none',
      startsDocument: canRate && !text.startsWith(probeText),
      allowedTokens: false,
      suffix: 'none',
      n: false,
      seed: true,
      streams: (await firstOf(connection.stream('/generate_stream', { inputs, parameters }, 'events', cancel))) !== undefined,
      notes: canRate ? [] : ['It tells how probable a given text is where it was started with --enable-prefill-logprobs.'],
      ...(context && { contextLength: context }),
    };
  }
  return undefined;
}
