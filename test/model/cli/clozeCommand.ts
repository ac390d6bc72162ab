import path from 'node:path';
import { developerCommands } from '../../../bench/commands/all.js';
import { run } from '../../../src/cli/run.js';
import { TestTerminal } from '../../unit/cli/testTerminal.js';

/** Where built graphs are kept between test runs. */
export const graphs = path.join(import.meta.dirname, '../../../.cache/graphs');

export interface Answer {
  readonly code: number;
  readonly output: string;
  readonly messages: string;
  /** The output as JSON. */
  readonly json: unknown;
}

/** Runs one command line in this process, with two threads and the embedded model. */
export async function cloze(words: readonly string[], terminal = new TestTerminal()): Promise<Answer> {
  terminal.env.CLOZE_CACHE = graphs;
  const code = await run(words, developerCommands, terminal);
  const { output, messages } = terminal;
  return {
    code,
    output,
    messages,
    get json(): unknown {
      return JSON.parse(output) as unknown;
    },
  };
}
