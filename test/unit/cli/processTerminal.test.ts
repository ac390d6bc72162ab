import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { noEngine } from '../../../src/cli/doors/doors.js';
import { processTerminal } from '../../../src/cli/processTerminal.js';
import type { Terminal } from '../../../src/cli/terminal.js';

const signals = ['SIGINT', 'SIGTERM'] as const;
/** What the terminal listens to. */
const sources: readonly (readonly [NodeJS.EventEmitter, event: string])[] = [
  ...signals.map((signal) => [process, signal] as const),
  [process.stdout, 'error'],
  [process.stderr, 'error'],
];
type Listener = (...values: unknown[]) => void;
const listeners = (): Listener[][] => sources.map(([source, event]) => source.listeners(event) as Listener[]);

let terminal: Terminal;
let exits: (string | number | null | undefined)[];
let others: Listener[][];

beforeEach(() => {
  [exits, others] = [[], listeners()];
  vi.spyOn(process, 'exit').mockImplementation((code) => {
    exits.push(code);
    return undefined as never;
  });
  terminal = processTerminal('/package', noEngine);
});

afterEach(() => {
  vi.restoreAllMocks();
  for (const [index, [source, event]] of sources.entries()) {
    for (const listener of source.listeners(event) as Listener[])
      if (others[index]?.includes(listener) !== true) source.removeListener(event, listener);
  }
});

describe('The terminal of the process', () => {
  test.each(signals)('cancels at the first %s, so that the engine can stop, and ends at the second', (signal) => {
    process.emit(signal);
    expect(terminal.cancel.isCancellationRequested).toBe(true);
    expect(exits).toEqual([]);
    process.emit(signal);
    expect(exits).toEqual([130]);
  });

  test('takes a reader that closes the pipe for no failure: the work stops, and no more is written', async () => {
    const write = vi.spyOn(process.stdout, 'write');
    process.stdout.emit('error', Object.assign(new Error('closed'), { code: 'EPIPE' }));
    expect(terminal.cancel.isCancellationRequested).toBe(true);
    await terminal.writeOutput('more');
    expect(write).not.toHaveBeenCalled();
    expect(exits).toEqual([]);
  });

  test('takes any other failure to write for one', () => {
    expect(() => process.stdout.emit('error', Object.assign(new Error('odd'), { code: 'EIO' }))).toThrow('odd');
  });

  test('knows where it is, and where the package lies', () => {
    expect(terminal).toMatchObject({ packageFolder: '/package', workingFolder: process.cwd(), env: process.env });
  });
});
