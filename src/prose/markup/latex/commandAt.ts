import { openReach } from '../inlineScan.js';
import type { Brackets } from './brackets.js';

/** An argument in braces, or an option in square brackets; `close` is absent while the bracket is not closed. */
export interface Argument {
  readonly open: number;
  readonly close?: number;
  readonly isOption: boolean;
}

/** A LaTeX command with its arguments. */
export interface Command {
  readonly name: string;
  readonly start: number;
  /** After the name with its star. */
  readonly nameEnd: number;
  readonly args: readonly Argument[];
  readonly end: number;
}

const head = /\\([A-Za-z@]+)\*?(?:<[\d+.,|a-z:@ -]{1,40}>)?/y;
const definition =
  /^(?:(?:re|provide)?newcommand|renewcommand|providecommand|[gex]?def|let|DeclareMathOperator|DeclareRobustCommand|newif)$/;
/** What stands between the name of a defining command and its body: the command that is defined, and its parameters. */
const defined = /[ \t]{0,20}\\[A-Za-z@]+(?:[ \t]{0,20}=?[ \t]{0,20}\\[A-Za-z@]+|#\d)*/y;
const file = /[ \t]+[^\s\\{}%]+/y;

/** The command that starts at a backslash; `undefined` where no letter follows. Slides, as in `\only<2>`, belong to the name. */
export function commandAt(content: string, start: number, brackets: Brackets): Command | undefined {
  head.lastIndex = start;
  const name = head.exec(content)?.[1];
  if (name === undefined) return undefined;
  let end = head.lastIndex;
  if (definition.test(name)) end = skip(content, defined, end);
  if (name === 'input' || name === 'include') end = skip(content, file, end);
  const nameEnd = end;
  const args: Argument[] = [];
  while (args.length < 9 && (content.charAt(end) === '[' || content.charAt(end) === '{')) {
    const isOption = content.charAt(end) === '[';
    const close = brackets.get(end);
    if (close === undefined && isOption && args.length > 0) break;
    args.push({ open: end, isOption, ...(close !== undefined && { close }) });
    if (close === undefined) break;
    end = close + 1;
  }
  return { name, start, nameEnd, args, end };
}

function skip(content: string, pattern: RegExp, from: number): number {
  pattern.lastIndex = from;
  return pattern.test(content) ? pattern.lastIndex : from;
}

/** What stands in an argument; of one that is not closed, the start. */
export function argumentText(content: string, { open, close }: Argument): string {
  return content.slice(open + 1, close ?? open + openReach);
}
