import { setImmediate } from 'node:timers/promises';
import { featureCount } from '../../../../common/classifierHead.js';
import { cancelledError, ClozeError } from '../../../../common/clozeError.js';
import type { TrainTaggerRequest, TrainTaggerResult } from '../../../../common/methods/training.js';
import type { FeatureMatrix } from '../../../../learning/linear/featureMatrix.js';
import { sentenceFolds } from '../../../../learning/validation/folds.js';
import { taggerReport } from '../../../../learning/tagging/taggerReport.js';
import { trainHead } from '../../../../learning/heads/trainHead.js';
import { seededRandom } from '../../../decode/seededRandom.js';
import { headNumbers } from './headNumbers.js';
import type { Progress } from '../../../../common/methods/progress.js';
import type { TrainingContext } from './trainingContext.js';
import { type TaggedExamples, taggedExamples } from './taggedExamples.js';
import { type WordFeatureReader, wordFeatureReader } from '../vectors/wordFeatures.js';

/** Memory that the features of all words may take. */
const maxBytes = 256 * 2 ** 20;

/** Sentences that are read at a time. */
const batchSize = 64;

/** Parts that sentences are dealt into. */
const maxFolds = 3;

/** Learns tags of words: features of each word in its sentence, then a classifier on them. */
export async function trainTagger(
  { sentences, weighting, seed }: TrainTaggerRequest,
  { encoder, today, cancel, report: tell }: Pick<TrainingContext, 'encoder' | 'today' | 'cancel' | 'report'>,
): Promise<TrainTaggerResult> {
  const reader = await wordFeatureReader(encoder);
  const examples = taggedExamples(sentences, reader.model.tokenizer);
  const features = await allRows(examples, reader, tell);
  const tags = examples.sentences.map((sentence) => sentence.tags);
  const folds = sentenceFolds(tags, Math.min(maxFolds, tags.length), seededRandom(seed));
  const labels = Int32Array.from(tags.flatMap((each) => [...each]));
  const training = { features, labels, classes: examples.tags.length, ...(folds.length > 1 && { folds }) };
  const trained = await trainHead(training, {
    weighting,
    random: seededRandom(seed),
    async pause() {
      await setImmediate();
      if (cancel.isCancellationRequested) throw cancelledError();
    },
  });
  const report = taggerReport(examples, trained, seededRandom(seed));
  const { figures, majority } = report;
  const counts = examples.tags.map((_, tag) => labels.reduce((sum, label) => sum + Number(label === tag), 0));
  return {
    head: {
      format: 'cloze-head',
      version: 1,
      unit: examples.unit,
      labels: examples.tags,
      features: [reader.source],
      ...headNumbers(trained),
      training: {
        date: today().toISOString(),
        strength: trained.strength,
        weighting,
        examples: counts,
        majority,
        ...(figures && { accuracy: figures.accuracy, spanF1: figures.overall.f1 }),
      },
    },
    report,
  };
}

/** The rows of all words; each is computed once. Fails with `bad-request` where they would take too much memory. */
async function allRows(
  { sentences }: TaggedExamples,
  { source, rows }: WordFeatureReader,
  report: (progress: Progress) => void,
): Promise<FeatureMatrix> {
  const columns = featureCount(source);
  const words = sentences.reduce((sum, sentence) => sum + sentence.words.length, 0);
  const most = Math.floor(maxBytes / (columns * Float32Array.BYTES_PER_ELEMENT));
  if (words > most) {
    const message = `The sentences have ${words} words, and a tagger learns from ${most} at most, so that what the model says about them fits into memory. Give it fewer sentences.`;
    throw new ClozeError({ code: 'bad-request', message });
  }
  const values = new Float32Array(words * columns);
  let done = 0;
  for (let from = 0; from < sentences.length; from += batchSize) {
    for (const part of await rows(sentences.slice(from, from + batchSize).map((sentence) => sentence.words))) {
      values.set(part, done);
      done += part.length;
    }
    report({ done: Math.min(from + batchSize, sentences.length), total: sentences.length, phase: 'reading' });
  }
  report({ done: 0, total: 1, phase: 'learning' });
  return { rows: words, columns, values };
}
