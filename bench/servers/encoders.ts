import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { inOrder } from '../../src/common/inOrder.js';
import type { ModelRole } from '../../src/common/methods/lifecycle.js';
import type { TextPair } from '../../src/common/methods/scoring.js';
import { createEngine, type Engine } from '../../src/engine/engine.js';
import { embeddedEncoder } from '../../src/engine/modelKeys.js';
import { type LoadedModels, openModel } from '../../src/engine/openModel.js';
import type { ModelKey } from '../../src/engine/runtime/pool/modelPool.js';
import { exportEncoder, type Exported } from '../../src/remote/export/exportEncoder.js';
import { openServerEncoder } from '../../src/remote/openServerEncoder.js';
import type { BenchContext } from '../harness/measure.js';
import type { Figure } from '../harness/result.js';
import { ratioOfPairs, summarise } from '../harness/statistics.js';
import { benchText } from '../harness/text.js';
import { sendDirectly } from './directClient.js';
import { recordRequests } from './recordRequests.js';
import type { StandIn } from './standIn.js';
import { type Started, startMlServer, startReplicas } from './startReplicas.js';

/** Pairs of a request to the engine, and how many such requests are under way, as the command line has them. */
const pairsAtOnce = 500;
const requestsAtOnce = 16;

/** How long a replica that only takes its time does so: about that of a batch on one core. */
const serviceMs = 250;

/** What an encoder on servers costs and gains: against the least that a client can do, with replicas, and by itself. */
export async function measureEncoderServers(context: BenchContext): Promise<Figure[] | string> {
  const { python, quick } = context;
  if (python === undefined)
    return 'A Python with MLServer and ONNX Runtime is needed: --python PROGRAM (pip install mlserver onnxruntime).';
  const folder = await mkdtemp(path.join(tmpdir(), 'cloze-bench-'));
  try {
    const { root, cacheFolder } = context;
    const places = { modelFolders: [path.join(root, 'models')], cacheFolder };
    const exported = await exportEncoder({ ...places, model: embeddedEncoder, precision: 'int8', folder, environment: {} });
    const count = context.pairs ?? (quick ? 200 : 10_000);
    const pairs = await pairsOf(context, count);
    const own = await ceiling(context, exported, pairs);
    const direct = await besideDirectClient(context, python, folder, exported, pairs);
    const scaled = await withReplicas(context, python, folder, pairs, direct.pairsPerSecond);
    const standing = await withStandIns(context, exported, pairs);
    const feeds = own.pairsPerSecond / direct.pairsPerSecond;
    const fed: Figure = { what: 'such replicas that one client can feed', unit: 'replicas', ours: feeds, note: 'pairs a second of the server that answers at once ÷ those of one MLServer on one core' }; // prettier-ignore
    return [...direct.figures, ...scaled, ...standing, ...own.figures, fed];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Sentences and what follows them, none twice: a number stands before each. */
async function pairsOf({ root }: BenchContext, count: number): Promise<TextPair[]> {
  const sentences = (await benchText(root)).replaceAll(/\s+/g, ' ').split(/(?<=[.!?]) /).filter(({ length }) => length > 20 && length < 300); // prettier-ignore
  const at = (index: number): string => `${1000 + index}. ${sentences[index % sentences.length] ?? ''}`;
  return Array.from({ length: count }, (_, index) => ({ before: '', first: at(index), second: at(index + 1) }));
}

/** An engine whose encoder is on a server. */
function engineOn(context: BenchContext, url: string): Engine {
  const init = { modelFolders: [path.join(context.root, 'models')], cacheFolder: context.cacheFolder, causalModel: context.model, device: 'cpu', threads: 1 } as const; // prettier-ignore
  const open = <R extends ModelRole>(key: ModelKey<R>): Promise<LoadedModels[R]> =>
    openModel(key, { ...init, encoderElsewhere: (checkpoint) => openServerEncoder(checkpoint, { url, environment: {} }) });
  return createEngine(init, {
    openers: { causal: open, encoder: open, classifier: open },
    log: () => undefined,
    now: () => performance.now(),
  });
}

interface Timed {
  readonly ms: number;
  /** Of this process, in milliseconds. */
  readonly cpuMs: number;
}

/** Rates pairs over a server, from texts to odds. */
async function rate(context: BenchContext, url: string, pairs: readonly TextPair[]): Promise<Timed> {
  const engine = engineOn(context, url);
  const parts = Array.from({ length: Math.ceil(pairs.length / pairsAtOnce) }, (_, at) =>
    pairs.slice(at * pairsAtOnce, (at + 1) * pairsAtOnce),
  );
  try {
    // The tokenizer and the connection are there.
    await engine.ratePairs({ pairs: pairs.slice(0, 1), signals: ['next-sentence'] });
    const [started, cpu] = [performance.now(), process.cpuUsage()];
    await inOrder(parts, requestsAtOnce, (part) => engine.ratePairs({ pairs: part, signals: ['next-sentence'] }));
    const used = process.cpuUsage(cpu);
    return { ms: performance.now() - started, cpuMs: (used.user + used.system) / 1000 };
  } finally {
    await engine.dispose();
  }
}

async function besideDirectClient(
  context: BenchContext,
  python: string,
  folder: string,
  exported: Exported,
  pairs: readonly TextPair[],
): Promise<{ readonly figures: Figure[]; readonly pairsPerSecond: number }> {
  context.log('Starting MLServer …');
  const requests = await recordRequests(served(exported, false), (url) => rate(context, url, pairs));
  const server = await startMlServer(python, path.join(folder, embeddedEncoder), embeddedEncoder);
  try {
    const infer = `${server.url}/v2/models/${embeddedEncoder}/infer`;
    await sendDirectly(infer, requests.slice(0, 8), 8);
    const [ours, theirs]: [number[], number[]] = [[], []];
    for (let turn = 0; turn < (context.quick || pairs.length < 2000 ? 2 : 3); turn++) {
      context.log(`${pairs.length} pairs through MLServer, turn ${turn + 1} …`);
      ours.push((1000 * pairs.length) / (await rate(context, server.url, pairs)).ms);
      theirs.push((1000 * pairs.length) / (await sendDirectly(infer, requests, 8)));
    }
    const figure: Figure = {
      what: `${pairs.length.toLocaleString('en')} pairs through MLServer on one core, from texts to odds`,
      unit: 'pairs/s',
      ours: summarise(ours),
      peer: { name: 'a client that sends the same requests, made before, and reads the answers', value: summarise(theirs) },
      ratio: ratioOfPairs(ours, theirs),
      target: { atLeast: 0.9 },
      note: `${requests.length.toLocaleString('en')} requests in JSON`,
    };
    return { figures: [figure], pairsPerSecond: summarise(ours).median };
  } finally {
    server.end();
  }
}

/** MLServers behind a balancer: no more of them gain than there are cores, beside what client and balancer need. */
async function withReplicas(
  context: BenchContext,
  python: string,
  folder: string,
  pairs: readonly TextPair[],
  alone: number,
): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const replicas of [1, 2, 4]) {
    context.log(`${replicas} MLServers behind a balancer …`);
    const servers: Started[] = [];
    try {
      for (let each = 0; each < replicas; each++)
        servers.push(await startMlServer(python, path.join(folder, embeddedEncoder), embeddedEncoder));
      const balancer = await startReplicas({ before: servers.map(({ url }) => url) });
      servers.push(balancer);
      const { ms } = await rate(context, balancer.url, pairs);
      const rateHere = (1000 * pairs.length) / ms;
      figures.push({
        what: `${replicas} MLServer${replicas === 1 ? '' : 's'} of one thread behind a balancer`,
        unit: 'pairs/s',
        ours: rateHere,
        note: `${(rateHere / alone).toFixed(2)} × one without a balancer; the machine has ${cpus().length} cores for servers, balancer and client`,
      });
    } finally {
      for (const server of servers) server.end();
    }
  }
  return figures;
}

/** Replicas that take their time and no core: what they gain is not bounded by this machine. */
async function withStandIns(context: BenchContext, exported: Exported, pairs: readonly TextPair[]): Promise<Figure[]> {
  const figures: Figure[] = [];
  let alone: number | undefined;
  for (const replicas of [1, 2, 4, 16]) {
    context.log(`${replicas} replicas that only take their time …`);
    // As many pairs as keep each replica busy for the same time.
    const some = pairs.slice(0, Math.min(pairs.length, (context.quick ? 100 : 600) * replicas));
    const server = await startReplicas({ ...served(exported, false), serviceMs, replicas });
    try {
      const { ms } = await rate(context, server.url, some);
      const rateHere = (1000 * some.length) / ms;
      alone ??= rateHere;
      figures.push({
        what: `${replicas} replica${replicas === 1 ? '' : 's'} that take ${serviceMs} ms a request and no core`,
        unit: 'pairs/s',
        ours: rateHere,
        ...(replicas > 1 && { note: `${(rateHere / alone).toFixed(2)} × one` }),
      });
    } finally {
      server.end();
    }
  }
  return figures;
}

/** The client by itself, with a server that answers at once. */
async function ceiling(
  context: BenchContext,
  exported: Exported,
  pairs: readonly TextPair[],
): Promise<{ readonly figures: Figure[]; readonly pairsPerSecond: number }> {
  const figures: Figure[] = [];
  let pairsPerSecond = NaN;
  for (const takesBytes of [true, false]) {
    context.log(`A server that answers at once, in ${takesBytes ? 'bytes' : 'JSON'} …`);
    const server = await startReplicas({ ...served(exported, takesBytes), serviceMs: 0, replicas: 1 });
    try {
      const form = takesBytes ? 'bytes' : 'JSON';
      const { length: requests } = await recordRequests(served(exported, takesBytes), (url) => rate(context, url, pairs));
      const { ms, cpuMs } = await rate(context, server.url, pairs);
      pairsPerSecond = (1000 * pairs.length) / ms;
      const tokens = `${(pairs.length / requests).toFixed(1)} pairs a request, tokens included`;
      figures.push(
        { what: `a server that answers at once, in ${form}`, unit: 'requests/s', ours: (1000 * requests) / ms, note: `${pairsPerSecond.toFixed(0)} pairs/s; ${tokens}` }, // prettier-ignore
        { what: `processor time of the client, in ${form}`, unit: 'ms/request', ours: cpuMs / requests },
      );
    } finally {
      server.end();
    }
  }
  return { figures, pairsPerSecond };
}

function served({ inputs, outputs }: Exported, takesBytes: boolean): Omit<StandIn, 'serviceMs' | 'replicas'> {
  return { model: embeddedEncoder, inputs: inputs.map(({ name }) => name), outputs: outputs.map(({ name }) => name), takesBytes };
}
