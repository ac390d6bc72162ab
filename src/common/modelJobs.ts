/** The jobs that a person chooses a model for: the setting under `cloze.` that names it, and the model that comes with Cloze. */
export const modelJobs = {
  /** Writes on where the writer is. */
  completion: { setting: 'model', embedded: 'smollm2-135m-instruct' },
  /** Suggests words and judges whether sentences follow. */
  words: { setting: 'encoderModel', embedded: 'bert-base-uncased' },
  /** Follows instructions: rewrites, translates, summarizes. */
  rewriting: { setting: 'writingModel', embedded: 'smollm2-135m-instruct' },
} as const;

export type ModelJob = keyof typeof modelJobs;

/** The settings that name models. */
export type ModelSettings = Readonly<Record<(typeof modelJobs)[ModelJob]['setting'], string>>;

/** Which model serves a job. */
export interface ServingModel {
  /** Its name, or the absolute path of its folder or file. */
  readonly model: string;
  /** Whether it is the one that comes with Cloze, so that a better one is worth a hint. */
  readonly isEmbedded: boolean;
}

/** The model that serves a job by the settings. */
export function servingModel(job: ModelJob, settings: ModelSettings): ServingModel {
  const { setting, embedded } = modelJobs[job];
  const model = settings[setting];
  return { model, isEmbedded: model === embedded };
}
