import type { EngineStatus } from '../../common/methods/lifecycle.js';
import { modelStatus } from '../../common/modelStatus.js';

/** Words of English that a token of a model is worth. */
const wordsOfToken = 0.75;

/**
 * How fast models of another size would write here, by how fast the one does that runs: each token reads all weights once, so that the
 * memory's speed decides and the time grows with their bytes.
 * @returns words per second by bytes in memory; `undefined` where nothing was measured yet
 */
export function speedEstimate(status: EngineStatus): ((memoryBytes: number) => number) | undefined {
  const measured = modelStatus(status, 'causal');
  const { tokensPerSecond } = status;
  if (tokensPerSecond === undefined || measured === undefined || measured.bytes <= 0) return undefined;
  return (memoryBytes) => (tokensPerSecond * wordsOfToken * measured.bytes) / Math.max(1, memoryBytes);
}
