import type { InlineSpan } from '../block.js';
import { openReach, unclosed } from '../inlineScan.js';
import type { Brackets } from './brackets.js';
import { argumentText, commandAt, type Command } from './commandAt.js';
import { codeCommands, lineCommands, noteCommands, opaqueCommands, quoteCommands, settings } from './commands.js';
import { quantityOf } from './quantities.js';
import { authorOf, glossaryText, referenceOf } from './references.js';
import { symbolOf } from './signs.js';
import { visibleArguments } from './visibleArguments.js';

/** How much of the text before a command is looked at. */
const lead = 20;
/** The most characters of an argument that is shown in another form. */
const longestShown = 300;

/** The spans of the commands of one paragraph, and of the braces that close their arguments. */
export class CommandSpans {
  readonly #content: string;
  readonly #brackets: Brackets;
  /** What the braces that are still to come stand for. */
  readonly #closing = new Map<number, InlineSpan>();

  constructor(content: string, brackets: Brackets) {
    this.#content = content;
    this.#brackets = brackets;
  }

  /** What a closing brace stands for: the end of a footnote, what is left of a command, or nothing but itself. */
  closingAt(offset: number): InlineSpan {
    return this.#closing.get(offset) ?? { kind: 'sign', start: offset, end: offset + 1 };
  }

  /** What a parenthesis with nothing but a citation or the number of something in it is: left out as a whole. */
  parenthesisAt(start: number): InlineSpan | undefined {
    const command = commandAt(this.#content, this.#content.indexOf('\\', start), this.#brackets);
    const isHidden = command && /cite|ref$/i.test(command.name) && this.#content.charAt(command.end) === ')';
    return isHidden ? { kind: 'citation', start, end: command.end + 1 } : undefined;
  }

  /** The span of the command at a backslash, up to the first of its arguments that is text. */
  commandAt(start: number): InlineSpan | readonly InlineSpan[] | undefined {
    const content = this.#content;
    const command = commandAt(content, start, this.#brackets);
    if (!command) return undefined;
    const { name, args, nameEnd, end } = command;
    if (name === 'newline' || name === 'linebreak' || name === 'par') return { kind: 'break', start, end, open: true };
    if ((name === 'begin' || name === 'end' || name === 'item') && isClosed(command) && start > 0) return { kind: 'break', start, end };
    const shows = isClosed(command) ? this.#shownBy(command) : undefined;
    if (shows) return { start, end, ...shows };
    const visible = visibleArguments(content, command);
    if (visible.length > 0) return this.#around(command, visible);
    const open = args.at(-1);
    if (open && open.close === undefined) return unclosed(content, kindOf(name), start, open.open - start + openReach);
    const isBare = args.length === 0 || content.slice(nameEnd, end) === '{}';
    return isBare ? this.#bare(command) : { kind: kindOf(name), start, end };
  }

  /** What is read in place of a command and all its arguments. */
  #shownBy({ name, args, start }: Command): Pick<InlineSpan, 'kind' | 'shows'> | undefined {
    const braced = args.filter(({ isOption }) => !isOption).map((argument) => argumentText(this.#content, argument));
    const [first] = braced;
    if (first === undefined || braced.some(({ length }) => length > longestShown)) return undefined;
    if (name === 'url') return { kind: 'url', shows: first };
    if (name === 'ensuremath') return { kind: 'math', shows: first };
    if (codeCommands.has(name)) return { kind: 'code', shows: plainCode(braced.at(-1) ?? '') };
    const quantity = quantityOf(name, braced);
    if (quantity !== undefined) return { kind: 'math', shows: quantity };
    const before = this.#content.slice(Math.max(0, start - lead), start);
    const shows = referenceOf(name, first, before) ?? glossaryText(name, first) ?? authorOf(name, first, before);
    return shows === undefined ? undefined : { kind: 'citation', shows };
  }

  /** The spans around arguments that are text. That of the command is given; the others come at the closing braces. */
  #around({ name, start, end }: Command, visible: ReturnType<typeof visibleArguments>): InlineSpan {
    const isNote = noteCommands.has(name);
    const isQuote = quoteCommands.has(name);
    for (const [index, { close }] of visible.entries()) {
      if (close === undefined) continue;
      const next = visible[index + 1];
      const span = { start: close, end: next ? next.open + 1 : end };
      if (next) this.#closing.set(close, { ...span, kind: 'command', shows: ' ' });
      else if (isNote) this.#closing.set(close, { ...span, kind: 'note-end' });
      else if (lineCommands.has(name)) this.#closing.set(close, { ...span, kind: 'break' });
      else this.#closing.set(close, { ...span, kind: 'sign', ...(isQuote && { shows: '”' }) });
    }
    const first = visible[0]?.open ?? end;
    return { kind: isNote ? 'note-start' : kindOf(name), start, end: first + 1, ...(isQuote && { shows: '“' }) };
  }

  /** A command without arguments: a sign, a setting, or a name that the writer has defined, which then is what is best to show. */
  #bare({ name, start, nameEnd: end }: Command): InlineSpan | readonly InlineSpan[] {
    const content = this.#content;
    const shows = symbolOf(name) ?? (this.#isName(name, start, end) ? name : undefined);
    const hasGroup = content.startsWith('{}', end);
    if (shows !== undefined) return { kind: 'command', start, end: hasGroup ? end + 2 : end, open: !hasGroup, shows };
    // The command xspace prints the space after it.
    const space = name === 'item' || name === 'xspace' ? 0 : (/^[ \t]*/.exec(content.slice(end, end + 20))?.[0].length ?? 0);
    const command: InlineSpan = { kind: 'command', start, end, open: true };
    return space > 0 ? [command, { kind: 'sign', start: end, end: end + space }] : command;
  }

  /** Whether a command that is not known stands where a word does: before a mark, or between words with a space that is kept. */
  #isName(name: string, start: number, end: number): boolean {
    if (settings.has(name) || opaqueCommands.has(name) || name.includes('@')) return false;
    return start > 0 && /^(?:~|\\[ ]|[,.;:!?)'](?:\s|$|\})|['’]s|\{\})/.test(this.#content.slice(end, end + 3));
  }
}

function isClosed({ args }: Command): boolean {
  return args.every(({ close }) => close !== undefined);
}

function kindOf(name: string): 'citation' | 'link-target' | 'command' {
  return /cite/i.test(name) ? 'citation' : name === 'href' ? 'link-target' : 'command';
}

/** Code as it is printed: without commands, escapes and braces. */
function plainCode(source: string): string {
  return source
    .replace(/\\(?:textbackslash|textasciitilde)(?:\{\}|[ ])?/g, (found) => (found.includes('tilde') ? '~' : '\\'))
    .replace(/\\[A-Za-z@]+[ ]?|\\(?=[^A-Za-z])|[{}]/g, '');
}
