import { maxOf } from '../../common/extremes.js';
import type { IncomingHttpHeaders } from 'node:http';
import { ClozeError } from '../../common/clozeError.js';
import { isRecord } from '../../engine/models/json.js';
import { parseJson } from '../../common/parseJson.js';

/** What is to be done after a failure: ask again later, change something first, or never ask for this. */
export type FailureKind = 'passing' | 'refused' | 'lacking';

/** How long a server that said no is left alone, unless the settings change. */
const refusedForMs = 3_600_000;

/** A server did not do what it was asked. */
export class ServerFailure extends ClozeError {
  constructor(
    readonly kind: FailureKind,
    message: string,
    /**
     * The status of the answer, that there was one which could not be understood, or that there was none since the connection was lost; how
     * long the server asks to wait, in milliseconds.
     */
    private readonly facts: {
      readonly status?: number;
      readonly isBroken?: true;
      readonly isLost?: true;
      readonly retryAfterMs?: number | undefined;
    } = {},
    options?: { cause?: unknown },
  ) {
    // What a server has refused it would refuse again: no text is sent twice for that.
    const retryAfterMs = kind === 'passing' ? facts.retryAfterMs : refusedForMs;
    super(
      { code: kind === 'lacking' ? 'model-unsupported' : 'network', message, ...(retryAfterMs !== undefined && { retryAfterMs }) },
      options,
    );
  }

  get status(): number | undefined {
    return this.facts.status;
  }

  get isBroken(): boolean {
    return this.facts.isBroken === true;
  }

  get isLost(): boolean {
    return this.facts.isLost === true;
  }

  get retryAfterMs(): number | undefined {
    return this.facts.retryAfterMs;
  }
}

/** Longer texts of servers are cut. */
const maxReason = 200;

/**
 * What an answer means whose status is no success.
 * @param host the server, as people know it
 * @param body the beginning of what it said
 * @param secret what must not be repeated, whatever the server says
 */
export function statusFailure(
  host: string,
  status: number,
  headers: IncomingHttpHeaders,
  body: string,
  secret: string | undefined,
  nowMs: number,
): ServerFailure {
  const said = reasonIn(body, secret);
  const because = said === '' ? '' : ` It says: ${said}`;
  const passing = (what: string): ServerFailure =>
    new ServerFailure('passing', `${host} ${what} (${status}).${because} Try again later.`, { status, retryAfterMs: retryAfter(headers, nowMs) }); // prettier-ignore
  const refused = (what: string, remedy: string): ServerFailure =>
    new ServerFailure('refused', `${host} ${what} (${status}).${because} ${remedy}`, { status });
  if (status === 401 || status === 403) {
    const set = 'Set its key: CLOZE_SERVER_KEY on the command line, "Cloze: Choose Server…" in the editor.';
    return refused('does not accept the key', secret === undefined ? set : 'Check the key of this server.');
  }
  if (status === 404) return refused('has no such model or address', 'Check the server’s address and the model’s name.');
  if (status === 413) return refused('finds the text too long', 'Give it a shorter text, or raise the server’s limit.');
  if (status === 429) return passing('has had too many requests');
  if (status === 408 || status === 424) return passing('could not answer now');
  if (status >= 500) return passing('has trouble');
  return refused('cannot do what it was asked', 'Check that it is the kind of server that was named.');
}

/** An answer that cannot be understood. */
export function brokenAnswer(host: string, what: string, cause?: unknown): ServerFailure {
  return new ServerFailure('passing', `${host} answered what cannot be understood: ${what}. Check that it is the kind of server that was named.`, { isBroken: true }, { cause }); // prettier-ignore
}

/** What an error's body says, in the shapes that servers have, on one line. A page for a browser says nothing. */
function reasonIn(body: string, secret: string | undefined): string {
  const value = jsonIn(body);
  const error = isRecord(value) ? (value.error ?? value.detail ?? value.message) : undefined;
  const text = isRecord(error) ? error.message : error;
  if (typeof text !== 'string') return '';
  const line = text.replace(/\s+/g, ' ').trim();
  const clean = secret === undefined || secret === '' ? line : line.replaceAll(secret, '…');
  const cut = clean.length > maxReason ? `${clean.slice(0, maxReason)}…` : clean;
  return /[.!?…]$/.test(cut) || cut === '' ? cut : `${cut}.`;
}

function jsonIn(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

/** The wait that `Retry-After`, or a hosted service's own header, asks for. */
function retryAfter(headers: IncomingHttpHeaders, nowMs: number): number | undefined {
  const milliseconds = String(headers['retry-after-ms'] ?? '');
  if (/^\d{1,9}$/.test(milliseconds)) return Number(milliseconds);
  const text = (headers['retry-after'] ?? '').trim();
  if (/^\d{1,9}(?:\.\d+)?$/.test(text)) return Math.ceil(Number(text) * 1000);
  const date = Date.parse(text);
  return Number.isNaN(date) ? resetIn(headers) : Math.max(0, date - nowMs);
}

const units: Readonly<Record<string, number>> = { h: 3_600_000, m: 60_000, s: 1000, ms: 1 };

/** The longer of the waits until a hosted service's limits are free again, as in "1m30s" or "120ms"; only where one of them is reached. */
function resetIn(headers: IncomingHttpHeaders): number | undefined {
  const waits = ['requests', 'tokens'].flatMap((what) => {
    if (headers[`x-ratelimit-remaining-${what}`] !== '0') return [];
    const text = String(headers[`x-ratelimit-reset-${what}`] ?? '');
    if (!/^(?:\d{1,6}(?:\.\d{1,6})?(?:ms|[hms]))+$/.test(text)) return [];
    return [Array.from(text.matchAll(/([\d.]+)(ms|[hms])/g), ([, count, unit = 's']) => Number(count) * (units[unit] ?? 0)).reduce((a, b) => a + b)]; // prettier-ignore
  });
  return waits.length === 0 ? undefined : Math.ceil(maxOf(waits));
}
