import type { Classifier } from '../../../../common/methods/classification.js';
import { checkpointScorer } from './checkpointScorer.js';
import type { ClassifierModels } from '../classifierModels.js';
import { entailmentScorer } from './entailmentScorer.js';
import { headScorer } from './headScorer.js';
import { entailmentCalibration, independentScorer, zeroShotCalibrations } from './independentScorer.js';
import { likelihoodScorer } from './likelihoodScorer.js';
import { maskScorer } from './maskScorer.js';
import type { TextScorer } from './textScorer.js';

/**
 * Makes ready what gives the labels.
 * @param multiLabel whether a text may have several, or none
 */
export async function openScorer(classifier: Classifier, multiLabel: boolean, models: ClassifierModels): Promise<TextScorer> {
  switch (classifier.kind) {
    case 'head':
      return headScorer(classifier.head, multiLabel, models);
    case 'checkpoint':
      return checkpointScorer(models.checkpoint(classifier.model), multiLabel);
    case 'zero-shot': {
      const { labels, by } = classifier;
      const scorer = await zeroShotScorer(labels, by, models);
      const calibration = typeof by === 'object' ? entailmentCalibration : zeroShotCalibrations[by];
      return multiLabel ? independentScorer(scorer, calibration) : scorer;
    }
  }
}

type ZeroShot = Extract<Classifier, { kind: 'zero-shot' }>;

async function zeroShotScorer(labels: readonly string[], by: ZeroShot['by'], models: ClassifierModels): Promise<TextScorer> {
  if (typeof by === 'object') return entailmentScorer(labels, models.checkpoint(by.entailment));
  if (by === 'encoder') return maskScorer(labels, models.encoder);
  if (by === 'causal') return likelihoodScorer(labels, models.causal);
  return jointScorer(await maskScorer(labels, models.encoder), await likelihoodScorer(labels, models.causal));
}

/** Two opinions on the same labels, added up. */
function jointScorer(first: TextScorer, second: TextScorer): TextScorer {
  return {
    labels: first.labels,
    model: `${first.model} + ${second.model}`,
    temperature: first.temperature + second.temperature,
    most: Math.min(first.most, second.most),
    count: (text) => Math.max(first.count(text), second.count(text)),
    async score(texts) {
      const others = await second.score(texts);
      return (await first.score(texts)).map((scores, text) => Array.from(scores, (score, label) => score + (others[text]?.[label] ?? 0)));
    },
  };
}
