import type { ErrorDetail } from '../common/clozeError.js';
import type { EngineStatus } from '../common/methods/lifecycle.js';
import type { Sharing } from './sharing.js';

/** Where the engine's process stands, and what the engine last said about itself. */
export interface EngineState {
  readonly lifecycle: Lifecycle;
  readonly status: EngineStatus;
  /** Absent where there is no process. */
  readonly sharing?: Sharing;
}

export type Lifecycle =
  /** The writer switched Cloze off: there is no process and no call starts one. */
  | { readonly kind: 'off' }
  /** There is no process; the next call starts one. */
  | { readonly kind: 'stopped'; readonly because: 'not-needed' | 'idle' | 'crash' }
  | { readonly kind: 'starting' }
  | { readonly kind: 'running' }
  /** There is no process and no call starts one until the writer restarts it or changes a setting of it. */
  | { readonly kind: 'failed'; readonly error: ErrorDetail };
