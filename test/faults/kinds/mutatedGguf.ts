import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { golden } from '../../util/golden.js';
import { expectNumbers, orReason } from '../expectations.js';
import type { FaultKind } from '../faultKind.js';
import { answersOf } from '../requests.js';
import type { SeededRandom } from '../seededRandom.js';

/** Between them, files with tensors of all types. */
const causal = ['gguf-llama-k-quants', 'gguf-llama-q4-0', 'gguf-llama-q4-k-m', 'gguf-gemma3', 'gguf-gpt2', 'gguf-gptj', 'gguf-qwen3'];

/** Numbers in half precision, as scales are: the largest, infinite ones, none, the smallest, and a zero with a sign. */
const halves = [0x7bff, 0xfbff, 0x7c00, 0xfc00, 0x7e00, 0xffff, 0x0001, 0x8000];

/** A GGUF file is damaged or lies: it is refused with a reason, or its answers are numbers. */
export const mutatedGguf: FaultKind = {
  name: 'a mutated GGUF file',
  share: 20,
  async run(random, workshop) {
    const isCausal = random.below(5) > 0;
    const source = join(golden(isCausal ? random.pick(causal) : 'gguf-bert').folder, 'model.gguf');
    const file = `${workshop.fresh()}.gguf`;
    await writeFile(file, mutated(random, await readFile(source)));
    const cache = workshop.fresh();
    const engine = workshop.newEngine(isCausal ? workshop.init(file, undefined, cache) : workshop.init(undefined, file, cache));
    try {
      expectNumbers(await orReason(answersOf(engine), ['model-invalid', 'model-unsupported', 'bad-request']));
    } finally {
      await engine.dispose();
      await rm(file);
      await rm(cache, { recursive: true, force: true });
    }
  },
};

function mutated(random: SeededRandom, bytes: Buffer): Buffer {
  const header = bytes.indexOf('.weight') + 4096;
  switch (random.below(5)) {
    case 0:
      return bytes.subarray(0, random.below(bytes.length));
    case 1:
      // Counts, lengths, shapes, types and offsets.
      bytes.writeBigUInt64LE(random.pick([0n, 1n, 255n, 2n ** 31n, 2n ** 32n, 2n ** 63n, 2n ** 64n - 1n]), random.below(header));
      return bytes;
    case 2:
      for (let count = 1 + random.below(4); count > 0; count--) flip(random, bytes, random.below(header));
      return bytes;
    case 3:
      for (let count = 1 + random.below(16); count > 0; count--) {
        bytes.writeUInt16LE(random.pick(halves), header + random.below(bytes.length - header - 2));
      }
      return bytes;
    default:
      for (let count = 1 + random.below(64); count > 0; count--) flip(random, bytes, header + random.below(bytes.length - header));
      return bytes;
  }
}

function flip(random: SeededRandom, bytes: Buffer, at: number): void {
  bytes[at] = (bytes[at] as number) ^ (1 << random.below(8));
}
