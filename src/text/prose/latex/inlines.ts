import type { BlockKind, InlineKind, InlineSpan } from '../block.js';
import { closedBy, openReach, scanInlines, unclosed } from '../inlineScan.js';
import { backslashMathAt, plainDollarMathAt } from '../math.js';
import { webAddressAt } from '../webAddress.js';
import { opaqueCommands, opaqueEnvironments, proseCommands } from './commands.js';

const special = /[\\$%]|https?:\/\//g;
const commandName = /\\([A-Za-z@]+)\*?/y;
const verbatim = /\\(?:verb|lstinline)\*?([^A-Za-z\s*])/y;
const environment = /\\begin\{([A-Za-z]+)\*?\}/y;
/** The most characters that one argument may have. */
const longestArgument = 2000;

/** What is no prose in a LaTeX paragraph: math, comments, citations, commands with those arguments that no reader sees. */
export function latexInlines(content: string, kind: BlockKind): InlineSpan[] {
  const spans = scanInlines(content, special, (offset) => spanAt(content, offset), kind === 'heading' ? headingEnd(content) : []);
  const [first, ...rest] = spans;
  return kind === 'heading' && first ? [{ ...first, kind: 'marker' }, ...rest] : spans;
}

/** The brace that closes a heading. */
function headingEnd(content: string): InlineSpan[] {
  const end = content.lastIndexOf('}');
  return end < 0 ? [] : [{ kind: 'marker', start: end, end: content.length, open: true }];
}

function spanAt(content: string, offset: number): InlineSpan | undefined {
  switch (content.charAt(offset)) {
    case '%':
      return commentAt(content, offset);
    case '$':
      return plainDollarMathAt(content, offset);
    case '\\':
      return (
        backslashMathAt(content, offset) ?? verbatimAt(content, offset) ?? environmentAt(content, offset) ?? commandAt(content, offset)
      );
    default:
      return webAddressAt(content, offset, content.length);
  }
}

function commentAt(content: string, offset: number): InlineSpan {
  const length = content.slice(offset).search(/\r?\n|$/);
  return { kind: 'comment', start: offset, end: offset + length, open: true };
}

function verbatimAt(content: string, offset: number): InlineSpan | undefined {
  verbatim.lastIndex = offset;
  const delimiter = verbatim.exec(content)?.[1];
  if (delimiter === undefined) return undefined;
  const close = delimiter === '{' ? '}' : delimiter;
  return closedBy(content, 'code', offset, verbatim.lastIndex, close, 500) ?? unclosed(content, 'code', offset);
}

/** Formulas, code and tables in the middle of a paragraph. */
function environmentAt(content: string, offset: number): InlineSpan | undefined {
  environment.lastIndex = offset;
  const name = environment.exec(content)?.[1] ?? '';
  const kind = Object.hasOwn(opaqueEnvironments, name) ? opaqueEnvironments[name] : undefined;
  return kind === undefined || kind === 'table' ? undefined : closedBy(content, kind, offset, offset, `\\end{${name}`, 10_000);
}

/** A command with its options, and with its arguments unless they are for the reader. */
function commandAt(content: string, offset: number): InlineSpan | undefined {
  commandName.lastIndex = offset;
  const name = commandName.exec(content)?.[1];
  if (name === undefined) return undefined;
  const kind: InlineKind = /cite/i.test(name) ? 'citation' : name === 'url' || name === 'href' ? 'url' : 'command';
  let end = commandName.lastIndex;
  const bare = end;
  while (content.charAt(end) === '[' || content.charAt(end) === '{') {
    const close = closingBracket(content, end);
    if (content.charAt(end) === '{' && isProseArgument(name, content, end, close)) return { kind, start: offset, end: end + 1 };
    if (close === undefined) return unclosed(content, kind, offset, end - offset + openReach);
    end = close + 1;
  }
  return { kind, start: offset, end, open: end === bare };
}

/** Whether a reader sees the argument in braces. Of commands that we do not know, one with a space is taken for text. */
function isProseArgument(name: string, content: string, brace: number, close: number | undefined): boolean {
  const isLast = close === undefined || content.charAt(close + 1) !== '{';
  if (proseCommands.has(name)) return isLast;
  return isLast && !opaqueCommands.has(name) && !/cite/i.test(name) && /\S\s/.test(content.slice(brace + 1, close ?? brace + openReach));
}

/** The bracket that closes the one at an offset, unless it is missing or very far. */
function closingBracket(content: string, offset: number): number | undefined {
  const open = content.charAt(offset);
  const close = open === '[' ? ']' : '}';
  let depth = 0;
  for (let end = offset; end < Math.min(content.length, offset + longestArgument); end++) {
    const sign = content.charAt(end);
    if (sign === '\\') end++;
    else if (sign === open) depth++;
    else if (sign === close && --depth === 0) return end;
  }
  return undefined;
}
