import type { Clock } from '../../common/clock.js';
import type { EngineApi } from '../../common/engineApi.js';
import type { Log } from '../../host/log.js';
import type { ModelTool } from '../../host/models/modelTool.js';
import type { ModelStore } from '../../sessions/models/modelStore.js';

export interface ModelsDependencies {
  readonly engine: Pick<EngineApi, 'complete' | 'status'>;
  readonly store: ModelStore;
  readonly tool: Pick<ModelTool, 'host' | 'releasesHost' | 'isOffline' | 'setToken' | 'token'>;
  readonly clock: Clock;
  readonly log: Log;
}
