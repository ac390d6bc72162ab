import { maxOf } from '../../../../common/extremes.js';
import { ClozeError } from '../../../../common/clozeError.js';
import { byClass } from '../../../../learning/validation/folds.js';
import type { Token } from '../../../tokenizer/token.js';
import type { MaskedSequence } from '../../../runtime/encoder.js';
import { singleSequence } from '../../encoderSequence.js';
import type { LoadedEncoder, EncoderLease } from '../../loadedEncoder.js';
import { inBatches } from '../../pairs/inBatches.js';
import { passageTokens, type TextScorer } from './textScorer.js';

/** What stands after a text, with the label in the gap. */
const templates: readonly (readonly [string, string])[] = [
  [' It was', '.'],
  [' This text is about', '.'],
];

/** Room for the template and the label. */
const spareTokens = 24;

/** Calibrated scores are differences of means over templates; measured on the development sets, they are this much too sure. */
const temperature = 1;

/**
 * Scores any labels by how well an encoder expects their words after the text, against how well it expects them after no text at all
 * (Holtzman et al. 2021, https://arxiv.org/abs/2104.08315): a frequent word is not a likely label.
 */
export async function maskScorer(labels: readonly string[], lease: EncoderLease): Promise<TextScorer> {
  const model = await lease.model();
  const { special, tokenizer, encoder } = model;
  const { mask } = special;
  if (mask === undefined || !encoder.abilities.maskedWords) throw knowsNoGaps(model);
  const pieces = labels.map((label) => tokenizer.encode(` ${label}`));
  const most = Math.min(passageTokens, encoder.contextLength - spareTokens - maxOf(pieces.map(({ length }) => length)));
  const expected = (texts: readonly string[]): Promise<number[][]> => expectations(texts, pieces, model, mask, most, lease);
  const [alone = []] = await expected(['']);
  return {
    labels,
    model: model.name,
    temperature,
    most,
    count: (text) => tokenizer.encode(text).length,
    score: async (texts) => (await expected(texts)).map((scores) => scores.map((score, label) => score - (alone[label] as number))),
  };
}

/** For each text and label the log-probability of the label's pieces in the gap, averaged over templates. */
async function expectations(
  texts: readonly string[],
  pieces: readonly (readonly Token[])[],
  { special, tokenizer }: LoadedEncoder,
  mask: Token,
  most: number,
  lease: EncoderLease,
): Promise<number[][]> {
  const result = texts.map(() => pieces.map(() => 0));
  const sequences: MaskedSequence[] = [];
  const askedFor: { readonly text: number; readonly labels: readonly number[] }[] = [];
  // Labels of as many pieces share one reading.
  const bySize = byClass(pieces.map(({ length }) => length));
  for (const [text, written] of texts.entries()) {
    for (const [before, after] of templates) {
      for (const [size, labels] of bySize) {
        const start = [...tokenizer.encode(written).slice(0, most), ...tokenizer.encode(before)];
        const gap = Array<Token>(size).fill(mask);
        const masks = gap.map((_, at) => ({ position: 1 + start.length + at, rate: labels.map((label) => pieces[label]?.[at] as Token) }));
        sequences.push({ ...singleSequence(special, [...start, ...gap, ...tokenizer.encode(after)]), masks });
        askedFor.push({ text, labels });
      }
    }
  }
  await inBatches(
    sequences,
    lease,
    ({ encoder }, batch, cancel) => encoder.maskedDistributions(batch, 1, cancel),
    (gap, index) => {
      const { text, labels } = askedFor[index] ?? { text: 0, labels: [] };
      labels.forEach((label, place) => {
        const total = gap.reduce((sum, { rated }) => sum + (rated[place] as number), 0);
        (result[text] as number[])[label] = ((result[text] as number[])[label] as number) + total / templates.length;
      });
    },
  );
  return result;
}

function knowsNoGaps({ name }: LoadedEncoder): ClozeError {
  const message = `The encoder "${name}" cannot fill gaps, so it cannot find labels without training. Choose BERT, or let the causal model do it.`;
  return new ClozeError({ code: 'model-unsupported', message, action: 'choose-model' });
}
