/** How long the threads of the side that ran last may spin before they sleep, in milliseconds. */
const settleMs = 150;

/**
 * Runs tasks in turns, A B C A B C …, so that each round sees one state of the machine; every second round goes backwards, so that no
 * task always profits from what ran before it.
 * @returns for each task what it gave in each round, in the order of the rounds.
 */
export async function inTurns<T>(rounds: number, tasks: readonly ((round: number) => Promise<T>)[]): Promise<T[][]> {
  const results: T[][] = tasks.map(() => []);
  for (let round = 0; round < rounds; round++) {
    const order = [...tasks.keys()];
    if (round % 2 === 1) order.reverse();
    for (const index of order) {
      await new Promise((resolve) => setTimeout(resolve, settleMs));
      const task = tasks[index];
      if (task !== undefined) results[index]?.push(await task(round));
    }
  }
  return results;
}
