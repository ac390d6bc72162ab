import { ClozeError } from '../../../common/clozeError.js';
import { causalNames, encoderNames, isCausalName, isEncoderName } from '../../models/architectureNames.js';

/** Why a model does not write: it is one that reads whole sequences, or one that Cloze does not know. */
export function writesNothing(model: string, architecture: string): ClozeError {
  if (!isEncoderName(architecture)) return unknown(model, architecture, 'writes with', causalNames);
  const message =
    `The model "${model}" (${architecture}) is an encoder: it suggests words, labels and compares texts, but does not write. ` +
    'Name it in the setting "cloze.encoderModel" (--encoder on the command line), and choose another model for completions.';
  return refused(message);
}

/** Why a model does not read whole sequences: it is one that writes, or one that Cloze does not know. */
export function readsNoSequences(model: string, architecture: string): ClozeError {
  if (!isCausalName(architecture)) return unknown(model, architecture, 'reads whole sentences with', encoderNames);
  const message =
    `The model "${model}" (${architecture}) is one that writes, not an encoder: it has no head for words in a gap and none for labels. ` +
    'Name it in the setting "cloze.model" (--model on the command line), and choose an encoder here.';
  return refused(message);
}

function unknown(model: string, architecture: string, does: string, names: readonly string[]): ClozeError {
  return refused(
    `The model "${model}" has the architecture "${architecture}", which Cloze does not have. It ${does} ${names.join(', ')}. ` +
      'Choose a model of one of these; docs/models.md has more on each.',
  );
}

function refused(message: string): ClozeError {
  return new ClozeError({ code: 'model-unsupported', message, action: 'choose-model' });
}
