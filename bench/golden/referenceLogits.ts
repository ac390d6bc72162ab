import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCausalArchitecture } from '../../src/engine/graph/architectures/registry.js';
import { cacheType, causalNames, logitsName } from '../../src/engine/graph/causalGraph.js';
import type { Precision } from '../../src/engine/graph/graphContext.js';
import { openCausalGraph } from '../../src/engine/graph/graphCache.js';
import type { Checkpoint } from '../../src/engine/models/checkpoint.js';
import type { Token } from '../../src/engine/tokenizer/token.js';
import { onProcessor } from '../../src/engine/graph/graphContext.js';
import { tokenFeeds, type Node } from '../../src/engine/runtime/decodingStep.js';
import { KeyValueStore } from '../../src/engine/runtime/keyValueStore.js';
import { openSession, tensorFactory, type Tensor } from '../../src/engine/runtime/session.js';
import { root, TokenTree } from '../../src/engine/runtime/tokenTree.js';

/** A sequence whose padding has been left out. */
export interface ReferenceSequence {
  readonly tokens: readonly Token[];
  /** Where each token stood in the padded row: the reference implementation counts padding on the left as places. */
  readonly positions: readonly number[];
}

/**
 * Logits of a causal model, in float32 unless told otherwise, for whole sequences, [sequences][tokens · vocabulary], to compare with those of
 * a reference implementation.
 */
export async function referenceLogits(
  checkpoint: Checkpoint,
  sequences: readonly ReferenceSequence[],
  threads = 0,
  precision: Precision = 'float32',
): Promise<Float32Array[]> {
  const { shape } = readCausalArchitecture(checkpoint);
  const folder = await mkdtemp(join(tmpdir(), 'cloze-reference-'));
  try {
    const options = { precision, target: onProcessor, output: 'logits' } as const;
    const session = await openCausalGraph(checkpoint, options, { folder }, (path) => openSession(path, { device: 'cpu', threads }));
    const tensors = await tensorFactory();
    const results: Float32Array[] = [];
    for (const { tokens, positions } of sequences) {
      const nodes = tokens.map((token, index): Node => ({
        token,
        position: positions[index] ?? index,
        base: root,
        after: index === 0 ? undefined : index - 1,
      }));
      const rows = tensors.int64([...nodes.keys()], [nodes.length]);
      const feeds = tokenFeeds(tensors, shape, new KeyValueStore(shape, cacheType(precision)), new TokenTree(), nodes);
      const outputs = await session.run({ ...feeds, [causalNames.rows]: rows });
      results.push((outputs[logitsName] as Tensor).data as Float32Array);
    }
    await session.dispose();
    return results;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
