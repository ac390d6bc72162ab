import type { Arguments } from './arguments.js';
import type { Syntax } from './syntax.js';
import type { Terminal } from './terminal.js';

/** What a command found: one JSON value for programs and a text for people. */
export interface Outcome {
  readonly json: unknown;
  /** Ends with a line break unless it is empty. */
  readonly text: () => string;
  /** 0 unless the command has findings to report. */
  readonly exitCode?: 0 | 1;
}

/** A subcommand: all that its help says and what it does. */
export interface Command extends Syntax {
  readonly summary: string;
  /** Paragraphs of the help below the summary. */
  readonly details?: string;
  /** Rejects with a `ClozeError`. */
  run(args: Arguments, terminal: Terminal): Promise<Outcome>;
}
