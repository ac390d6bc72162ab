/** How a command is written. */
export interface Syntax {
  /** The words that name it, such as `eval lm`. */
  readonly name: string;
  /** What follows the name, such as `[FILE|-]`. */
  readonly operands: string;
  /** The least and the greatest number of operands. */
  readonly operandCount: readonly [number, number];
  readonly options: Options;
}

/** An option of a command, as the help shows it and the parser reads it. */
export interface Option {
  /** The name of the value in the help, such as `N`; a flag has none. */
  readonly value?: string;
  readonly short?: string;
  readonly default?: string;
  readonly help: string;
}

export type Options = Readonly<Record<string, Option>>;
