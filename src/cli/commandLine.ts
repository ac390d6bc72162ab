import type { Command } from './command.js';
import { usageError } from './usageError.js';

/** A command line, read as far as is possible before its command is known: options may stand before, between and after all other words. */
export class CommandLine {
  /** The words before `--`. */
  readonly #options: readonly string[];
  /** Where the operands are, the command's name among them. */
  readonly #operands: readonly number[];

  constructor(
    private readonly words: readonly string[],
    private readonly commands: readonly Command[],
  ) {
    const end = words.indexOf('--');
    this.#options = end < 0 ? words : words.slice(0, end);
    this.#operands = operandPositions(this.#options, valueOptions(commands));
  }

  /** Whether an option without a value is given. */
  has(...names: readonly string[]): boolean {
    return names.some((name) => this.#options.includes(name));
  }

  /** The operands before `--`, the command's name among them. */
  get operands(): readonly string[] {
    return this.#operands.map((position) => this.words[position] ?? '');
  }

  /** The command that is named, and all words but its name. Throws a usage error where there is no such command. */
  command(): { readonly command: Command; readonly words: readonly string[] } {
    const command = commandOf(this.operands, this.commands);
    if (command === undefined) throw unknownCommand(this.operands, this.commands);
    const name = new Set(this.#operands.slice(0, command.name.split(' ').length));
    return { command, words: this.words.filter((_, position) => !name.has(position)) };
  }
}

/** The command whose name the words start with. */
export function commandOf(words: readonly string[], commands: readonly Command[]): Command | undefined {
  return commands.find((command) => command.name.split(' ').every((part, index) => words[index] === part));
}

/** Options that take the word after them; an option means the same in every command that has it. */
function valueOptions(commands: readonly Command[]): ReadonlySet<string> {
  const options = commands.flatMap((command) => Object.entries(command.options)).filter(([, { value }]) => value !== undefined);
  return new Set(options.flatMap(([name, { short }]) => [`--${name}`, ...(short === undefined ? [] : [`-${short}`])]));
}

function operandPositions(words: readonly string[], valueOptions: ReadonlySet<string>): number[] {
  const positions: number[] = [];
  for (let position = 0; position < words.length; position++) {
    const word = words[position] ?? '';
    if (valueOptions.has(word)) position++;
    else if (word === '-' || !word.startsWith('-')) positions.push(position);
  }
  return positions;
}

function unknownCommand(operands: readonly string[], commands: readonly Command[]): Error {
  const [first] = operands;
  if (first === undefined) return usageError('Specify a command, for example: cloze complete --text "Once upon a time". See: cloze --help');
  const family = commands.filter(({ name }) => name.startsWith(`${first} `));
  const given = family.length > 0 ? operands.slice(0, 2).join(' ') : first;
  const names = (family.length > 0 ? family : commands).map(({ name }) => name).join(', ');
  return usageError(`"${given}" is not a command. Commands: ${names}.`);
}
