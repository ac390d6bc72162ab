/** What is known of a recommended model. */
export interface RecommendedModel {
  /** On the hub. */
  readonly name: string;
  readonly jobs: readonly string[];
  /** Codes of ISO 639, or `multilingual`. */
  readonly languages: readonly string[];
  readonly gated: boolean;
  readonly bytes: number;
}

/** Whether a model that is known is known not to know a language. */
export function lacksLanguage(entries: readonly RecommendedModel[], model: string, isEmbedded: boolean, language: string): boolean {
  if (isEmbedded) return language !== 'en';
  const wanted = model.toLowerCase();
  const entry = entries.find(({ name }) => name.toLowerCase() === wanted || name.toLowerCase().endsWith(`/${wanted}`));
  return entry !== undefined && !knows(entry, language);
}

/** The smallest recommended model for a job in a language that can be had without asking anybody; undefined where there is none. */
export function choiceFor<E extends RecommendedModel>(entries: readonly E[], job: string, language: string): E | undefined {
  const fit = entries.filter((entry) => !entry.gated && entry.jobs.includes(job) && knows(entry, language));
  return fit.sort((a, b) => a.bytes - b.bytes)[0];
}

function knows({ languages }: RecommendedModel, language: string): boolean {
  return languages.includes(language) || languages.includes('multilingual');
}
