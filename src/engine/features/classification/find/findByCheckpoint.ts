import type { FindLabelsResult, FoundLabel } from '../../../../common/methods/classification.js';
import { ClozeError } from '../../../../common/clozeError.js';
import { largestIndex, softmax } from '../../../../learning/linear/softmax.js';
import type { EncoderSequence } from '../../../runtime/encoder.js';
import { singleSequence } from '../../encoderSequence.js';
import { labelScores } from '../scorers/checkpointScorer.js';
import type { ClassifierLease } from '../loadedClassifier.js';
import { passageTokens } from '../scorers/textScorer.js';
import { type WordTokens, wordTokens, wordWindows } from '../vectors/wordTokens.js';

/** Finds the words that a checkpoint has labels for. Words that belong together (B- and I- labels) are one finding. */
export async function findByCheckpoint(text: string, lease: ClassifierLease): Promise<FindLabelsResult> {
  const { name, encoder, tokenizer, special } = await lease.model();
  const { labels } = encoder.abilities;
  if (labels?.kind !== 'token' || special === undefined) {
    const message = `The model "${name}" gives words no labels. Choose one that was trained to find names or other kinds of words.`;
    throw new ClozeError({ code: 'model-unsupported', message, action: 'choose-model' });
  }
  const words = wordTokens(text, tokenizer);
  const most = Math.min(passageTokens, encoder.contextLength - singleSequence(special, []).tokens.length);
  const windows = wordWindows(words, most);
  const sequences = windows.map(({ start, end }): EncoderSequence => {
    return singleSequence(special, words.slice(start, end).flatMap(({ tokens }) => tokens).slice(0, most)); // prettier-ignore
  });
  const scores = await labelScores(sequences, lease);
  const labelled = windows.flatMap(({ start, from, to }, window) => {
    let token = words.slice(start, from).reduce((sum, word) => sum + word.tokens.length, 1);
    return words.slice(from, to).map((word) => {
      // A word is what its first token is.
      const row = (scores[window] ?? new Float32Array()).subarray(token * labels.names.length, (token + 1) * labels.names.length);
      token += word.tokens.length;
      const probabilities = softmax(row);
      const best = largestIndex(probabilities);
      return { word, label: labels.names[best] ?? 'O', probability: probabilities[best] ?? 0 };
    });
  });
  return { found: joined(labelled) };
}

interface LabelledWord {
  readonly word: WordTokens;
  readonly label: string;
  readonly probability: number;
}

function joined(words: readonly LabelledWord[]): FoundLabel[] {
  const found: FoundLabel[] = [];
  let before = 'O';
  for (const { word, label, probability } of words) {
    const last = found.at(-1);
    const goesOn = label !== 'O' && !label.startsWith('B-') && kindOf(label) === kindOf(before);
    if (goesOn && last !== undefined) {
      found[found.length - 1] = { ...last, length: word.end - last.offset, probability: Math.min(last.probability, probability) };
    } else if (label !== 'O') {
      found.push({ offset: word.start, length: word.end - word.start, label: kindOf(label), probability });
    }
    before = label;
  }
  return found;
}

/** A label without what says whether it begins or goes on. */
function kindOf(label: string): string {
  return label.replace(/^[BIES]-/, '');
}
