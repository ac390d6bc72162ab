import type { GenericSchema } from 'valibot';
import type { CancellationToken } from '../common/cancellation.js';
import type { EngineApi } from '../common/engineApi.js';
import type { Plain } from '../common/methods/method.js';
import type { FlowChecker } from '../sessions/flow/check/flowChecker.js';

/** A file that a tool may read. */
export interface ToolFile {
  /** What to call it: its path in the workspace, or as it was given. */
  readonly name: string;
  readonly text: string;
  /** VS Code's id of its language. */
  readonly language: string;
  /** The `.clozeignore` of its folder, and its path relative to that; absent where there is none. */
  readonly ignored?: { readonly text: string; readonly path: string };
}

export interface ToolContext {
  readonly engine: EngineApi;
  /** Remembers what was measured from one call to the next. */
  readonly checker: FlowChecker;
  /** Reads a file that an agent names. Rejects with a `ClozeError` where there is none, or none that may be read. */
  readonly readFile: (path: string) => Promise<ToolFile>;
  readonly token: CancellationToken;
  /** Tells how far the work is. */
  readonly report: (done: number, total: number, what: string) => void;
}

/** Something that an agent can have Cloze do. It changes nothing. */
export interface Tool<S extends GenericSchema = GenericSchema> {
  readonly name: string;
  /** For people: what it is, and what it is doing. */
  readonly title: string;
  readonly doing: string;
  /** For the model that chooses among tools. */
  readonly description: string;
  readonly input: S;
  /** Plain data. Rejects with a `ClozeError`. */
  readonly run: (input: Plain<S>, context: ToolContext) => Promise<object>;
}

/** The tool, for a list of tools with inputs of several kinds: its caller has checked the input by its schema. */
export function tool<S extends GenericSchema>(made: Tool<S>): Tool {
  return made as unknown as Tool;
}

/** A figure with so many digits as tell something. */
export function figure(value: number, digits = 4): number {
  return Number(value.toFixed(digits));
}
