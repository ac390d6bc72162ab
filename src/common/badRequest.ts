import { ClozeError } from './clozeError.js';

/** What refuses a request that cannot be meant; `what` says in sentences what is wrong with it. */
export function badRequest(what: string): ClozeError {
  return new ClozeError({ code: 'bad-request', message: `The engine cannot do what it was asked: ${what}` });
}
