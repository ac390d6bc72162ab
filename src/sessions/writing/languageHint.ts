import { choiceFor, type RecommendedModel } from '../../common/catalogueChoice.js';
import type { ModelJob } from '../../common/modelJobs.js';
import { textLanguage } from '../../prose/textLanguage.js';

/** A language, as a code of ISO 639, and the recommended model that knows it. */
export interface LanguageHint {
  readonly language: string;
  readonly model: string;
}

/** Which recommended model knows the language of a text; nothing where the text does not tell its language, or no such model knows it. */
export function languageHint(recommended: readonly RecommendedModel[], job: ModelJob, text: string): LanguageHint | undefined {
  const language = textLanguage(text);
  const choice = language === undefined ? undefined : choiceFor(recommended, job, language);
  return language === undefined || choice === undefined ? undefined : { language, model: choice.name };
}
