import type { CancellationToken } from '../../common/cancellation.js';
import type { EngineInit } from '../../common/methods/lifecycle.js';

/** A program that serves editors or agents over standard input and output until they are gone. */
export interface Door {
  /** Resolves with the exit code. */
  readonly serve: (options: DoorOptions) => Promise<number>;
}

export const doorNames = ['lsp', 'mcp'] as const;
export type DoorName = (typeof doorNames)[number];

/** What the command line says about a door. */
export interface DoorOptions {
  /** What the engine is started with, unless the client's settings say otherwise. */
  readonly init: EngineInit;
  /** Whether other doors and windows may use the same process of the engine. */
  readonly shared: boolean;
  /** The program of the engine's process. */
  readonly engineScript: string;
  /** The server that continues texts, where one is named. */
  readonly server?: DoorServer;
  readonly version: string;
  /** The folder that relative paths start from. */
  readonly workingFolder: string;
  /** Folders that are named on the command line. */
  readonly folders: readonly string[];
  /** Cancelled when the program is asked to end, by Ctrl+C or by the system. */
  readonly cancel?: CancellationToken;
}

/** A completions server as the command line names it. */
export interface DoorServer {
  /** The program of the process that asks it. */
  readonly script: string;
  readonly choice: NonNullable<EngineInit['server']>;
  /** What that process sees of proxies, certificates and whether the network may be used. */
  readonly environment: Readonly<Record<string, string>>;
}
