import type { FeatureSource } from '../../../../common/classifierHead.js';
import { ClozeError } from '../../../../common/clozeError.js';
import type { Token } from '../../../tokenizer/token.js';
import type { Means } from '../../../training/upperModel.js';
import { singleSequence } from '../../encoderSequence.js';
import type { LoadedEncoder } from '../../loadedEncoder.js';

/** What stands after a text, before a gap and after it. */
export type Gap = NonNullable<FeatureSource['gap']>;

/**
 * The gap by which labels are learned: what an encoder would write there says more about a text than the other rows do, because it was
 * trained to fill gaps (Schick & Schütze 2021, https://arxiv.org/abs/2001.07676).
 */
export const usualGap: Gap = [' It was', '.'];

/** A text as the encoder reads it, with a gap after it where one is wanted; cut where it is too long. Fails with `bad-request` where the model knows no gaps. */
export function textSequence(model: LoadedEncoder, text: string, gap?: Gap): ReturnType<typeof singleSequence> {
  const { tokenizer, special, encoder } = model;
  // After a sentence that has not ended, the gap would be a part of it.
  const after = gap === undefined ? [] : gapTokens(model, hasEnded.test(text) ? gap : [`.${gap[0]}`, gap[1]]);
  const room = encoder.contextLength - singleSequence(special, after).tokens.length;
  return singleSequence(special, [...tokenizer.encode(text).slice(0, room), ...after]);
}

/** How many tokens at the end of a sequence are not the text's, at most. */
export function tailLength(model: LoadedEncoder, gap: Gap | undefined): number {
  return gap === undefined ? 0 : gapTokens(model, [`.${gap[0]}`, gap[1]]).length + 1;
}

/** The means that a source's poolings are. */
export function meansOf({ pooling, gap }: FeatureSource, { tokenizer }: LoadedEncoder): Exclude<Means, 'tokens'> {
  return pooling.map((way) => {
    if (way === 'gap' && gap !== undefined) return tokenizer.encode(gap[1]).length + 1;
    return way === 'mean' ? 'mean' : 'first';
  });
}

const hasEnded = /[.!?…]["'’”)\]]*\s*$/;

function gapTokens({ tokenizer, special, name }: LoadedEncoder, [before, after]: Gap): Token[] {
  const { mask } = special;
  if (mask !== undefined) return [...tokenizer.encode(before), mask, ...tokenizer.encode(after)];
  const message = `This classifier reads what "${name}" would put into a gap, and that model knows none. Train the classifier again.`;
  throw new ClozeError({ code: 'bad-request', message, action: 'train-classifier' });
}
