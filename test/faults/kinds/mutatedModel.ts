import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expectNumbers, orReason } from '../expectations.js';
import type { FaultKind } from '../faultKind.js';
import { answersOf } from '../requests.js';
import type { SeededRandom } from '../seededRandom.js';
import { causalModels, encoderModels } from '../workshop.js';

/** A file of a model is damaged or lies: the model is refused with a reason, or its answers are numbers. */
export const mutatedModel: FaultKind = {
  name: 'a mutated model',
  share: 40,
  async run(random, workshop) {
    const isCausal = random.below(2) === 0;
    const source = workshop.model(random.pick(isCausal ? causalModels : encoderModels));
    const folder = workshop.fresh();
    await cp(source, folder, { recursive: true });
    await mutate(random, folder);
    const cache = workshop.fresh();
    const init = isCausal ? workshop.init(folder, undefined, cache) : workshop.init(undefined, folder, cache);
    const engine = workshop.newEngine(init);
    try {
      expectNumbers(await orReason(answersOf(engine), ['model-invalid', 'model-unsupported', 'bad-request']));
    } finally {
      await engine.dispose();
      await rm(folder, { recursive: true });
      await rm(cache, { recursive: true, force: true });
    }
  },
};

async function mutate(random: SeededRandom, folder: string): Promise<void> {
  const name = random.pick(['model.safetensors', 'model.safetensors', 'config.json', 'tokenizer.json']);
  const path = join(folder, name);
  const bytes = await readFile(path);
  const start = name === 'model.safetensors' && random.below(2) === 0 ? 8 + Number(bytes.readBigUInt64LE(0)) : 0;
  switch (random.below(name === 'model.safetensors' ? 5 : 4)) {
    case 0:
      return writeFile(path, bytes.subarray(0, random.below(bytes.length)));
    case 1:
      return writeFile(path, changedNumber(random, bytes, name === 'model.safetensors' ? start || 8 : 0));
    case 4:
      // The length of the header, which everything rests on.
      bytes.writeBigUInt64LE(random.pick([0n, 1n, 7n, BigInt(bytes.length), 2n ** 32n, 2n ** 63n, 2n ** 64n - 1n]), 0);
      return writeFile(path, bytes);
    default:
      for (let count = 1 + random.below(4); count > 0; count--) {
        const at = start + random.below(bytes.length - start);
        bytes[at] = (bytes[at] as number) ^ (1 << random.below(8));
      }
      return writeFile(path, bytes);
  }
}

/** One number of a JSON text becomes another; of weights, one value becomes one that is hard to calculate with. */
function changedNumber(random: SeededRandom, bytes: Buffer, start: number): Buffer {
  if (start > 8) {
    const at = start + 4 * random.below((bytes.length - start) / 4);
    bytes.writeFloatLE(random.pick([NaN, Infinity, -Infinity, 3e38, -3e38, 1e20, 1e-40, 65_504]), at);
    return bytes;
  }
  // Byte by byte, so that the rest of the file stays as it is.
  const text = bytes.toString('latin1');
  const end = start === 0 ? text.length : 8 + Number(bytes.readBigUInt64LE(0));
  const numbers = [...text.slice(start, end).matchAll(/-?\d+(?:\.\d+)?/g)];
  const chosen = numbers.length === 0 ? undefined : random.pick(numbers);
  if (chosen === undefined) return bytes;
  const at = start + chosen.index;
  const other = random.pick(['0', '1', '-1', '2', '7', '33', '1e9', '99999999999', '0.5', 'null', '"x"', '[]', 'true']);
  return Buffer.from(text.slice(0, at) + other + text.slice(at + chosen[0].length), 'latin1');
}
