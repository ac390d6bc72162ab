import * as v from 'valibot';
import type { ServerConnection } from '../server/serverConnection.js';
import { brokenAnswer, ServerFailure } from '../server/serverFailure.js';

const choice = v.object({
  text: v.nullish(v.string()),
  logprobs: v.optional(v.unknown()),
  finish_reason: v.nullish(v.string()),
});
const answer = v.object({ choices: v.array(choice) });
export interface CompletionChoice extends v.InferOutput<typeof choice> {}

/** An error may also come where an answer should be, after the server has begun to answer. */
const failure = v.object({ error: v.union([v.string(), v.object({ message: v.string() })]) });

/** The choices of an answer of `/v1/completions`, or of a piece of one; a piece may have none. */
export function choicesOf(value: unknown, { address }: Pick<ServerConnection, 'address'>): readonly CompletionChoice[] {
  if (v.is(failure, value)) {
    const said = typeof value.error === 'string' ? value.error : value.error.message;
    throw new ServerFailure('passing', `${address.host} stopped in the middle of its answer: ${said.slice(0, 200)}`);
  }
  if (!v.is(answer, value)) throw brokenAnswer(address.host, 'it has no choices');
  return value.choices;
}
