import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { append } from '../src/common/append.js';
import { neverCancelled } from '../src/common/cancellation.js';
import { heldOutWindows, rateHeldOut } from '../src/engine/features/learn/heldOut.js';
import { modelKeys } from '../src/engine/modelKeys.js';
import { openModel } from '../src/engine/openModel.js';
import { type BlendWeights, noWeights, weightCount } from '../src/learning/manuscript/blendWeights.js';
import { ContextIndex } from '../src/learning/manuscript/contextIndex.js';
import { fitWeights, type HeldOutToken, meanBits } from '../src/learning/manuscript/fitWeights.js';
import { usualWeights } from '../src/learning/manuscript/usualWeights.js';
import { linesOf } from './harness/linesOf.js';

const usage = `Fits what the weights of a writer start from (src/learning/manuscript/usualWeights.ts). Two steps:

1. tsx bench/fit-learned.ts measure WORK.txt… > works.jsonl
   learns the first half of each work and asks the model about passages of the second half.
2. tsx bench/fit-learned.ts fit works.jsonl
   prints the weights, and what they are worth on each work when they are fitted on the others.
`;

interface MeasuredWork {
  readonly work: string;
  readonly bytes: number;
  readonly tokens: readonly HeldOutToken[];
}

const start: BlendWeights = Array<number>(weightCount).fill(0.1);

const [step, ...files] = process.argv.slice(2);
if (step === 'measure' && files.length > 0) await measure();
else if (step === 'fit' && files.length > 0) await fit();
else {
  console.error(usage);
  process.exitCode = 2;
}

async function measure(): Promise<void> {
  const init = { causalModel: 'smollm2-135m-instruct', device: 'cpu', threads: 0 } as const;
  const model = await openModel(modelKeys(init).causal, {
    modelFolders: [path.resolve('models')],
    cacheFolder: path.join(tmpdir(), 'cloze-fit'),
    threads: 0,
  });
  const causal = {
    model: () => Promise.resolve(model),
    turn: <T>(work: (loaded: typeof model, cancel: typeof neverCancelled) => Promise<T>) => work(model, neverCancelled),
  };
  for (const file of files) {
    const tokens = Uint32Array.from(model.tokenizer.encode(await readFile(file, 'utf8')));
    const half = Math.floor(tokens.length / 2);
    const index = ContextIndex.of(tokens.slice(0, half), model.tokenizer.vocabularySize);
    const rest = { index, shares: index.shares() };
    const measured: { bytes: number; tokens: HeldOutToken[] } = { bytes: 0, tokens: [] };
    for (const window of heldOutWindows(half, tokens.length, model.decoder.contextLength)) {
      const { rated, bytes } = await rateHeldOut(window, half, tokens, rest, causal);
      measured.bytes += bytes;
      append(measured.tokens, rated);
    }
    console.log(JSON.stringify({ work: path.basename(file), ...measured } satisfies MeasuredWork));
  }
  await model.dispose();
}

async function fit(): Promise<void> {
  const works = (await linesOf(files)).map((line) => JSON.parse(line) as MeasuredWork);
  for (const { work, bytes, tokens } of works) {
    const others = works.filter((other) => other.work !== work).flatMap((other) => other.tokens);
    const halves = [tokens.filter((_, at) => at < tokens.length / 2), tokens.filter((_, at) => at >= tokens.length / 2)] as const;
    const own = halves[0].length * meanBits(halves[0], fitWeights(halves[1], usualWeights)) + halves[1].length * meanBits(halves[1], fitWeights(halves[0], usualWeights)); // prettier-ignore
    const perByte = (weights: BlendWeights): string => ((tokens.length * meanBits(tokens, weights)) / bytes).toFixed(4);
    const ofOthers = others.length === 0 ? noWeights : fitWeights(others, start);
    console.error(
      `${work}: ${perByte(noWeights)} alone, ${perByte(ofOthers)} fitted on the others, ${perByte(usualWeights)} as in use, ${(own / bytes).toFixed(4)} fitted on its own other half`,
    );
  }
  const weights = fitWeights(
    works.flatMap(({ tokens }) => tokens),
    start,
  );
  console.log(JSON.stringify(weights.map((weight) => Number(weight.toFixed(3)))));
}
