import type { TaggedSentence, TrainTaggerRequest } from '../../../common/taggerApi.js';
import { badRequest } from '../badRequest.js';

/** Refuses a request that cannot be meant, with code `bad-request`. It comes from another process, so that also its types are checked. */
export function checkTrainTaggerRequest({ sentences, weighting, seed }: Partial<TrainTaggerRequest>): void {
  if (!Array.isArray(sentences) || !sentences.every(isTagged)) throw badRequest('sentences must be a list of words and as many tags.');
  if (weighting !== 'none' && weighting !== 'balanced') throw badRequest('weighting must be "none" or "balanced".');
  if (!Number.isInteger(seed)) throw badRequest('seed must be a whole number.');
}

function isTagged(sentence: Partial<TaggedSentence> | null): boolean {
  const [words, tags] = [sentence?.words, sentence?.tags];
  return isListOfTexts(words) && isListOfTexts(tags) && words.length === tags.length;
}

function isListOfTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string' && item !== '');
}
