import { parseArgs } from 'node:util';
import type { Syntax } from './syntax.js';
import { usageError } from './usageError.js';

/**
 * The operands and options that a person gave to a command, with defaults filled in. Each reader checks its value and throws a usage
 * error that names the option. Node's own `parseArgs` does the splitting: it is strict, knows `--`, `-x` and `--name=value`, and costs
 * no dependency.
 */
export class Arguments {
  private constructor(
    readonly operands: readonly string[],
    private readonly values: Readonly<Record<string, string | boolean | undefined>>,
  ) {}

  /** Reads the words after the command's name. */
  static parse(command: Syntax, words: readonly string[]): Arguments {
    const options = Object.fromEntries(
      Object.entries(command.options).map(([name, option]) => [
        name,
        {
          type: option.value === undefined ? ('boolean' as const) : ('string' as const),
          ...(option.short === undefined ? {} : { short: option.short }),
          ...(option.default === undefined ? {} : { default: option.default }),
        },
      ]),
    );
    let parsed: { values: Record<string, string | boolean | undefined>; positionals: string[] };
    try {
      parsed = parseArgs({ args: [...words], options, allowPositionals: true, strict: true });
    } catch (error) {
      throw usageError(`${plain(error)} See: cloze ${command.name} --help`, error);
    }
    const [least, most] = command.operandCount;
    const count = parsed.positionals.length;
    if (count < least) throw usageError(`cloze ${command.name} needs ${command.operands}. See: cloze ${command.name} --help`);
    if (count > most) throw usageError(`cloze ${command.name} does not know what to do with "${parsed.positionals[most] ?? ''}".`);
    return new Arguments(parsed.positionals, parsed.values);
  }

  flag(name: string): boolean {
    return this.values[name] === true;
  }

  text(name: string): string | undefined {
    const value = this.values[name];
    return typeof value === 'string' ? value : undefined;
  }

  /** A whole number from `least` to `most`, or `undefined` when the option is not given and has no default. */
  integer(name: string, least: number, most: number): number | undefined {
    const value = this.number(name, least, most);
    if (value !== undefined && !Number.isInteger(value)) throw usageError(`--${name} must be a whole number, not ${value}.`);
    return value;
  }

  /** A number from `least` to `most`, or `undefined` when the option is not given and has no default. */
  number(name: string, least: number, most: number): number | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const value = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : NaN;
    if (!(value >= least && value <= most)) throw usageError(`--${name} must be a number from ${least} to ${most}, not "${text}".`);
    return value;
  }

  /** One of a few words, or `undefined` when the option is not given and has no default. */
  choice<T extends string>(name: string, choices: readonly T[]): T | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const chosen = choices.find((choice) => choice === text);
    if (chosen === undefined) throw usageError(`--${name} must be ${listed(choices)}, not "${text}".`);
    return chosen;
  }
}

function listed(words: readonly string[]): string {
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`;
}

/** Node's explanation without its guesses: what is wrong, and how to write a value that starts with a dash. */
function plain(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const sentences = message
    .split(/\n|\. (?=To specify a positional)/)
    .filter((sentence) => !/^(Did you forget|To specify a positional)/.test(sentence));
  return sentences.map((sentence) => `${sentence.replace(/\.$/, '')}.`).join(' ');
}
