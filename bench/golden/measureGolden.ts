import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Precision } from '../../src/engine/graph/graphContext.js';
import type { CancellationToken } from '../../src/common/cancellation.js';
import type { Device } from '../../src/common/methods/lifecycle.js';
import { ClozeError, cancelledError, isCancelled } from '../../src/common/clozeError.js';
import { readsSequences } from '../../src/engine/graph/architectures/encoderRegistry.js';
import { readCausalArchitecture } from '../../src/engine/graph/architectures/registry.js';
import type { Checkpoint } from '../../src/engine/models/checkpoint.js';
import { openCheckpoint } from '../../src/engine/models/openCheckpoint.js';
import type { Decoder } from '../../src/engine/runtime/decoder.js';
import type { Token } from '../../src/engine/tokenizer/token.js';
import { openDecoder } from '../../src/engine/runtime/openDecoder.js';
import { referenceLogits } from './referenceLogits.js';
import { encoderError } from './encoderError.js';
import { type GoldenValues, greedyPrompt, readGoldenValues } from './goldenValues.js';
import { maxRelativeError } from './maxRelativeError.js';

/** How well Cloze's graph of one checkpoint agrees with the reference implementation. */
export interface GoldenEntry {
  readonly folder: string;
  /** Largest difference of an output, relative to the largest absolute value of the reference; `null` where nothing could be compared. */
  readonly maxRelativeError: number | null;
  /** Whether greedy search, token by token from the cache, gives the same tokens; `null` where the reference holds none, as for encoders. */
  readonly greedyEqual: boolean | null;
  /** Why nothing could be compared. */
  readonly error?: string;
}

export interface GoldenOptions {
  readonly device: Device;
  readonly precision: Precision;
  readonly threads: number;
  readonly cancel: CancellationToken;
}

/**
 * Measures a folder with a model, as `config.json` and `model.safetensors` or as a GGUF file, and `golden.safetensors`. A folder that cannot be measured gives an entry with
 * an error; only a cancel rejects.
 * @param folder an absolute path
 * @param name what the entry calls the folder
 */
export async function measureGolden(folder: string, name: string, options: GoldenOptions): Promise<GoldenEntry> {
  try {
    const checkpoint = await openCheckpoint(folder);
    try {
      const reference = path.join(folder, 'golden.safetensors');
      if (readsSequences(checkpoint)) return entry(name, await encoderError(checkpoint, reference, options), null);
      // Fails first for what Cloze builds no graph for, whatever its reference values look like.
      readCausalArchitecture(checkpoint);
      const golden = await readGoldenValues(reference);
      const logits = await referenceLogits(checkpoint, golden.sequences, options.threads, options.precision);
      if (options.cancel.isCancellationRequested) throw cancelledError();
      return entry(name, maxRelativeError(golden.logits, logits), await greedyIsEqual(checkpoint, golden, options));
    } finally {
      await checkpoint.close();
    }
  } catch (error) {
    if (isCancelled(error)) throw error;
    return { folder: name, maxRelativeError: null, greedyEqual: null, error: reason(error) };
  }
}

function entry(folder: string, error: number, greedyEqual: boolean | null): GoldenEntry {
  if (Number.isFinite(error)) return { folder, maxRelativeError: error, greedyEqual };
  return { folder, maxRelativeError: null, greedyEqual, error: 'The outputs are not finite, or not as many as those of the reference.' };
}

async function greedyIsEqual(checkpoint: Checkpoint, golden: GoldenValues, options: GoldenOptions): Promise<boolean | null> {
  if (golden.greedy === undefined) return null;
  const cacheFolder = await mkdtemp(path.join(tmpdir(), 'cloze-golden-'));
  try {
    const decoder = await openDecoder(checkpoint, { ...options, cacheFolder });
    try {
      for (const [row, expected] of golden.greedy.entries()) {
        const prompt = golden.sequences[row]?.tokens.slice(0, greedyPrompt) ?? [];
        const found = await greedySearch(decoder, prompt, expected.length, options.cancel);
        if (found.some((token, index) => token !== expected[index])) return false;
      }
      return true;
    } finally {
      await decoder.dispose();
    }
  } finally {
    await rm(cacheFolder, { recursive: true, force: true });
  }
}

/** The most probable token again and again, each step on top of the cache of those before. */
async function greedySearch(decoder: Decoder, prompt: readonly Token[], count: number, cancel: CancellationToken): Promise<Token[]> {
  const found: Token[] = [];
  let { branch, next } = await decoder.prefill(prompt, { top: 1 }, cancel);
  for (;;) {
    const token = next.tokens[0];
    if (token === undefined) return found;
    found.push(token);
    if (found.length >= count) return found;
    const [extended] = await decoder.extend([{ branch, tokens: [token] }], { top: 1 }, cancel);
    if (extended === undefined) return found;
    ({ branch, next } = extended);
  }
}

function reason(error: unknown): string {
  if (error instanceof ClozeError) return error.message;
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
