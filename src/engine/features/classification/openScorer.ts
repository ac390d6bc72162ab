import type { Classifier } from '../../../common/classificationApi.js';
import { checkpointScorer } from './checkpointScorer.js';
import type { ClassifierModels } from './classifierModels.js';
import { entailmentScorer } from './entailmentScorer.js';
import { headScorer } from './headScorer.js';
import { jointScorer } from './jointScorer.js';
import { likelihoodScorer } from './likelihoodScorer.js';
import { maskScorer } from './maskScorer.js';
import type { TextScorer } from './textScorer.js';

/** Makes ready what gives the labels. */
export async function openScorer(classifier: Classifier, models: ClassifierModels): Promise<TextScorer> {
  switch (classifier.kind) {
    case 'head':
      return headScorer(classifier.head, models);
    case 'checkpoint':
      return checkpointScorer(models.onCheckpoint(classifier.model));
    case 'zero-shot': {
      const { labels, by } = classifier;
      if (typeof by === 'object') return entailmentScorer(labels, models.onCheckpoint(by.entailment));
      if (by === 'encoder') return maskScorer(labels, models.onEncoder);
      if (by === 'causal') return likelihoodScorer(labels, models.onCausal);
      return jointScorer(await maskScorer(labels, models.onEncoder), await likelihoodScorer(labels, models.onCausal));
    }
  }
}
