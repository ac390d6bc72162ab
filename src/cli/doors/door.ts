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
  readonly version: string;
  /** The folder that relative paths start from. */
  readonly workingFolder: string;
  /** Folders that are named on the command line. */
  readonly folders: readonly string[];
}
