import { maxOf } from '../common/extremes.js';
import type { Command } from './command.js';
import type { Options } from './syntax.js';
import { exitCode } from './exitCode.js';

/** The help of the whole command line. */
export function generalHelp(commands: readonly Command[]): string {
  const lines = commands.map((command): readonly [string, string] => [
    `cloze ${command.name} ${command.operands}`.trimEnd(),
    command.summary,
  ]);
  return `Cloze continues and rates prose with a language model on this computer. Nothing leaves it.

Usage:
${table(lines)}

cloze COMMAND --help shows the options of a command; cloze --version shows the version. Options may stand before or after the command.
Each command prints plain text, or with --json exactly one JSON value, also when it fails: {"error": {"code", "message"}}.

Exit codes:
${table(exitCodes)}
`;
}

const exitCodes: readonly (readonly [string, string])[] = [
  [String(exitCode.fine), 'It worked.'],
  [String(exitCode.findings), 'There are findings: warnings at or above --fail-on, files that were left out, values that differ.'],
  [String(exitCode.badInput), 'The command line or the input is wrong: what to do is on standard error.'],
  [String(exitCode.engineFailure), 'The engine or the disk failed.'],
  [String(exitCode.interrupted), 'It was interrupted.'],
];

/** The help of one command, or of all whose name starts with the same word. */
export function commandHelp(command: Command): string {
  const details = command.details === undefined ? '' : `\n${command.details}\n`;
  return `cloze ${command.name} ${command.operands} [options]\n\n${command.summary}\n${details}\nOptions:\n${optionTable(command.options)}\n`;
}

function optionTable(options: Options): string {
  const rows = Object.entries(options).map(([name, option]): readonly [string, string] => [
    `${option.short === undefined ? '    ' : `-${option.short}, `}--${name}${option.value === undefined ? '' : ` ${option.value}`}`,
    option.help + (option.default === undefined ? '' : ` (default: ${option.default})`),
  ]);
  return table(rows);
}

function table(rows: readonly (readonly [string, string])[]): string {
  const width = maxOf(rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`).join('\n');
}
