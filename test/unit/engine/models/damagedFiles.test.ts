import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ClozeError } from '../../../../src/common/clozeError.js';
import { openCheckpoint } from '../../../../src/engine/models/openCheckpoint.js';
import { smallConfig, temporaryFolder } from './modelFolder.js';

/** Opens a model whose weights are damaged and reads all that it says it has: it works or fails with a reason, and nothing else happens. */
async function readAll(path: string): Promise<void> {
  try {
    const checkpoint = await openCheckpoint(path);
    try {
      const { tensors } = checkpoint;
      const { size } = await stat(path);
      for (const name of tensors.names()) {
        // No type of values has less than a twentieth of the bytes of its numbers in float32.
        expect((await tensors.floats(name)).byteLength).toBeLessThanOrEqual(20 * Math.max(size, 100_000));
        const [rows = 0] = tensors.shape(name);
        if (tensors.blocks?.layout(name) !== undefined) await tensors.blocks.rows(name, 0, rows);
      }
      await checkpoint.tokenizerJson();
    } finally {
      await checkpoint.close();
    }
  } catch (error) {
    expect(error).toBeInstanceOf(ClozeError);
    expect(['model-invalid', 'model-unsupported']).toContain((error as ClozeError).code);
  }
}

const damage = fc.record({
  /** Bytes that are written over those at a place in the header. */
  place: fc.nat({ max: 8191 }),
  bytes: fc.oneof(fc.uint8Array({ minLength: 1, maxLength: 8 }), fc.constant(new Uint8Array(8).fill(255)), fc.constant(new Uint8Array(8))),
  keep: fc.double({ min: 0.5, max: 1, noNaN: true }),
});

function damaged(whole: Buffer, { place, bytes, keep }: { place: number; bytes: Uint8Array; keep: number }): Buffer {
  const copy = Buffer.from(whole);
  Buffer.from(bytes).copy(copy, place);
  return copy.subarray(0, Math.round(keep * copy.length));
}

/** What kind of file it is, where a whole one lies, what it is called when damaged, and what is opened then. */
type Source = [kind: string, source: string, file: string, path: string];

test.each<Source>([
  ['GGUF', 'gguf/llama.gguf', 'model.gguf', 'model.gguf'],
  ...['llama-k-quants', 'llama-q4-k-m', 'gemma3', 'gpt2', 'bert'].map(
    (name): Source => [`GGUF (${name})`, `../../../data/golden/gguf-${name}/model.gguf`, 'model.gguf', 'model.gguf'],
  ),
  ['safetensors', 'gguf/llama.safetensors', 'model.safetensors', '.'],
])('a damaged %s file never does worse than a reason', async (_, source, file, path) => {
  const whole = await readFile(join(import.meta.dirname, source));
  const folder = await temporaryFolder({ 'config.json': smallConfig, 'tokenizer.json': {} });
  await fc.assert(
    fc.asyncProperty(damage, async (how) => {
      await writeFile(join(folder, file), damaged(whole, how));
      await readAll(join(folder, path));
    }),
    { numRuns: source.startsWith('gguf/') ? 300 : 60 },
  );
});
