import { commands } from '../../../../src/cli/commands/all.js';
import { run } from '../../../../src/cli/run.js';
import type { EngineMethods } from '../../../../src/common/engineMethods.js';
import type { EngineInit, EngineStatus } from '../../../../src/common/methods/lifecycle.js';
import type { Methods } from '../../../../src/common/methods/method.js';
import type { EngineOptions } from '../../../../src/engine/engine.js';
import { fakeEngine } from '../../../util/fakeEngine.js';
import { TestTerminal } from '../testTerminal.js';

export interface Answer {
  readonly code: number;
  readonly output: string;
  readonly messages: string;
  /** The output as a JSON value; undefined where it is text. */
  readonly json: unknown;
  /** What the engine was made with; undefined where none was needed. */
  readonly made: { readonly init: EngineInit; readonly precision: EngineOptions['precision'] } | undefined;
  /** Whether the engine was freed. */
  readonly isFreed: boolean;
}

const idle: EngineStatus = { state: 'idle', models: [], residentBytes: 0 };

/** Runs one command line with an engine that says what a test gives it. */
export async function clozeWith(
  methods: Partial<Methods<EngineMethods>>,
  words: readonly string[],
  terminal = new TestTerminal(),
): Promise<Answer> {
  let made: Answer['made'];
  let isFreed = false;
  terminal.createEngine = (init, { precision }) => {
    made = { init, precision };
    const engine = fakeEngine({ status: () => Promise.resolve(idle), ...methods });
    return { ...engine, dispose: () => Promise.resolve(void (isFreed = true)) };
  };
  const code = await run(words, commands, terminal);
  const { output, messages } = terminal;
  return { code, output, messages, json: valueOf(output), made, isFreed };
}

/** A terminal with something on standard input. */
export function reading(input: string): TestTerminal {
  const terminal = new TestTerminal();
  terminal.input = new TextEncoder().encode(input);
  return terminal;
}

function valueOf(output: string): unknown {
  try {
    return JSON.parse(output);
  } catch {
    return undefined;
  }
}
