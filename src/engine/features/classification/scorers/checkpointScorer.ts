import { ClozeError } from '../../../../common/clozeError.js';
import type { EncoderSequence } from '../../../runtime/encoder.js';
import { singleSequence } from '../../encoderSequence.js';
import { firstToken } from '../../firstToken.js';
import { inBatches } from '../../pairs/inBatches.js';
import type { LoadedClassifier, ClassifierLease } from '../loadedClassifier.js';
import { passageTokens, type TextScorer } from './textScorer.js';

/**
 * Scores texts with the classifier of a checkpoint. Fails with `model-unsupported` where it gives whole texts no labels.
 * @param multiLabel whether a text may have several, even where the checkpoint does not say so itself
 */
export async function checkpointScorer(lease: ClassifierLease, multiLabel = false): Promise<TextScorer> {
  const model = await lease.model();
  const { abilities, contextLength } = model.encoder;
  if (abilities.labels?.kind !== 'sequence') throw givesNone(model.name);
  const framed = sequenceOf(model, '').tokens.length;
  return {
    labels: abilities.labels.names,
    model: model.name,
    temperature: 1,
    ...((multiLabel || abilities.labels.multiLabel === true) && { thresholds: abilities.labels.names.map(() => 0.5) }),
    most: Math.min(passageTokens, contextLength - framed),
    count: (text) => model.tokenizer.encode(text).length,
    score: (texts) => labelScores(texts.map((text) => sequenceOf(model, text)), lease), // prettier-ignore
  };
}

/** Scores of sequences, those of similar length read together. */
export async function labelScores(sequences: readonly EncoderSequence[], lease: ClassifierLease): Promise<Float32Array[]> {
  const results: Float32Array[] = [];
  await inBatches(
    sequences,
    lease,
    ({ encoder }, batch, cancel) => encoder.labelLogits(batch, cancel),
    (scores, index) => (results[index] = scores),
  );
  return results;
}

function sequenceOf({ special, frame, tokenizer, encoder }: LoadedClassifier, text: string): EncoderSequence {
  const { before, after } = frame ?? { before: [], after: [] };
  const around = special === undefined ? before.length + after.length : singleSequence(special, []).tokens.length;
  const read = tokenizer.encode(text).slice(0, encoder.contextLength - around);
  if (special !== undefined) return singleSequence(special, read);
  const tokens = [...before, ...read, ...after];
  // Some token has to be asked, also where the last word was left out to see what it does.
  return { tokens: tokens.length > 0 ? tokens : [firstToken(tokenizer)] };
}

function givesNone(name: string): ClozeError {
  const message = `The model "${name}" gives whole texts no labels. Choose one that was trained to classify texts.`;
  return new ClozeError({ code: 'model-unsupported', message, action: 'choose-model' });
}
