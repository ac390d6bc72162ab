import type { Hash } from 'node:crypto';
import type { HttpAnswer } from '../../network/httpClient.js';
import type { Pause } from '../../network/retry.js';

/** A file on a server, whose size and hash are stated elsewhere. */
export interface FileSource {
  /** What people know it as: a part of sentences. */
  readonly title: string;
  readonly bytes: number;
  /** Lower case hexadecimal. */
  readonly hash: string;
  newHash(): Hash;
  /** Who states size and hash: the subject of a sentence. */
  readonly statedBy: string;
  /** Whether it may come as a web page: it is one. */
  readonly isPage: boolean;
  /** What a person can check where it does not come: the end of a sentence. */
  readonly toCheck: string;
  /** What to do where it comes damaged at each try: the end of a sentence. */
  readonly instead: string;
  /** Within this time some bytes have to arrive. */
  readonly patienceMs: number;
  readonly pause: Pause;
  readonly signal: AbortSignal;
  /** A GET request, with an answer that has what was asked for; what may pass is a `PassingFailure`. */
  get(headers: Readonly<Record<string, string>>): Promise<HttpAnswer>;
}
