import { type ModelJob, modelJobs, type ModelSettings, servingModel } from '../../common/modelJobs.js';
import type { ModelPurpose } from '../../common/modelTool/answers.js';
import type { Translate } from '../../common/translate.js';

/** A job in the list of what models do, with the model that does it. */
export interface JobRow {
  readonly purpose: ModelPurpose;
  /** A theme icon's id. */
  readonly icon: string;
  readonly label: string;
  readonly description: string;
  readonly detail: string;
}

/** Whether a setting names the model of a job; for the others each command asks which one is to be used. */
export function isChosen(purpose: ModelPurpose): purpose is ModelJob {
  return Object.hasOwn(modelJobs, purpose);
}

/** What models do, and which model does each of it now. */
export function jobRows(settings: ModelSettings, t: Translate): JobRow[] {
  const used = (job: ModelJob): string => {
    const { model, isEmbedded } = servingModel(job, settings);
    return isEmbedded ? t('{0}, comes with Cloze', model) : model;
  };
  return [
    {
      purpose: 'completion',
      icon: 'edit',
      label: t('Completions'),
      description: used('completion'),
      detail: t('Writes on at the cursor, continues paragraphs and marks surprising words.'),
    },
    {
      purpose: 'words',
      icon: 'book',
      label: t('Words and Flow'),
      description: used('words'),
      detail: t('Suggests words for a place and judges whether sentences follow.'),
    },
    {
      purpose: 'rewriting',
      icon: 'sparkle',
      label: t('Rewriting'),
      description: used('rewriting'),
      detail: t('Follows instructions: rewrites, translates and summarizes what is selected.'),
    },
    {
      purpose: 'labels',
      icon: 'tag',
      label: t('Labels'),
      description: t('chosen in "Classify…"'),
      detail: t('Sorts texts by labels of your own, without training.'),
    },
    {
      purpose: 'names',
      icon: 'person',
      label: t('Names'),
      description: t('chosen in "Find Named Entities"'),
      detail: t('Finds persons, places and organizations.'),
    },
    {
      purpose: 'questions',
      icon: 'question',
      label: t('Questions'),
      description: t('chosen in "Ask This Document"'),
      detail: t('Finds the passage that answers a question about a text.'),
    },
  ];
}

/** A job as it is called in a title. */
export function jobTitle(purpose: ModelPurpose, t: Translate): string {
  switch (purpose) {
    case 'completion':
      return t('Choose a Model for Completions');
    case 'words':
      return t('Choose a Model for Words and Flow');
    case 'rewriting':
      return t('Choose a Model for Rewriting');
    case 'labels':
      return t('Choose a Model for Labels');
    case 'names':
      return t('Choose a Model for Names');
    case 'questions':
      return t('Choose a Model for Questions');
  }
}
