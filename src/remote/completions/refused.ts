import { ServerFailure } from '../server/serverFailure.js';

/** Whether a probe's question was answered with "that I cannot do". Where the server is away, busy, or lets no one in, nothing is found out. */
export function isRefusal(error: unknown): error is ServerFailure {
  return error instanceof ServerFailure && (error.isBroken || (error.status !== undefined && ![401, 403, 429].includes(error.status)));
}

/** What a question brings; undefined where the server refuses it. */
export async function unlessRefused<T>(question: Promise<T>, onRefusal?: (failure: ServerFailure) => void): Promise<T | undefined> {
  try {
    return await question;
  } catch (error) {
    if (!isRefusal(error)) throw error;
    onRefusal?.(error);
    return undefined;
  }
}

/** The first thing that a stream brings; undefined where it brings nothing, or the server refuses it. */
export async function firstOf<T>(stream: AsyncIterable<T>): Promise<T | undefined> {
  const first = async (): Promise<T | undefined> => {
    for await (const each of stream) return each;
    return undefined;
  };
  return unlessRefused(first());
}
