import { setTimeout as wait } from 'node:timers/promises';
import type { EngineProcess } from '../../src/backend/engineProcess.js';
import { CancellationSource } from '../../src/common/cancellation.js';
import type { EngineApi } from '../../src/common/engineApi.js';
import type { CompleteRequest } from '../../src/common/methods/completion.js';
import { startEngine, stopEngine } from '../harness/engineChild.js';
import type { BenchContext } from '../harness/measure.js';
import type { Figure } from '../harness/result.js';
import { quantile, summarise } from '../harness/statistics.js';
import { benchText } from '../harness/text.js';
import { replay } from '../replay/replay.js';
import { type StartedServer, startServer } from './startServer.js';

/** What the path to a completions server costs beside the server itself, and whether its numbers are the local ones. */
export async function measureCompletionServers(context: BenchContext): Promise<Figure[]> {
  context.log('Starting a completions server …');
  const server = await startServer(context);
  try {
    return [
      ...(await ownTime(context, server)),
      await typedThrough(context, server),
      await cancelled(context, server),
      ...(await sameNumbers(context, server)),
    ];
  } finally {
    await server.end();
  }
}

const maxTokens = 8;

function request(before: string, tokens = maxTokens): CompleteRequest {
  return {
    context: { headings: [], before, after: '' },
    maxTokens: tokens,
    candidates: 1,
    stopAt: 'none',
    sampling: { temperature: 0, topP: 1, minP: 0, repetitionPenalty: 1, seed: 0 },
    alternatives: 3,
    minConfidence: 0,
  };
}

/** The machine's clock, which the server's process has too. */
function wallClock(): number {
  return performance.timeOrigin + performance.now();
}

async function prose({ root }: BenchContext): Promise<string> {
  return (await benchText(root)).split('\n\n').slice(1).join('\n\n').replaceAll(/\s+/g, ' ');
}

/** Each text is completed twice: what the server said the first time, it says at once the second time, to a process that knows nothing yet. */
async function ownTime(context: BenchContext, server: StartedServer): Promise<Figure[]> {
  const text = await prose(context);
  const count = context.quick ? 5 : 60;
  const texts = Array.from({ length: count }, (_, at) => text.slice(0, 1500 + 7 * at));
  context.log('Completing over the server …');
  const first = await server.remote();
  for (const before of texts) await first.client.engine.complete(request(before));
  const remote = await server.remote();
  // As one that has been at work for some minutes.
  for (let round = 0; round < count / 2; round++) await remote.client.engine.complete(request(text.slice(2500, 3900 + 7 * round)));
  const own: number[] = [];
  for (const before of texts) {
    await server.requests();
    const started = performance.now();
    await remote.client.engine.complete(request(before));
    const total = performance.now() - started;
    const served = await server.requests();
    own.push(total - served.reduce((sum, { arrivedAt, answeredAt }) => sum + answeredAt - arrivedAt, 0));
  }
  const figure = (share: number, atMost: number): Figure => ({
    what: `completion over a server, beside the server’s own time, ${share === 0.5 ? 'half' : '95 of 100'} of them`,
    unit: 'ms',
    ours: quantile(own, share),
    target: { atMost },
    note: `${count} completions of ${maxTokens} tokens after some 350`,
  });
  return [figure(0.5, 5), figure(0.95, 15)];
}

/** Types what is proposed, through the editor's session, and counts the requests that reach the server meanwhile. */
async function typedThrough(context: BenchContext, server: StartedServer): Promise<Figure> {
  context.log('Typing along a completion …');
  const before = (await prose(context)).slice(0, 1200).trimEnd();
  const remote = await server.remote();
  const { engine } = remote.client;
  const [candidate] = (await engine.complete(request(`${before} `))).candidates;
  const asked: { from: number; to: number }[] = [];
  const counted: Pick<EngineApi, 'complete' | 'warm'> = {
    complete: async (...given) => {
      const call = { from: wallClock(), to: Infinity };
      asked.push(call);
      return engine.complete(...given).finally(() => (call.to = wallClock()));
    },
    warm: () => Promise.resolve({ contextTokens: 0, reusedTokens: 0 }),
  };
  await server.requests();
  const { along } = await replay(before, ` ${candidate?.text.trimStart() ?? ''}`, 150, counted);
  const served = await server.requests();
  const keys = 1 + (candidate?.text.trimStart().length ?? 0);
  return {
    what: 'requests while keys are typed along a completion',
    unit: 'requests',
    ours: served.filter(({ arrivedAt }) => !asked.some(({ from, to }) => from <= arrivedAt && arrivedAt <= to)).length,
    target: { atMost: 0 },
    note: `${along} of ${keys} keys went along one; others asked ${asked.length} times, with ${served.length} requests`,
  };
}

/** From the writer's giving up until the server computes nothing more for it, by the server's notes. */
async function cancelled(context: BenchContext, server: StartedServer): Promise<Figure> {
  context.log('Giving completions up …');
  const text = await prose(context);
  const remote = await server.remote();
  await remote.client.engine.complete(request(text.slice(0, 60)));
  const delays: number[] = [];
  for (let round = 0; round < (context.quick ? 2 : 20); round++) {
    await server.requests();
    const source = new CancellationSource();
    const completing = remote.client.engine.complete(request(text.slice(0, 700 + 11 * round), 120), source.token).catch(() => undefined);
    await wait(250 + 10 * round);
    const givenUpAt = wallClock();
    source.cancel();
    await completing;
    await wait(300);
    const last = (await server.requests()).at(-1);
    if (last !== undefined && last.isGivenUp && last.stoppedAt > givenUpAt) delays.push(last.stoppedAt - givenUpAt);
  }
  return {
    what: 'server’s work after a completion is given up, 95 of 100 times',
    unit: 'ms',
    ours: quantile(delays, 0.95),
    target: { atMost: 50 },
    note: `half of the times ${quantile(delays, 0.5).toFixed(1)} ms; a step of the model is among it; ${delays.length} times`,
  };
}

/** Surprisal and what flow is told of pairs, over the server and here. */
async function sameNumbers(context: BenchContext, server: StartedServer): Promise<Figure[]> {
  context.log('Comparing surprisal and flow …');
  const text = await prose(context);
  const sentences = text.slice(0, 2500).split(/(?<=[.!?]) /);
  const [remote, local] = [await server.remote(), await startEngine(context)];
  const surprisal = { text: text.slice(0, 1500), before: '', alternatives: 0 };
  const bits = async ({ client }: EngineProcess): Promise<number[]> =>
    (await client.engine.surprisal(surprisal)).tokens.map((each) => each.bits);
  const pairs = sentences.slice(1, context.quick ? 4 : 20).map((second, at) => ({ before: '', first: sentences[at] ?? '', second }));
  const flow = async ({ client }: EngineProcess): Promise<number[]> => {
    const { ratings } = await client.engine.ratePairs({ pairs, signals: ['surprisal'] });
    return ratings.flatMap(({ surprisal: rated }) => (rated === undefined ? [NaN] : [rated.alone, rated.after]));
  };
  const differences = (a: readonly number[], b: readonly number[]): number[] => a.map((value, at) => Math.abs(value - (b[at] ?? NaN)));
  const surprisals = differences(await bits(remote), await bits(local));
  const here = await flow(local);
  const inBits = differences(await flow(remote), here);
  const flows = inBits.map((value, at) => (100 * value) / (here[at] ?? NaN));
  await stopEngine(local);
  const figure = (what: string, unit: string, values: readonly number[], atMost: number, more = ''): Figure => ({
    what,
    unit,
    ours: Math.max(...values),
    target: { atMost },
    note: `${values.length} compared; ${summarise(values).median.toFixed(4)} in the middle${more}`,
  });
  return [
    figure('surprisal over the server and here, largest difference of a token', 'bits', surprisals, 0.05),
    figure('surprisal of sentences for flow, largest difference of a sentence', '%', flows, 1, `; ${Math.max(...inBits).toFixed(2)} bits`),
  ];
}
