import type { Sampling } from '../common/methods/completion.js';
import type { Arguments } from './arguments.js';
import type { Options } from './syntax.js';

/** How tokens are chosen, of the commands that write. */
export const samplingOptions = {
  temperature: { value: 'T', default: '0', help: '0 always takes the most probable token.' },
  'top-p': { value: 'P', default: '1', help: 'Sample from the most probable tokens that together have probability P.' },
  'min-p': { value: 'P', default: '0', help: 'Leave out tokens less probable than P times the most probable one.' },
  'repetition-penalty': { value: 'R', default: '1', help: 'Divide the odds of recent tokens by R.' },
  seed: { value: 'N', default: '0', help: 'Makes sampling repeatable.' },
} as const satisfies Options;

/** What these options say. */
export function samplingIn(args: Arguments): Sampling {
  return {
    temperature: args.number('temperature', 0, 10) ?? 0,
    topP: args.number('top-p', 0, 1) ?? 1,
    minP: args.number('min-p', 0, 1) ?? 0,
    repetitionPenalty: args.number('repetition-penalty', 1, 10) ?? 1,
    seed: args.integer('seed', 0, Number.MAX_SAFE_INTEGER) ?? 0,
  };
}
