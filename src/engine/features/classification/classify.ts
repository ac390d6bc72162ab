import type { ClassifiedText, ClassifyRequest, ClassifyResult } from '../../../common/methods/classification.js';
import { joinPassages, probabilitiesOf, type ScoredPassage } from '../../../learning/examples/joinPassages.js';
import { passages } from '../../../learning/examples/passages.js';
import type { ClassifierModels } from './classifierModels.js';
import { openScorer } from './scorers/openScorer.js';
import type { TextScorer } from './scorers/textScorer.js';
import { wordsThatDecided } from './wordsThatDecided.js';

/** Gives texts labels. Long texts are read in passages, and all passages of the request together, so that they fill the model's steps. */
export async function classify(
  { texts, classifier, multiLabel: several, why }: ClassifyRequest,
  models: ClassifierModels,
): Promise<ClassifyResult> {
  const scorer = await openScorer(classifier, several, models);
  const { labels, model, thresholds } = scorer;
  const multiLabel = thresholds !== undefined;
  const spans = texts.map((text) => passages(text, scorer.count, scorer.most));
  const pieces = texts.flatMap((text, index) => spans[index]?.map(({ start, end }) => text.slice(start, end)) ?? []);
  const all = await scorer.score(pieces);
  let done = 0;
  const scored = spans.map((parts) => parts.map((span): ScoredPassage => ({ ...span, scores: all[done++] ?? [] })));
  const classified: ClassifiedText[] = [];
  for (const [index, text] of texts.entries()) {
    const joined = labelsOf(scored[index] ?? [], scorer, multiLabel);
    const words = why ? { words: await wordsThatDecided(text, scored[index]?.[joined.deciding], scorer, multiLabel) } : {};
    classified.push({ ...joined, ...words });
  }
  return { labels, ...(thresholds && { thresholds }), texts: classified, model };
}

function labelsOf(parts: readonly ScoredPassage[], { temperature }: TextScorer, multiLabel: boolean): ClassifiedText {
  return {
    ...joinPassages(parts, temperature, multiLabel),
    passages: parts.map(({ start, end, scores }) => ({
      offset: start,
      length: end - start,
      probabilities: probabilitiesOf(scores, temperature, multiLabel),
    })),
  };
}
