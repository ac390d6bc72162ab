import type { IncomingHttpHeaders } from 'node:http';
import { ClozeError } from '../../common/clozeError.js';
import { PassingFailure } from '../../network/retry.js';

/** What an answer is about, for the sentences. */
export interface Asked {
  /** The repository, such as `HuggingFaceTB/SmolLM2-135M`. */
  readonly repository: string;
  /** Its page, to visit. */
  readonly page: string;
  readonly hasToken: boolean;
}

const howToSetToken = '"Cloze: Set Hugging Face Token…" in the editor, HF_TOKEN on the command line';

/** What an answer of a status that is no success means; failures that may pass are a `PassingFailure`. */
export function statusFailure(status: number, headers: IncomingHttpHeaders, asked: Asked, nowMs: number): Error {
  const { repository, page, hasToken } = asked;
  const reason = String(headers['x-error-code'] ?? '');
  if (status === 429 || status >= 500 || status === 408) {
    const text = status === 429 ? 'the server has had too many requests (429).' : `the server has trouble (${status}).`;
    return new PassingFailure(text, retryAfter(headers['retry-after'], nowMs));
  }
  if (status === 407) {
    return failure(
      'network',
      'The proxy asks for a name and a password. Write them into HTTPS_PROXY, as in http://name:password@proxy:8080.',
    );
  }
  if (reason === 'GatedRepo' || (status === 403 && reason === '')) {
    return failure(
      'network',
      `${repository} is gated: its authors let in only those who ask. Sign in at ${page}, accept the terms there, and ${hasToken ? 'check that your token is one of that account with the right to read gated repositories' : `give Cloze a token of your account: ${howToSetToken}`}.`,
      page,
    );
  }
  if (status === 401 || status === 403) {
    return failure(
      'network',
      hasToken
        ? `The hub does not accept your token for ${repository} (${status}). Check the token (${howToSetToken}), and see ${page}.`
        : `There is no public model ${repository}. Check the name; where it is private or gated, see ${page} and give Cloze a token of your account: ${howToSetToken}.`,
      page,
    );
  }
  if (status === 404)
    return failure(
      'model-not-found',
      `The hub has no ${repository}${reason === 'RevisionNotFound' ? ' of that revision' : ''}. Check the name at ${page}, or search: cloze models search.`,
    );
  return failure('network', `The hub answered ${status} for ${repository}. See ${page}.`);
}

/** The wait that a Retry-After header asks for: seconds, or a date. */
export function retryAfter(header: string | string[] | undefined, nowMs: number): number | undefined {
  const text = String(header ?? '').trim();
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, date - nowMs);
}

function failure(code: 'network' | 'model-not-found', message: string, page?: string): ClozeError {
  return new ClozeError({ code, message, ...(page === undefined ? {} : { page }) });
}
