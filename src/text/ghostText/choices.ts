import type { Completion } from '../../common/engineApi.js';
import type { JudgedCompletion } from '../../common/completionRecord.js';
import { judge, type Thresholds } from './quietness.js';
import type { Choice } from './suggestionCache.js';
import { firstWords } from './words.js';

/** By what it is decided which completions are shown, and how much of each. */
export interface ChoiceRules {
  readonly limits: Thresholds;
  readonly maxWords: number;
  /** Whether the writer asked, so that even what is unsure is shown. */
  readonly explicit: boolean;
  /** Whether the caret stands inside a word. */
  readonly insideWord: boolean;
  /** Corrects a chance by what was learnt. */
  readonly correct: (chance: number) => number;
}

export function judgeAll(completions: readonly Completion[], { limits, insideWord, correct }: ChoiceRules): JudgedCompletion[] {
  return completions.map((completion) => ({ completion, verdict: judge(completion, limits, insideWord, correct) }));
}

/** What of the judged completions is shown, in their order. Nothing is shown twice, nor anything that a reader could not see. */
export function chooseShown(judged: readonly JudgedCompletion[], { explicit, maxWords }: ChoiceRules): Choice[] {
  const choices = new Map<string, Choice>();
  for (const { completion, verdict } of judged) {
    const show = explicit ? 'whole' : verdict.show;
    if (show === 'nothing') continue;
    const text = firstWords(completion.text, show === 'whole' ? maxWords : 1);
    const chance = completion.acceptance.firstWord;
    if (text.trim() !== '' && !text.includes('\uFFFD') && !choices.has(text)) choices.set(text, { text, chance });
  }
  return [...choices.values()];
}
