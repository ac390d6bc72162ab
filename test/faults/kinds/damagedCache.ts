import { cp, mkdir, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expectSame, Fault } from '../expectations.js';
import type { FaultKind } from '../faultKind.js';
import { answersOf } from '../requests.js';
import type { SeededRandom } from '../seededRandom.js';
import { causalModels, encoderModels, type Workshop } from '../workshop.js';

/** A file of a built graph is damaged, by a disk or by a crash: the graph is built once more, and says the same as before. */
export const damagedCache: FaultKind = {
  name: 'a damaged cache',
  share: 20,
  async run(random, workshop) {
    const [causal, encoder] = [random.pick(causalModels), random.pick(encoderModels)];
    const whole = await wholeCache(workshop, causal, encoder);
    const cache = workshop.fresh();
    await cp(whole.folder, cache, { recursive: true });
    const graphs = await graphsIn(cache);
    await damage(random, join(cache, random.pick(graphs), random.pick(['model.onnx', 'weights.bin', 'manifest.json'])));
    const engine = workshop.newEngine(workshop.init(workshop.model(causal), workshop.model(encoder), cache));
    try {
      expectSame(await answersOf(engine), whole.answers, 'What the models say after the damage');
      const left = (await readdir(cache)).filter((name) => /\.(?:part|unfinished)$/.test(name));
      if (left.length > 0) throw new Fault(`${left.join(', ')} is left.`);
      expectSame(await graphsIn(cache), graphs, 'The graphs after the damage');
    } finally {
      await engine.dispose();
      await rm(cache, { recursive: true });
    }
  },
};

const known = new Map<string, Promise<{ folder: string; answers: unknown }>>();

/** The graphs of two models and what they say, built with the first need of them. */
export function wholeCache(
  workshop: Workshop,
  causal: (typeof causalModels)[number],
  encoder: (typeof encoderModels)[number],
): Promise<{ folder: string; answers: unknown }> {
  const folder = join(workshop.folder, `cache-${causal}-${encoder}`);
  const made = known.get(folder) ?? build(workshop, folder, workshop.model(causal), workshop.model(encoder));
  known.set(folder, made);
  return made;
}

async function build(workshop: Workshop, folder: string, causal: string, encoder: string): Promise<{ folder: string; answers: unknown }> {
  const engine = workshop.newEngine(workshop.init(causal, encoder, folder));
  const answers = await answersOf(engine);
  await engine.dispose();
  return { folder, answers };
}

async function graphsIn(cache: string): Promise<string[]> {
  return (await readdir(cache)).filter((name) => /^[0-9a-f]{32}$/.test(name)).sort();
}

async function damage(random: SeededRandom, file: string): Promise<void> {
  const { size } = await stat(file);
  switch (random.below(6)) {
    case 0:
      return truncate(file, random.below(size));
    case 1:
      return rm(file);
    case 2:
      await rm(file);
      await mkdir(file);
      return;
    case 3:
      return writeFile(file, Buffer.alloc(size));
    default: {
      const bytes = await readFile(file);
      const at = random.below(size);
      bytes[at] = (bytes[at] as number) ^ (1 << random.below(8));
      return writeFile(file, bytes);
    }
  }
}
