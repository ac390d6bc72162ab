import { ClozeError, type ErrorDetail } from '../common/clozeError.js';
import { stackOf } from '../common/internalError.js';
import { Arguments } from './arguments.js';
import type { Command, Outcome } from './command.js';
import { CommandLine, commandOf } from './commandLine.js';
import { exitCode, exitCodeOf } from './exitCode.js';
import { commandHelp, generalHelp } from './help.js';
import { packageVersion } from './packageVersion.js';
import type { Terminal } from './terminal.js';

/**
 * Carries out one command line: finds the command, runs it, prints what it found. Never rejects; what goes wrong is told in one message
 * on standard error and, with `--json`, also as one object on standard output, so that a program never has to parse an empty answer.
 * @returns the exit code.
 */
export async function run(words: readonly string[], commands: readonly Command[], terminal: Terminal): Promise<number> {
  const line = new CommandLine(words, commands);
  const isJson = line.has('--json');
  try {
    const {
      json,
      text,
      exitCode: code = exitCode.fine,
    } = (await information(line, commands, terminal)) ?? (await carryOut(line, terminal));
    await terminal.writeOutput(isJson ? `${JSON.stringify(json)}\n` : text());
    return code;
  } catch (error) {
    const { code, message, ...help } = detailOf(error);
    terminal.writeMessage(`cloze: ${message}\n`);
    if (isJson) await terminal.writeOutput(`${JSON.stringify({ error: { code, message, ...help } })}\n`);
    return exitCodeOf(code);
  }
}

function carryOut(line: CommandLine, terminal: Terminal): Promise<Outcome> {
  const { command, words } = line.command();
  return command.run(Arguments.parse(command, words), terminal);
}

/** The help or the version when it is asked for; `undefined` otherwise. */
async function information(line: CommandLine, commands: readonly Command[], { packageFolder }: Terminal): Promise<Outcome | undefined> {
  const { operands } = line;
  if (operands.length === 0 && line.has('--version', '-V')) {
    const version = await packageVersion(packageFolder);
    return { json: { version }, text: () => `${version}\n` };
  }
  if (operands[0] !== 'help' && !line.has('--help', '-h')) return undefined;
  const help = helpFor(operands[0] === 'help' ? operands.slice(1) : operands, commands);
  return { json: { help }, text: () => help };
}

function helpFor(words: readonly string[], commands: readonly Command[]): string {
  const named = commandOf(words, commands);
  if (named !== undefined) return commandHelp(named);
  const family = commands.filter((command) => command.name.startsWith(`${words[0] ?? ''} `));
  return generalHelp(family.length > 0 ? family : commands);
}

/** An error of an unexpected kind is a bug, and is reported as one. */
function detailOf(error: unknown): ErrorDetail {
  if (error instanceof ClozeError) return error.detail;
  return { code: 'internal', message: `This failed because of a bug in Cloze. ${stackOf(error)}` };
}
