import type { CancellationToken } from '../common/cancellation.js';
import type { createEngine } from '../engine/engine.js';
import type { Door, DoorName } from './doors/door.js';

/** What a command may touch of the world outside; tests hand in their own. */
export interface Terminal {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The folder that relative paths start from. */
  readonly workingFolder: string;
  /** The installed package: it holds `package.json` and `models/`. */
  readonly packageFolder: string;
  /** Whether standard error is a screen that a person watches. */
  readonly showsProgress: boolean;
  /** Makes the engine that a command asks. */
  readonly createEngine: typeof createEngine;
  /** Loads the program of a door. */
  readonly openDoor: (name: DoorName) => Promise<Door>;
  /** Cancelled when the person presses Ctrl+C. */
  readonly cancel: CancellationToken;
  /** All bytes of standard input, to its end. */
  readInput(): Promise<Uint8Array>;
  /** Standard input piece by piece, for what need not be held in memory; commands read to its end where this is missing. */
  readonly openInput?: () => AsyncIterable<Uint8Array>;
  /** Writes to standard output; resolves when the reader has taken it or is gone. */
  writeOutput(text: string): Promise<void>;
  /** Writes to standard error. */
  writeMessage(text: string): void;
}
