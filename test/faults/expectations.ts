import { ClozeError, type ErrorCode } from '../../src/common/clozeError.js';

/** What a case found: Cloze did worse than to give a reason. */
export class Fault extends Error {
  override readonly name = 'Fault';
}

/** The result of work, or undefined where it failed with one of these reasons. Any other failure is a fault, and so is work that does not end. */
export async function orReason<T>(work: Promise<T>, reasons: readonly ErrorCode[], limitMs = 60_000): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Fault(`It did not end within ${limitMs} ms.`)), limitMs);
  });
  try {
    return await Promise.race([work, late]);
  } catch (error) {
    if (error instanceof ClozeError && reasons.includes(error.code)) return undefined;
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

/** Fails where plain data holds a number that is none. */
export function expectNumbers(value: unknown, path = 'result'): void {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new Fault(`${path} is ${value}.`);
  if (ArrayBuffer.isView(value)) expectNumbers([...(value as Float32Array)], path);
  else if (typeof value === 'object' && value !== null)
    for (const [key, item] of Object.entries(value)) expectNumbers(item, `${path}.${key}`);
}

/** Fails where two results differ. */
export function expectSame(found: unknown, expected: unknown, what: string): void {
  if (JSON.stringify(found) !== JSON.stringify(expected))
    throw new Fault(`${what}: ${JSON.stringify(found)} is not ${JSON.stringify(expected)}.`);
}
