import { ClozeError } from '../common/clozeError.js';

/** A failure that may pass: the same request is worth another try. */
export class PassingFailure extends Error {
  override readonly name = 'PassingFailure';

  constructor(
    message: string,
    /** How long the server asks to wait. */
    readonly retryAfterMs?: number,
    options?: { cause?: unknown },
  ) {
    super(message, options);
  }
}

/** What waiting needs of the world. */
export interface Pause {
  /** Resolves after this long; rejects when the signal aborts. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
  /** From 0 to 1. */
  random(): number;
  /** Tries in a row, where the user waits for a quick answer; six when absent. */
  readonly tries?: number;
}

/** Tries in a row that bring nothing new, before a person is told. */
const maxTries = 6;
/** Longer waits are for the user to decide on. */
const longestWaitMs = 120_000;

/**
 * Does something until it works, with waits that grow and differ, so that many clients do not come back at once.
 * @param attempt tells by `progressed` that this try brought something new, after which the count of tries starts again
 * @throws ClozeError `network` after six tries without anything new, or where the server asks for a wait of more than two minutes
 */
export async function withRetries<T>(
  what: string,
  pause: Pause,
  signal: AbortSignal,
  attempt: (progressed: () => void) => Promise<T>,
): Promise<T> {
  for (let tries = 1; ; tries++) {
    const made = { progress: false };
    try {
      return await attempt(() => (made.progress = true));
    } catch (error) {
      if (!(error instanceof PassingFailure)) throw error;
      if (made.progress) tries = 1;
      const wait = waitBefore(tries, error.retryAfterMs, pause.random());
      if (tries >= (pause.tries ?? maxTries) || wait > longestWaitMs) throw givenUp(what, error);
      await pause.wait(wait, signal);
    }
  }
}

/** How long to wait after so many tries: what the server asks for, or from one second to half a minute, by half more or less. */
export function waitBefore(tries: number, retryAfterMs: number | undefined, random: number): number {
  return retryAfterMs ?? Math.min(30_000, 1000 * 2 ** (tries - 1)) * (0.5 + random);
}

function givenUp(what: string, failure: PassingFailure): ClozeError {
  const asked = failure.retryAfterMs === undefined ? '' : ` The server asks to wait ${Math.ceil(failure.retryAfterMs / 1000)} seconds.`;
  const message = `${what} could not be downloaded: ${failure.message}${asked} What has arrived is kept; try again later, and it goes on from there.`;
  return new ClozeError({ code: 'network', message }, { cause: failure });
}
