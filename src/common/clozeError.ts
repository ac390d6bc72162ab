/** Kinds of failure that a caller may want to tell apart. The text for people is in the error's message. */
export const errorCodes = [
  'bad-request',
  'cancelled',
  'engine-closed',
  'engine-crashed',
  'engine-failed-to-load',
  'model-not-found',
  'model-invalid',
  'model-unsupported',
  'text-invalid',
  'disk',
  'network',
  'internal',
] as const;
export type ErrorCode = (typeof errorCodes)[number];

/** One thing that a person can do about a failure. The editor turns it into a button. */
export const errorActions = ['show-log', 'restart-engine', 'choose-model', 'reload-window', 'open-settings', 'train-classifier'] as const;
export type ErrorAction = (typeof errorActions)[number];

export interface ErrorDetail {
  readonly code: ErrorCode;
  /** What happened, why, and what to do: full sentences. */
  readonly message: string;
  readonly action?: ErrorAction;
  /** How long it makes no sense to ask for the same again, in milliseconds; of servers. */
  readonly retryAfterMs?: number;
  /** The address of a page to visit, where that is what helps. */
  readonly page?: string;
}

/** A failure that is meant to be read by a person. It crosses the process boundary as its `detail`. */
export class ClozeError extends Error {
  override readonly name = 'ClozeError';

  constructor(
    readonly detail: ErrorDetail,
    options?: { cause?: unknown },
  ) {
    super(detail.message, options);
  }

  get code(): ErrorCode {
    return this.detail.code;
  }
}

/** The error of a request that its caller gave up. It is not reported to people. */
export function cancelledError(): ClozeError {
  return new ClozeError({ code: 'cancelled', message: 'The request was cancelled.' });
}

/** Whether a request ended because its caller gave it up. */
export function isCancelled(error: unknown): boolean {
  return error instanceof ClozeError && error.code === 'cancelled';
}
