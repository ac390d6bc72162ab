import type { Sampling } from '../../common/methods/completion.js';
import type { EndRules } from './ending.js';

/** How a prompt is continued. */
export interface GenerateOptions extends EndRules {
  /** How many different continuations at most. */
  readonly candidates: number;
  readonly sampling: Sampling;
  /** Whether a continuation may begin with a text. */
  readonly mayBegin: (text: string) => boolean;
  /** How many alternatives each token carries. */
  readonly alternatives: number;
  /** How many continuations to prepare for a writer who goes on otherwise, where one is wanted and greedy decoding chooses it. */
  readonly ahead?: number;
  /** Told what each continuation is so far, most probable beginning first, after each step. */
  readonly onStep?: (texts: readonly string[]) => void;
}
