import type { Disposable } from '../common/disposable.js';
import type { EngineControl } from './engineControl.js';
import { showFailure } from './messages.js';

/** Shows why the engine stays down, once for each time that it goes down. */
export function reportFailures(engine: EngineControl): Disposable {
  let failed = false;
  return engine.onDidChangeState(({ lifecycle }) => {
    if (lifecycle.kind === 'failed' && !failed) void showFailure(lifecycle.error);
    failed = lifecycle.kind === 'failed';
  });
}
