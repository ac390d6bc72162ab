import { ClozeError } from '../../../common/clozeError.js';

/**
 * A GGUF file is well formed but uses what Cloze does not know.
 * @param what a full sentence: what the file is, or has
 * @param instead a full sentence: what to take in its place
 */
export function ggufUnsupported(path: string, what: string, instead: string): ClozeError {
  // Names come from the file, so they may have any length.
  const shortened = what.length <= 500 ? what : `${what.slice(0, 500)} …`;
  return new ClozeError({
    code: 'model-unsupported',
    message: `The GGUF file at ${path} cannot be used. ${shortened} ${instead}`,
    action: 'choose-model',
  });
}
