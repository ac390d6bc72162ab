import type { FindLabelsResult, FoundLabel } from '../../../../common/methods/classification.js';
import { type ClassifierHead, featureCount } from '../../../../common/classifierHead.js';
import { checkHead } from '../../../../learning/heads/headFile.js';
import { scores } from '../../../../learning/linear/linearModel.js';
import { decodeSpans, decodeWords, type FoundSpan } from '../../../../learning/tagging/spanDecoding.js';
import { labelsOfTags } from '../../../../learning/tagging/tagScheme.js';
import { sentences } from '../../../../prose/sentences.js';
import { shifted, type Span } from '../../../../prose/span.js';
import type { Tokenizer } from '../../../tokenizer/tokenizer.js';
import { badRequest } from '../../../../common/badRequest.js';
import type { EncoderLease } from '../../loadedEncoder.js';
import { wordFeatureReader } from '../vectors/wordFeatures.js';
import { type WordTokens, wordTokens } from '../vectors/wordTokens.js';

/** Sentences that are read at a time, so that a book's features are never in memory together. */
const batchSize = 64;

/** Finds the words that a classifier of one's own has labels for, sentence by sentence, as it was trained. */
export async function findByHead(text: string, given: ClassifierHead, lease: EncoderLease): Promise<FindLabelsResult> {
  const { unit = 'text', labels, features, temperature, weights, intercepts } = checkHead(given, 'The classifier');
  if (unit === 'text')
    throw badRequest('This classifier gives whole texts labels. Choose one that was trained on words, or classify the text with it.');
  const { model, source, rows } = await wordFeatureReader(lease, features[0]);
  const head = { weights: Float64Array.from(weights.flat()), intercepts: Float64Array.from(intercepts) };
  const kinds = labelsOfTags(labels);
  const decode = (own: Float64Array): FoundSpan[] =>
    unit === 'span' ? decodeSpans(own, kinds, temperature) : decodeWords(own, labels, temperature);
  const spans = sentences(text);
  const found: FoundLabel[] = [];
  for (let from = 0; from < spans.length; from += batchSize) {
    const batch = spans.slice(from, from + batchSize).map((span) => wordsIn(text, span, model.tokenizer));
    const read = await rows(batch);
    batch.forEach((words, at) => {
      const values = read[at] as Float32Array;
      const said = scores({ rows: words.length, columns: featureCount(source), values }, head);
      for (const { start, end, label, probability } of decode(said)) {
        const offset = (words[start] as WordTokens).start;
        found.push({ offset, length: (words[end - 1] as WordTokens).end - offset, label, probability });
      }
    });
  }
  return { found: unit === 'word' ? wholeWords(found) : found };
}

function wordsIn(text: string, { start, end }: Span, tokenizer: Tokenizer): WordTokens[] {
  return shifted(wordTokens(text.slice(start, end), tokenizer), start);
}

/** Parts of one word, such as those of "don't", that have the same label are one finding. */
function wholeWords(found: readonly FoundLabel[]): FoundLabel[] {
  const whole: FoundLabel[] = [];
  for (const each of found) {
    const last = whole.at(-1);
    if (last?.label !== each.label || last.offset + last.length < each.offset) whole.push(each);
    else {
      const probability = Math.min(last.probability, each.probability);
      whole[whole.length - 1] = { ...last, length: last.length + each.length, probability };
    }
  }
  return whole;
}
