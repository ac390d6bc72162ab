import type { FeatureSource } from '../../../../common/classifierHead.js';
import type { EncoderSequence, Pooling } from '../../../runtime/encoder.js';
import type { Token } from '../../../tokenizer/token.js';
import { singleSequence } from '../../encoderSequence.js';
import type { LoadedEncoder } from '../../loadedEncoder.js';

/** What stands after a text, around a gap that the model is to fill: [before, after]. */
export type Template = NonNullable<FeatureSource['template']>;

/** A text as the encoder reads it, cut where it is too long, with a template after it. */
export function textSequence(model: LoadedEncoder, text: string, template?: Template): EncoderSequence {
  const { special, tokenizer } = model;
  const tail = template === undefined ? [] : filledTemplate(model, template);
  return singleSequence(special, [...tokenizer.encode(text).slice(0, roomForText(model, template)), ...tail]);
}

/** The most tokens of a text that is read in one go. */
export function roomForText(model: LoadedEncoder, template?: Template): number {
  return model.encoder.contextLength - singleSequence(model.special, []).tokens.length - templateLength(model, template);
}

/** The tokens that a template adds to a text. */
export function templateLength(model: LoadedEncoder, template?: Template): number {
  return template === undefined ? 0 : filledTemplate(model, template).length;
}

/** Which rows of a sequence a source's features are, for `textSequence`. */
export function poolingsOf({ pooling, template }: FeatureSource, { tokenizer }: LoadedEncoder): Pooling[] {
  // After the gap come the end of the template and the separator.
  const gap = -2 - tokenizer.encode(template?.[1] ?? '').length;
  return pooling.map((way) => (way === 'mean' ? 'mean' : way === 'gap' ? gap : 'first'));
}

/** Whether a model can be asked to fill a gap. */
export function canFillGaps({ special, encoder }: LoadedEncoder): boolean {
  return special.mask !== undefined && encoder.abilities.maskedWords;
}

function filledTemplate({ special, tokenizer }: LoadedEncoder, [before, after]: Template): Token[] {
  return [...tokenizer.encode(before), special.mask ?? special.separator, ...tokenizer.encode(after)];
}
