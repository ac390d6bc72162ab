import type { Disposable } from '../common/disposable.js';
import { modelStatus } from '../common/modelStatus.js';
import type { EngineControl } from './engineControl.js';
import { showFailure } from './messages.js';

/** Shows why the engine stays down, or why its causal model cannot be used, once for each time that it comes to that. */
export function reportFailures(control: EngineControl): Disposable {
  let told: string | undefined;
  return control.onDidChangeState(({ lifecycle, status }) => {
    const error = lifecycle.kind === 'failed' ? lifecycle.error : modelStatus(status, 'causal')?.error;
    if (error !== undefined && error.message !== told) void showFailure(error);
    told = error?.message;
  });
}
