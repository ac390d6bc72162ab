import { ClozeError, type ErrorDetail } from '../common/clozeError.js';
import { Arguments } from './arguments.js';
import type { Command } from './command.js';
import { exitCode, exitCodeOf } from './exitCode.js';
import { commandHelp, generalHelp } from './help.js';
import { packageVersion } from './packageVersion.js';
import type { Terminal } from './terminal.js';
import { usageError } from './usageError.js';

/**
 * Carries out one command line: finds the command, runs it, prints what it found. Never rejects; what goes wrong is told in one message
 * on standard error and, with `--json`, also as one object on standard output, so that a program never has to parse an empty answer.
 * @returns the exit code.
 */
export async function run(words: readonly string[], commands: readonly Command[], terminal: Terminal): Promise<number> {
  const beforeOperands = words.slice(0, words.includes('--') ? words.indexOf('--') : words.length);
  const json = beforeOperands.includes('--json');
  try {
    const help = await helpFor(beforeOperands, commands, terminal);
    if (help !== undefined) {
      await terminal.writeOutput(help);
      return exitCode.fine;
    }
    const command = find(words, commands);
    const outcome = await command.run(Arguments.parse(command, words.slice(command.name.split(' ').length)), terminal);
    await terminal.writeOutput(json ? `${JSON.stringify(outcome.json)}\n` : outcome.text());
    return outcome.exitCode ?? exitCode.fine;
  } catch (error) {
    const { code, message } = detailOf(error);
    terminal.writeMessage(`cloze: ${message}\n`);
    if (json) await terminal.writeOutput(`${JSON.stringify({ error: { code, message } })}\n`);
    return exitCodeOf(code);
  }
}

/** The help or the version when it is asked for; `undefined` otherwise. */
async function helpFor(words: readonly string[], commands: readonly Command[], terminal: Terminal): Promise<string | undefined> {
  if (words[0] === '--version' || words[0] === '-V') return `${await packageVersion(terminal.packageFolder)}\n`;
  const asked = words[0] === 'help' ? words.slice(1) : words.some((word) => word === '--help' || word === '-h') ? words : undefined;
  if (asked === undefined) return undefined;
  const named = matching(asked, commands);
  if (named !== undefined) return commandHelp(named);
  const family = commands.filter((command) => command.name.startsWith(`${asked[0] ?? ''} `));
  return generalHelp(family.length > 0 ? family : commands);
}

function matching(words: readonly string[], commands: readonly Command[]): Command | undefined {
  return commands.find((command) => command.name.split(' ').every((part, index) => words[index] === part));
}

function find(words: readonly string[], commands: readonly Command[]): Command {
  const command = matching(words, commands);
  if (command !== undefined) return command;
  const first = words[0];
  if (first === undefined) throw usageError('Say what to do, for example: cloze complete --text "Once upon a time". See: cloze --help');
  const family = commands.filter((candidate) => candidate.name.startsWith(`${first} `)).map((candidate) => candidate.name);
  if (family.length > 0) throw usageError(`"${words.slice(0, 2).join(' ')}" is no command. There is: ${family.join(', ')}.`);
  throw usageError(`"${first}" is no command. There is: ${commands.map((candidate) => candidate.name).join(', ')}.`);
}

/** What the engine did not foresee is a fault of ours, and said as one. */
function detailOf(error: unknown): ErrorDetail {
  if (error instanceof ClozeError) return error.detail;
  const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { code: 'internal', message: `Something went wrong that Cloze did not foresee. ${reason}` };
}
