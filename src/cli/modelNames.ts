import type { EngineApi } from '../common/engineApi.js';
import { modelStatus } from '../common/modelStatus.js';

/** The names of the models that an engine was started with. */
export async function modelNames(engine: EngineApi): Promise<{ readonly causal: string; readonly encoder: string }> {
  const status = await engine.status();
  return { causal: modelStatus(status, 'causal')?.model ?? '', encoder: modelStatus(status, 'encoder')?.model ?? '' };
}
