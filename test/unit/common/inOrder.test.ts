import { expect, test } from 'vitest';
import { inOrder, inOrderAsTheyCome } from '../../../src/common/inOrder.js';

/** Work that ends when it is told to, the latest first if need be. */
class Works {
  readonly begun: number[] = [];
  readonly #ends = new Map<number, { resolve: (value: number) => void; reject: (error: Error) => void }>();

  readonly work = (item: number): Promise<number> => {
    this.begun.push(item);
    return new Promise((resolve, reject) => this.#ends.set(item, { resolve, reject }));
  };

  end(item: number): void {
    this.#ends.get(item)?.resolve(10 * item);
  }

  fail(item: number): void {
    this.#ends.get(item)?.reject(new Error(`no ${item}`));
  }
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('Results are in the order of the items, whichever ends first, and so many are under way', async () => {
  const works = new Works();
  const all = inOrder([1, 2, 3], 2, works.work);
  expect(works.begun).toEqual([1, 2]);
  works.end(2);
  await turn();
  expect(works.begun).toEqual([1, 2, 3]);
  works.end(3);
  works.end(1);
  expect(await all).toEqual([10, 20, 30]);
});

test('After a failure no new work begins, and the other is told', async () => {
  const works = new Works();
  let isTold = false;
  const all = inOrder([1, 2, 3, 4], 2, (item, givenUp) => {
    givenUp.onCancellationRequested(() => (isTold = true));
    return works.work(item);
  });
  works.fail(1);
  await expect(all).rejects.toThrow('no 1');
  expect(isTold).toBe(true);
  works.end(2);
  await turn();
  expect(works.begun).toEqual([1, 2]);
});

test('Of items that come one after the other so many are under way, and results keep their order', async () => {
  const works = new Works();
  const results: number[] = [];
  const reading = (async () => {
    for await (const result of inOrderAsTheyCome([1, 2, 3, 4], 2, works.work)) results.push(result);
  })();
  await turn();
  expect(works.begun).toEqual([1, 2]);
  works.end(2);
  await turn();
  // The first is still waited for, and holds a place.
  expect([works.begun, results]).toEqual([[1, 2], []]);
  works.end(1);
  await turn();
  expect([works.begun, results]).toEqual([
    [1, 2, 3, 4],
    [10, 20],
  ]);
  works.end(4);
  works.end(3);
  await reading;
  expect(results).toEqual([10, 20, 30, 40]);
});

test('A failure is told in its turn, and who stops reading begins nothing more', async () => {
  const works = new Works();
  const reading = (async () => {
    for await (const result of inOrderAsTheyCome([1, 2, 3], 2, works.work)) expect(result).toBe(10);
  })();
  await turn();
  works.fail(2);
  await turn();
  works.fail(1);
  await expect(reading).rejects.toThrow('no 1');
  expect(works.begun).toEqual([1, 2]);
});
