import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { completeRequest } from '../../src/writing/continuation/engineRequest.js';
import { startEngine, stopEngine } from '../harness/engineChild.js';
import { makeHalfBillion } from '../harness/halfBillion.js';
import type { BenchContext, Measure } from '../harness/measure.js';
import type { Figure } from '../harness/result.js';
import { summarise } from '../harness/statistics.js';
import { benchText } from '../harness/text.js';

const name = 'bench/half-billion';

export const models: Measure = {
  name: 'models',
  title: 'Models by name',
  method:
    'A model of half a billion parameters with random weights, as it lies in the cache of the Hugging Face tools: seconds from `cloze models use` to the first continuation of some 300 tokens, with the start of the command and of the engine’s process; with no graph of it on the disk, and with one. A rewrite of a paragraph by the embedded model, loaded: from the request to the first words that are streamed, and the engine’s own account of its time for the prompt and one token.',
  async run(context) {
    return [...(await firstText(context)), await firstWords(context)];
  },
};

async function firstText(context: BenchContext): Promise<Figure[]> {
  const home = await mkdtemp(path.join(tmpdir(), 'cloze-bench-models-'));
  const before = process.env['HF_HOME'];
  process.env['HF_HOME'] = path.join(home, 'hf');
  try {
    context.log('Making a model …');
    await makeHalfBillion(path.join(home, 'hf', 'hub'), name, path.join(context.root, 'models', 'smollm2-135m-instruct'));
    const text = (await benchText(context.root)).slice(0, 1200);
    // Bundles what is not bundled yet.
    await stopEngine(await startEngine(context));
    const [first, later]: [number[], number[]] = [[], []];
    for (let round = 0; round < (context.quick ? 1 : 3); round++) {
      context.log('From the command to the first text …');
      const cache = path.join(home, `cache-${round}`);
      first.push(await useAndComplete(context, home, cache, text));
      later.push(await useAndComplete(context, home, cache, text));
    }
    return [
      { what: 'from the command to the first text, graph built', unit: 's', ours: summarise(first), target: { atMost: 8 } },
      { what: 'the same with the graph on the disk', unit: 's', ours: summarise(later) },
    ];
  } finally {
    if (before === undefined) delete process.env['HF_HOME'];
    else process.env['HF_HOME'] = before;
    await rm(home, { recursive: true });
  }
}

async function useAndComplete(context: BenchContext, home: string, cacheFolder: string, before: string): Promise<number> {
  const started = performance.now();
  const env = { ...process.env, HOME: home, USERPROFILE: home, XDG_CONFIG_HOME: path.join(home, 'config') };
  await promisify(execFile)(process.execPath, [path.join(context.root, 'dist', 'cli.js'), 'models', 'use', name], { env });
  const engine = await startEngine({ ...context, model: name }, cacheFolder);
  try {
    const options = { maxWords: 10, stopAt: 'sentence', minConfidence: 0, explicit: true } as const;
    await engine.client.engine.complete(completeRequest({ headings: [], before, after: '' }, options));
    return (performance.now() - started) / 1000;
  } finally {
    await stopEngine(engine);
  }
}

async function firstWords(context: BenchContext): Promise<Figure> {
  context.log('Rewriting …');
  const paragraphs = (await benchText(context.root)).split('\n\n').filter((text) => text.length > 200);
  const engine = await startEngine(context);
  try {
    const times: number[] = [];
    const ratios: number[] = [];
    // The first one loads the model.
    for (let round = 0; round <= (context.quick ? 1 : 8); round++) {
      const text = (paragraphs[round % paragraphs.length] ?? '').slice(0, 600 - round);
      const started = performance.now();
      let heard: number | undefined;
      const { usage } = await engine.client.engine.write(
        {
          instruction: 'Make the text clearer.',
          text,
          languageId: 'markdown',
          form: 'replacement',
          maxTokens: 24,
          sampling: { temperature: 0, topP: 1, minP: 0, repetitionPenalty: 1, seed: 0 },
        },
        undefined,
        ({ text: written }) => {
          if (written.trim() !== '') heard ??= performance.now() - started;
        },
      );
      if (round === 0) continue;
      const own = usage.prefillMs + usage.decodeMs / Math.max(1, usage.decodedTokens);
      const first = heard ?? performance.now() - started;
      times.push(first);
      ratios.push(first / own);
    }
    const note = `${summarise(times).median.toFixed(0)} ms`;
    return {
      what: 'first words of a rewrite, beside the model’s own first token',
      unit: '×',
      ours: summarise(ratios),
      target: { atMost: 1.5 },
      note,
    };
  } finally {
    await stopEngine(engine);
  }
}
