import { ClozeError } from '../../common/clozeError.js';

/** Something in a model is not as its format demands. `what` is a full sentence. */
export function modelInvalid(path: string, what: string, options?: { cause?: unknown }): ClozeError {
  return new ClozeError(
    { code: 'model-invalid', message: `The model at ${path} cannot be used. ${shortened(what)} Get it again, or choose another model.`, action: 'choose-model' },
    options,
  );
}

/** A model is well formed but uses what Cloze does not know. `what` is a full sentence. */
export function modelUnsupported(path: string, what: string): ClozeError {
  return new ClozeError({
    code: 'model-unsupported',
    message: `The model at ${path} cannot be used. ${shortened(what)} Choose another model.`,
    action: 'choose-model',
  });
}

/** The operating system refused to open or read a file or folder of a model. */
export function cannotRead(path: string, error: unknown): ClozeError {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    const message = `There is no model at ${path}. Check the path, or choose another model.`;
    return new ClozeError({ code: 'model-not-found', message, action: 'choose-model' }, { cause: error });
  }
  if (code === 'EACCES' || code === 'EPERM') {
    const message = `Cloze has no right to read ${path}. Change its permissions, or choose another model.`;
    return new ClozeError({ code: 'disk', message, action: 'choose-model' }, { cause: error });
  }
  const reason = error instanceof Error ? error.message : String(error);
  const message = `${path} could not be read (${reason}). Check the disk, or choose another model.`;
  return new ClozeError({ code: 'disk', message, action: 'choose-model' }, { cause: error });
}

/** Names and values come from the file, so they may have any length. */
function shortened(what: string): string {
  return what.length <= 500 ? what : `${what.slice(0, 500)} …`;
}
