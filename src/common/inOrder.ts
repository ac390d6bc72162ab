import { CancellationSource, type CancellationToken } from './cancellation.js';

/**
 * Results of some work on each item, in the items' order, so many at the same time. The first failure ends all: no new work begins, and what is
 * under way is told by its token.
 */
export async function inOrder<T, R>(
  items: readonly T[],
  atOnce: number,
  work: (item: T, givenUp: CancellationToken) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  const givenUp = new CancellationSource();
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < items.length && !givenUp.token.isCancellationRequested) {
      const at = next++;
      try {
        results[at] = await work(items[at] as T, givenUp.token);
      } catch (error) {
        givenUp.cancel();
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
  return results;
}

/**
 * The same for items that come one after the other, of which there may be too many for the memory: so many are under way at the same time,
 * those that wait to be taken included. Who stops taking results begins no new work.
 */
export async function* inOrderAsTheyCome<T, R>(
  items: AsyncIterable<T> | Iterable<T>,
  atOnce: number,
  work: (item: T) => Promise<R>,
): AsyncGenerator<R> {
  const underWay: Promise<R>[] = [];
  for await (const item of items) {
    const result = work(item);
    // It is told of when its turn comes.
    result.catch(() => undefined);
    underWay.push(result);
    if (underWay.length >= atOnce) yield await (underWay.shift() as Promise<R>);
  }
  for (const result of underWay) yield await result;
}
