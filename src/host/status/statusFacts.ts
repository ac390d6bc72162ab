import type { EngineState } from '../../backend/engineState.js';
import { modelStatus } from '../../common/modelStatus.js';
import type { LanguageMode } from '../../common/settings/languageMode.js';
import type { ServerFacts } from '../servers/serverDesk.js';
import type { Pause } from '../pauses.js';

/** All that the status bar shows, as plain values. */
export interface StatusFacts {
  readonly engine: EngineState;
  /** The language of the active editor and what Cloze does there; absent where there is no editor. */
  readonly language?: { readonly name: string; readonly mode: LanguageMode };
  /** Why nothing is done unasked in the active document, or anywhere; absent where it is. */
  readonly pause?: Pause;
  /** The names of the active document and of its folder; absent where there is no editor. */
  readonly document?: { readonly file: string; readonly folder?: string };
  /** Whether the writer wants a rest on battery and the computer runs on it. */
  readonly onBattery: boolean;
  /** Whether a request has been under way for long enough to say so. */
  readonly thinking: boolean;
  /** The servers that may complete; absent where there are none. */
  readonly servers?: ServerFacts;
  /** From the request to its answer, for the last completion. */
  readonly lastLatencyMs?: number;
}

export type StatusKind = 'off' | 'starting' | 'ready' | 'thinking' | 'paused' | 'failed';

export function statusKind({ engine: { lifecycle, status }, onBattery, thinking, pause }: StatusFacts): StatusKind {
  if (lifecycle.kind === 'off') return 'off';
  if (lifecycle.kind === 'failed' || status.state === 'failed' || modelStatus(status, 'causal')?.error !== undefined) return 'failed';
  if (lifecycle.kind === 'starting' || status.state === 'loading') return 'starting';
  if (thinking) return 'thinking';
  if (onBattery || pause !== undefined || isResting({ lifecycle, status })) return 'paused';
  return 'ready';
}

/** Whether a model is loaded for a text in which Cloze suggests something on its own: there the writer waits for it. */
export function isLoadingForText(facts: StatusFacts): boolean {
  const { language, pause } = facts;
  return statusKind(facts) === 'starting' && language !== undefined && language.mode !== 'off' && pause === undefined;
}

/** Whether the model was taken out of memory because no one was writing. */
export function isResting({ lifecycle, status }: EngineState): boolean {
  if (lifecycle.kind === 'stopped') return lifecycle.because === 'idle';
  return lifecycle.kind === 'running' && status.state === 'idle';
}
