import { type FeatureSource, featureCount } from '../../../../common/classifierHead.js';
import { shapeFeatures, wordShapes } from '../../../../learning/tagging/wordShapes.js';
import type { AskedSequence } from '../../../runtime/encoder.js';
import { singleSequence } from '../../encoderSequence.js';
import type { LoadedEncoder, EncoderLease } from '../../loadedEncoder.js';
import { inBatches } from '../../pairs/inBatches.js';
import { checkLayers, checkSameModel } from './featureReader.js';
import { wordSource } from './featureRecipe.js';
import { passageTokens } from '../scorers/textScorer.js';
import { type WordTokens, type WordWindow, wordWindows } from './wordTokens.js';

/** Gives features of words in their sentences. */
export interface WordFeatureReader {
  readonly model: LoadedEncoder;
  readonly source: FeatureSource;
  /** For each sentence its words' rows, [words · features]. */
  readonly rows: (sentences: readonly (readonly WordTokens[])[]) => Promise<Float32Array[]>;
}

/**
 * Reads the features of words: the encoder's hidden states at each word's first token. Fails with `bad-request` where features of another
 * model are wanted.
 * @param wanted the source that a classifier was trained on; the usual one unless it is given
 */
export async function wordFeatureReader(lease: EncoderLease, wanted?: FeatureSource): Promise<WordFeatureReader> {
  const model = await lease.model();
  const usual = wordSource(model);
  if (wanted !== undefined) {
    checkSameModel(wanted, usual);
    checkLayers(wanted, [...Array(model.encoder.layers + 1).keys()]);
  }
  const source = wanted === undefined ? usual : { ...wanted, model: usual.model };
  return { model, source, rows: (sentences) => wordRows(sentences, source, model, lease) };
}

async function wordRows(
  sentences: readonly (readonly WordTokens[])[],
  source: FeatureSource,
  { encoder, special }: LoadedEncoder,
  lease: EncoderLease,
): Promise<Float32Array[]> {
  const most = Math.min(passageTokens, encoder.contextLength - singleSequence(special, []).tokens.length);
  const windows = sentences.flatMap((words, sentence) => wordWindows(words, most).map((window) => ({ ...window, words, sentence })));
  const sequences = windows.map(({ words, ...window }): AskedSequence => {
    const tokens = words.slice(window.start, window.end).flatMap((word) => word.tokens).slice(0, most); // prettier-ignore
    return { ...singleSequence(special, tokens), asked: firstTokens(words, window) };
  });
  const size = source.layers.length * source.size;
  const rows = sentences.map((words) => writtenRows(words, size, source));
  await inBatches(
    sequences,
    lease,
    (loaded, batch, cancel) => loaded.encoder.hiddenStates(batch, source.layers, cancel),
    (states, index) => {
      const { sentence = 0, from = 0, to = 0 } = windows[index] ?? {};
      for (let word = from; word < to; word++) {
        rows[sentence]?.set(states.subarray((word - from) * size, (word - from + 1) * size), word * featureCount(source));
      }
    },
  );
  return rows;
}

/** Rows whose first features are still to come, and the others say how the words are written. */
function writtenRows(words: readonly WordTokens[], size: number, source: FeatureSource): Float32Array {
  const columns = featureCount(source);
  const rows = new Float32Array(words.length * columns);
  if (source.written === undefined) return rows;
  const shapes = wordShapes(words.map(({ text }) => text));
  words.forEach((_, word) => rows.set(shapes.subarray(word * shapeFeatures, (word + 1) * shapeFeatures), word * columns + size));
  return rows;
}

/** Where in a window's sequence the words that count begin; one special token comes before them. */
function firstTokens(words: readonly WordTokens[], { start, from, to }: WordWindow): number[] {
  let token = words.slice(start, from).reduce((sum, word) => sum + word.tokens.length, 1);
  return words.slice(from, to).map((word) => (token += word.tokens.length) - word.tokens.length);
}
