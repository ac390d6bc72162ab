import { ResponseError } from 'vscode-jsonrpc';
import { cancelledError, ClozeError, type ErrorDetail } from '../common/clozeError.js';
import { internalError } from '../common/internalError.js';

/** The code that vscode-jsonrpc gives a request whose handler saw its token cancelled (LSP's `RequestCancelled`). */
const requestCancelled = -32800;

/** What a failed call on the channel means. Errors without a detail are faults of the engine, not of the caller. */
export function errorFromChannel(error: unknown): ClozeError {
  if (error instanceof ClozeError) return error;
  if (error instanceof ResponseError) {
    if (error.code === requestCancelled) return cancelledError();
    if (isErrorDetail(error.data)) return new ClozeError(error.data, { cause: error });
  }
  return internalError(error);
}

function isErrorDetail(data: unknown): data is ErrorDetail {
  return (
    typeof data === 'object' &&
    data !== null &&
    'code' in data &&
    'message' in data &&
    typeof data.code === 'string' &&
    typeof data.message === 'string'
  );
}
