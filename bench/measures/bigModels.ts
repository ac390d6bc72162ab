import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { gptJ, llama, writeRandomFolder } from '../bigModels/randomFolder.js';
import { type Mix, writeRandomGguf } from '../bigModels/randomGguf.js';
import { type ModelShape, shapes } from '../bigModels/shapes.js';
import type { BenchContext, Measure } from '../harness/measure.js';
import type { Figure } from '../harness/result.js';
import { quantile } from '../harness/statistics.js';
import { startSide } from '../sides/startSide.js';
import { againstLlamaCpp, compare, type Rivals } from './llamaCpp.js';

/** What is measured unless sizes are named; 6b takes 16 GB of disk and half an hour. */
const usualSizes = ['0.5b', '1.5b'];

export const bigModels: Measure = {
  name: 'big-models',
  title: 'Larger models',
  method:
    'Models of the layers of Llama with random weights, in GGUF files whose blocks both sides read as they are: milliseconds for a greedy token and for reading a context, in turns. Then folders in float16: seconds until a model answers for the first time, which writes its graph in 4 bits, the process’s largest memory meanwhile and the bytes on the disk for each weight; and once the graph is there. GPT-J stands beside a Llama with as many weights in Q4_0, since llama.cpp no longer runs GPT-J.',
  async run(context) {
    const sizes = context.sizes ?? usualSizes;
    const folder = path.join(context.cacheFolder, 'big-models');
    await mkdir(folder, { recursive: true });
    const figures: Figure[] = [];
    try {
      for (const size of ['0.5b', '1.5b'] as const) {
        if (!sizes.includes(size)) continue;
        const mixes: readonly Mix[] = ['Q4_0', 'Q4_K_M'];
        for (const mix of mixes) figures.push(...(await beside(context, folder, shapes[size], mix)));
        if (size === '0.5b') figures.push(await firstToken(context, folder));
      }
      if (sizes.includes('1.5b')) figures.push(...(await imports(context, folder, '1.5 B', llama(shapes['1.5b']), { seconds: 60 })));
      if (sizes.includes('6b')) figures.push(...(await gptJFigures(context, folder)));
    } finally {
      await rm(folder, { recursive: true });
    }
    return figures;
  },
};

/** Speed on a file that both sides read. */
async function beside(context: BenchContext, folder: string, shape: ModelShape, mix: Mix): Promise<readonly Figure[]> {
  const file = path.join(folder, `${mix}.gguf`);
  context.log(`Making ${shape.name} in ${mix} …`);
  await writeRandomGguf(file, shape, mix);
  const name = `${shape.name}, ${mix}`;
  const found = await againstLlamaCpp({ ...context, model: file, gguf: file }, async (rivals) => [
    ...(await decoding(context, rivals, name, [64, 1024])),
    {
      what: `${name}, reading 512 tokens`,
      target,
      ...(await compare(rivals, rounds(context), 512, (side, tokens) => side.prefill(tokens))),
    },
  ]);
  await rm(file);
  return typeof found === 'string' ? [] : found;
}

const target = { atMost: 1 } as const;

async function decoding(context: BenchContext, rivals: Rivals, name: string, lengths: readonly number[]): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const length of lengths) {
    context.log(`${name}: decoding after ${length} tokens …`);
    const figure = await compare(rivals, rounds(context), length, async (side, tokens) => quantile(await side.decode(tokens, 12), 0.5));
    figures.push({ what: `${name}, one token after ${length}`, target, ...figure });
  }
  return figures;
}

const rounds = (context: BenchContext): number => (context.quick ? 1 : 5);

/** From a K-quant on the disk to its first token. */
async function firstToken(context: BenchContext, folder: string): Promise<Figure> {
  const file = path.join(folder, 'first.gguf');
  await writeRandomGguf(file, shapes['0.5b'], 'Q4_K_M');
  const { seconds } = await opened(context, file, path.join(folder, 'first'));
  await rm(file);
  return { what: '0.5 B, Q4_K_M, from the file to the first token', unit: 's', ours: seconds, target: { atMost: 5 } };
}

interface ImportTargets {
  readonly seconds: number;
  readonly peakBytes?: number;
  readonly residentBytes?: number;
  readonly loadSeconds?: number;
}

async function imports(
  context: BenchContext,
  folder: string,
  name: string,
  model: ReturnType<typeof llama>,
  targets: ImportTargets,
): Promise<Figure[]> {
  context.log(`Making ${name} in float16 …`);
  const source = path.join(folder, 'source');
  const cache = path.join(folder, 'graphs');
  await writeRandomFolder(source, model, context.model);
  context.log(`Importing ${name} …`);
  const first = await opened(context, source, cache);
  const later = await opened(context, source, cache);
  const weights = Object.values(model.tensors).reduce((sum, shape) => sum + shape.reduce((product, length) => product * length, 1), 0);
  const bytes = await bytesIn(cache);
  await rm(source, { recursive: true });
  const atMost = (value: number | undefined): Pick<Figure, 'target'> => (value === undefined ? {} : { target: { atMost: value } });
  return [
    { what: `${name}, import of float16 to 4 bits and first token`, unit: 's', ours: first.seconds, ...atMost(targets.seconds) },
    { what: `${name}, largest memory meanwhile`, unit: 'GB', ours: first.peakBytes / 1e9, ...atMost(targets.peakBytes) },
    { what: `${name}, bytes of the graph for a weight`, unit: 'bytes', ours: bytes / weights, target: { atMost: 0.6 } },
    { what: `${name}, first token with the graph on the disk`, unit: 's', ours: later.seconds, ...atMost(targets.loadSeconds) },
    { what: `${name}, resident memory`, unit: 'GB', ours: later.residentBytes / 1e9, ...atMost(targets.residentBytes) },
  ];
}

async function gptJFigures(context: BenchContext, folder: string): Promise<Figure[]> {
  const targets = { seconds: 360, peakBytes: 2, residentBytes: 5, loadSeconds: 20 };
  const figures = await imports(context, folder, 'GPT-J 6B', gptJ(), targets);
  const [model, gguf] = [path.join(folder, 'source'), path.join(folder, 'peer.gguf')];
  // The graph is known by the same weights.
  await writeRandomFolder(model, gptJ(), context.model);
  await writeRandomGguf(gguf, shapes['6b'], 'Q4_0');
  const found = await againstLlamaCpp({ ...context, model, gguf, cacheFolder: path.join(folder, 'graphs') }, (rivals) =>
    decoding(context, rivals, 'GPT-J 6B beside a Llama of 6 B', [64]),
  );
  return typeof found === 'string' ? figures : [...figures, ...found];
}

/** Opens a model in a new process and has it say one token. */
async function opened(
  { threads }: BenchContext,
  model: string,
  cacheFolder: string,
): Promise<{ seconds: number; residentBytes: number; peakBytes: number }> {
  const side = startSide('cloze.ts');
  try {
    const started = performance.now();
    await side.open({ model, threads, contextLength: 2048, cacheFolder, flashAttention: false });
    await side.prefill([1, 2, 3, 4]);
    return { seconds: (performance.now() - started) / 1000, ...(await side.memory()) };
  } finally {
    await side.close();
  }
}

async function bytesIn(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true });
  const sizes = await Promise.all(entries.map(async (entry) => stat(path.join(folder, entry))));
  return sizes.filter((entry) => entry.isFile()).reduce((sum, { size }) => sum + size, 0);
}
