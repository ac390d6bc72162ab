import type { Definition, Definitions } from '../grammar.js';
import { bracketsOf, type Brackets } from './brackets.js';
import { argumentText, commandAt, type Command } from './commandAt.js';
import { codeCommands, noteCommands, opaqueCommands, proseCommands, quoteCommands, settings } from './commands.js';

const definition =
  /\\(?:((?:re|provide)?newcommand|renewcommand|providecommand|DeclareRobustCommand|[egx]?def)\*?|(?:New|Renew|Provide|Declare)(?:Expandable)?DocumentCommand)[ \t]{0,20}(?:\{[ \t]{0,20}\\([A-Za-z@]{1,60})[ \t]{0,20}\}|\\([A-Za-z@]{1,60}))[ \t]{0,20}(?:\[(\d)\](?:\[([^\][\\]{0,100})\])?|((?:#\d){1,9})|\{([m ]{0,20})\}(?=[ \t\r\n]{0,40}\{))?[ \t\r\n]{0,40}\{/g;
const name = /\\([A-Za-z@]+)/g;
/** The most characters of what stands for a macro, also while macros in it are replaced. */
const longest = 400;
/** How many macros one use of a macro may hold, each in the other or side by side. */
const maxInside = 12;
const meanings = [proseCommands, noteCommands, quoteCommands, codeCommands, settings];

/** The macros that a document defines, as they are defined last, but for commands that are read by their names. Long ones are left out. */
export function macroDefinitions(text: string): Definitions {
  const macros = new Map<string, Definition>();
  definition.lastIndex = 0;
  for (let found = definition.exec(text); found; found = definition.exec(text)) {
    const [whole, verb, braced, bare, count, preset, numbers, arguments_] = found;
    const called = braced ?? bare ?? '';
    if (meanings.some((known) => known.has(called)) || (opaqueCommands.has(called) && /^\\[rR]enew/.test(whole))) continue;
    const body = bodyAt(text, definition.lastIndex);
    if (body === undefined) macros.delete(called);
    else {
      const isDefined = verb !== undefined && verb.endsWith('def');
      const parameters = Number(count ?? (isDefined ? (numbers?.length ?? 0) / 2 : (arguments_?.replace(/ /g, '').length ?? 0)));
      macros.set(called, { text: body, parameters, ...(preset !== undefined && { preset }) });
    }
  }
  return macros;
}

/** What stands between the brace before an offset and the one that closes it, without comments and line ends. */
function bodyAt(text: string, start: number): string | undefined {
  let depth = 1;
  for (let offset = start; offset < Math.min(text.length, start + longest); offset++) {
    const code = text.charCodeAt(offset);
    if (code === 92) offset++;
    else if (code === 123) depth++;
    else if (code === 125 && --depth === 0)
      return text
        .slice(start, offset)
        .replace(/(?<!\\)%.*/g, '')
        .replace(/\s+/g, ' ')
        .trim();
  }
  return undefined;
}

/** The use of a macro that starts at a backslash: what it stands for, with all macros in it replaced, and where it ends. */
export interface Expansion {
  readonly source: string;
  readonly end: number;
  /** Whether it has no arguments, so that it is no more than another way to write its text. */
  readonly isConstant: boolean;
}

/** Expands the macro that starts at an offset; `undefined` where none does, or it holds too many others, as one that holds itself does. */
export function expansionAt(content: string, start: number, brackets: Brackets, macros: Definitions): Expansion | undefined {
  const command = commandAt(content, start, brackets);
  const macro = command && macros.get(command.name);
  const use = macro && useOf(content, command, macro);
  if (!use) return undefined;
  const source = expanded(use.source, macros);
  return source === undefined ? undefined : { source, end: use.end, isConstant: macro.parameters === 0 };
}

/** What a macro stands for where it is used, and where that ends; `undefined` where arguments are missing. */
function useOf(content: string, { args, nameEnd }: Command, macro: Definition): { source: string; end: number } | undefined {
  const { text, parameters = 0, preset } = macro;
  const isGroup = parameters === 0 && content.startsWith('{}', nameEnd);
  if (parameters === 0) return { source: text, end: isGroup ? nameEnd + 2 : nameEnd };
  const [first] = args;
  const hasOption = first?.isOption === true;
  const given = (preset === undefined || hasOption ? args : [undefined, ...args]).slice(0, parameters);
  const isWhole = given.length === parameters && given.every((argument, index) => isArgument(argument, index, preset));
  if (!isWhole) return undefined;
  const values = given.map((argument) => (argument ? argumentText(content, argument) : (preset ?? '')));
  return {
    source: text.replace(/#(\d)/g, (_, number: string) => values[Number(number) - 1] ?? ''),
    end: (given.at(-1)?.close ?? nameEnd - 1) + 1,
  };
}

function isArgument(argument: Command['args'][number] | undefined, index: number, preset: string | undefined): boolean {
  if (!argument) return index === 0 && preset !== undefined;
  return argument.close !== undefined && argument.isOption === (index === 0 && preset !== undefined);
}

function expanded(source: string, macros: Definitions): string | undefined {
  let text = source;
  name.lastIndex = 0;
  for (let left = maxInside, found = name.exec(text); found; found = name.exec(text)) {
    if (text.length > longest) return undefined;
    const start = found.index;
    const macro = macros.get(found[1] ?? '');
    const command = macro && commandAt(text, start, bracketsOf(text));
    const use = command && useOf(text, command, macro);
    if (!use) continue;
    if (left-- === 0) return undefined;
    text = text.slice(0, start) + use.source + text.slice(use.end);
    name.lastIndex = start;
  }
  return text.length > longest ? undefined : text;
}
