import type { Completion } from '../../common/methods/completion.js';
import type { JudgedCompletion } from '../../common/completionRecord.js';
import { hasContent } from '../../prose/characters.js';
import { judge, type Thresholds } from './quietness.js';
import type { Choice } from './suggestionCache.js';
import { trimAgainstSuffix } from './trimAgainstSuffix.js';
import { firstWords } from './words.js';

/** By what it is decided which completions are shown, and how much of each. */
export interface ChoiceRules {
  readonly limits: Thresholds;
  readonly maxWords: number;
  /** Whether the writer asked, so that even what is unsure is shown. */
  readonly explicit: boolean;
  /** Whether the caret is inside a word. */
  readonly insideWord: boolean;
  /** The text after the caret, to the end of its paragraph. */
  readonly after: string;
  /** Corrects a chance by what was learnt. */
  readonly correct: (chance: number) => number;
}

export function judgeAll(completions: readonly Completion[], { limits, insideWord, correct }: ChoiceRules): JudgedCompletion[] {
  return completions.map((completion) => ({ completion, verdict: judge(completion, limits, insideWord, correct) }));
}

/**
 * What of the judged completions is shown, in their order. What is shown is compared with
 * the text after the caret, as it may have been cut. Nothing is shown twice, nor punctuation alone, nor anything that a
 * reader could not see.
 */
export function chooseShown(judged: readonly JudgedCompletion[], { explicit, maxWords, after, insideWord }: ChoiceRules): Choice[] {
  const choices = new Map<string, Choice>();
  for (const { completion, verdict } of judged) {
    const show = explicit ? 'whole' : verdict.show;
    if (show === 'nothing') continue;
    const cut = firstWords(completion.text, show === 'whole' ? maxWords : 1);
    const text = trimAgainstSuffix(cut, after, insideWord);
    const chance = completion.acceptance.firstWord;
    if (hasContent(text) && !text.includes('\uFFFD') && !choices.has(text)) choices.set(text, { text, chance });
  }
  return [...choices.values()];
}
