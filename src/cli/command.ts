import type { Arguments } from './arguments.js';
import type { Terminal } from './terminal.js';

/** An option of a command, as the help shows it and the parser reads it. */
export interface Option {
  /** The name of the value in the help, such as `N`; a flag has none. */
  readonly value?: string;
  readonly short?: string;
  readonly default?: string;
  readonly help: string;
}

export type Options = Readonly<Record<string, Option>>;

/** What a command found: one JSON value for programs and a text for people. */
export interface Outcome {
  readonly json: unknown;
  /** Ends with a line break unless it is empty. */
  readonly text: () => string;
  /** 0 unless the command has findings to report. */
  readonly exitCode?: 0 | 1;
}

/** A subcommand: all that its help says and what it does. */
export interface Command {
  /** The words that name it, such as `eval lm`. */
  readonly name: string;
  /** What follows the name, such as `[FILE|-]`. */
  readonly operands: string;
  /** The least and the greatest number of operands. */
  readonly operandCount: readonly [number, number];
  readonly summary: string;
  /** Paragraphs of the help below the summary. */
  readonly details?: string;
  readonly options: Options;
  /** Rejects with a `ClozeError`. */
  run(args: Arguments, terminal: Terminal): Promise<Outcome>;
}
