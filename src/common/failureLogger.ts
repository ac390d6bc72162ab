import { ClozeError, isCancelled } from './clozeError.js';

/**
 * Writes down failures of what runs in the background, each as one line that starts with `what`. A cancel is none, nor is an engine that is
 * closed: what a person must know of that is shown where the state of the engine changes. The same failure again, as at each key, is
 * written once.
 */
export function failureLogger(what: string, write: (line: string) => void): (error: unknown) => void {
  let last = '';
  return (error) => {
    if (isCancelled(error) || (error instanceof ClozeError && error.code === 'engine-closed')) return;
    const message = error instanceof Error ? error.message : String(error);
    if (message !== last) write(`${what}: ${message}`);
    last = message;
  };
}
