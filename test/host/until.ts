/**
 * Reads a value again and again until it is truthy. Only where the editor tells no event.
 * @throws when that takes longer than a minute, or than `seconds`, with `what` it was
 */
export async function until<T>(what: string, read: () => T | Promise<T>, seconds = 60): Promise<NonNullable<T>> {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const value = await read();
    if (value) return value;
    if (Date.now() > deadline) throw new Error(`Waited ${seconds} seconds for ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
