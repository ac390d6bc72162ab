import type { CancellationToken } from '../../common/cancellation.js';
import type { Clock } from '../../common/clock.js';
import type { EngineApi } from '../../common/engineApi.js';
import { speedRequest } from './speedRequest.js';

/** The time that a trial takes, beside what it takes to load the model. */
const trialMs = 3_000;

/** Lets the model in use write for three seconds, after which the engine's status says how fast it does. */
export async function speedTrial(engine: Pick<EngineApi, 'complete'>, clock: Clock, token: CancellationToken): Promise<void> {
  await engine.complete(speedRequest(0), token);
  const started = clock.now();
  for (let turn = 1; clock.now() - started < trialMs && !token.isCancellationRequested; turn++) {
    await engine.complete(speedRequest(turn), token);
  }
}
