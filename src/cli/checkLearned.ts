import type { LearnedResult, LearnedSummary } from '../common/methods/manuscript.js';
import { styleText } from '../report/manuscript/styleText.js';
import type { Arguments } from './arguments.js';
import { usageError } from './usageError.js';

/** What was found in a folder, as far as it decides whether it can be used. */
type FoundState =
  | { readonly state: 'none' | 'damaged' }
  | { readonly state: 'ready'; readonly summary?: Pick<LearnedSummary, 'adapter' | 'adapterLack'> }
  | Extract<LearnedResult, { state: 'other-model' }>;

/** A folder that is named is to be used: where it cannot be, nothing is done without it. */
export function checkLearned(found: FoundState, args: Arguments): void {
  const name = args.text('learned') ?? '';
  switch (found.state) {
    case 'ready':
      if (found.summary?.adapterLack === undefined) return;
      throw usageError(`${styleText(found.summary).join(' ')} Learn into it again: cloze learn FILE… --with both --out ${name}`);
    case 'none':
      throw usageError(`Nothing was learned in ${name}. Learn into it first: cloze learn FILE… --out ${name}`);
    case 'damaged':
      throw usageError(`What was learned in ${name} is damaged. Learn it again: cloze learn FILE… --out ${name}`);
    case 'other-model':
      throw usageError(
        `What was learned in ${name} belongs to the model "${found.model}". Choose that model with --model, or learn again with this one.`,
      );
  }
}
