import type { Lifecycle } from '../../../../src/backend/engineState.js';
import type { EngineStatus } from '../../../../src/common/methods/lifecycle.js';
import type { StatusFacts } from '../../../../src/host/status/statusFacts.js';

export const running: Lifecycle = { kind: 'running' };

/** What the status bar knows when the engine stands like this. */
export function factsOf(lifecycle: Lifecycle, state: EngineStatus['state'], more: Partial<StatusFacts> = {}): StatusFacts {
  const status: EngineStatus = {
    state,
    models: [{ role: 'causal', state: 'ready', model: 'smollm2', device: { kind: 'cpu', name: 'Ryzen', threads: 4 }, bytes: 92e6 }],
    tokensPerSecond: 61.4,
    residentBytes: 312e6,
  };
  return { engine: { lifecycle, status }, onBattery: false, thinking: false, ...more };
}
