import type { EngineStatus, ModelRole, ModelStatus } from './methods/lifecycle.js';

/** The state of the first model of a role: of the one that the engine was started with. */
export function modelStatus({ models }: EngineStatus, role: ModelRole): ModelStatus | undefined {
  return models.find((model) => model.role === role);
}
