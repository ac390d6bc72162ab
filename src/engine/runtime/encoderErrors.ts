import { ClozeError } from '../../common/clozeError.js';

/** A sequence is none that an encoder can read. */
export function cannotRead(model: string, contextLength: number): ClozeError {
  return new ClozeError({
    code: 'bad-request',
    message:
      `The model "${model}" cannot read a sequence as it was given: it reads 1 to ${contextLength} tokens of its own ` +
      'vocabulary, in the segments that it was trained with. Shorten the text, or use the tokenizer of this model.',
  });
}

/** An encoder has no part that a question needs. */
export function lacks(model: string, what: string): ClozeError {
  return new ClozeError({
    code: 'model-unsupported',
    message: `The model "${model}" has no ${what}, so it cannot answer this. Choose a model that was trained for it.`,
    action: 'choose-model',
  });
}
