import type { Span } from '../../span.js';
import type { Definitions } from '../grammar.js';
import { environmentEdge } from './environmentMacros.js';
import { environmentKind, opaqueNames, sampleLength, verbatimEnvironments, type EnvironmentKind } from './environmentKind.js';

/** A stretch of a LaTeX text that is no prose: an environment or a displayed formula. */
export interface Region extends Span {
  readonly kind: EnvironmentKind;
  /** Whether its end is missing. */
  readonly open?: boolean;
}

const edge =
  /\\(?:(begin|end)[ \t]*\{([^{}\\\n]{1,60})\}|(?:verb|lstinline)\*?([^A-Za-z\s*[{]).{0,500}?\3|(?:url|href|nolinkurl|path)\{[^{}\s\\]{0,500}\}|(?:(?:re)?newcommand|providecommand|DeclareRobustCommand|[egx]?def)\*?[ \t]{0,20}\{?\\[A-Za-z@]+|([A-Za-z@]+)|[^])|%.*|\$\$?/g;
const environmentNames = new Set(opaqueNames);
/** How deep environments may be nested; those further inside are read as if they were not there. */
const deepest = 50;
const blankLine = /\n[ \t]*\r?\n/g;

/**
 * The environments and displayed formulas of a text that are no prose, in order and without overlap; those inside of another are not listed.
 * @param macros those of the document, which may begin and end environments too
 */
export function opaqueRegions(text: string, from: number, macros: Definitions): Region[] {
  const paragraphEnd = paragraphEnds(text);
  const ends = environmentEnds(text, from, macros);
  const found: Region[] = [];
  edge.lastIndex = from;
  for (let match = edge.exec(text); match; match = edge.exec(text)) {
    const [source] = match;
    const { side, name } = edgeOf(match, macros);
    const start = match.index;
    const region =
      side === 'begin'
        ? environmentAt(text, { start, bodyStart: edge.lastIndex, name, end: ends.get(start) }, paragraphEnd)
        : source === '\\[' || source === '$$'
          ? (formulaOfEnvironment(text, start, ends) ?? formulaAt(text, start, source === '$$' ? '$$' : '\\]', paragraphEnd(start)))
          : undefined;
    if (source === '$') edge.lastIndex = inlineMathEnd(text, edge.lastIndex);
    if (!region) continue;
    found.push(region);
    edge.lastIndex = Math.max(region.end, edge.lastIndex);
  }
  return found;
}

/** Where environments end, after their `\end{…}`, by where they start. */
function environmentEnds(text: string, from: number, macros: Definitions): ReadonlyMap<number, number> {
  const ends = new Map<number, number>();
  const open: { readonly name: string; readonly start: number }[] = [];
  const counts = new Map<string, number>();
  const isUnclosed = new Set<string>();
  edge.lastIndex = from;
  for (let match = edge.exec(text); match; match = edge.exec(text)) {
    const { side, name } = edgeOf(match, macros);
    if (side === 'begin' && verbatimEnvironments.has(name.replace('*', ''))) {
      const close = `\\end{${name}}`;
      const end = isUnclosed.has(name) ? -1 : text.indexOf(close, edge.lastIndex);
      if (end < 0) isUnclosed.add(name);
      else {
        ends.set(match.index, end + close.length);
        edge.lastIndex = end + close.length;
      }
    } else if (side === 'begin' && open.length < deepest) {
      open.push({ name, start: match.index });
      counts.set(name, (counts.get(name) ?? 0) + 1);
    } else if (side === 'end' && (counts.get(name) ?? 0) > 0) {
      // Environments that were left open inside of this one have no end.
      for (let top = open.pop(); top; top = open.pop()) {
        counts.set(top.name, (counts.get(top.name) ?? 1) - 1);
        if (top.name !== name) continue;
        ends.set(top.start, edge.lastIndex);
        break;
      }
    }
  }
  return ends;
}

function edgeOf([, side, name = '', , command]: RegExpExecArray, macros: Definitions): { side: string | undefined; name: string } {
  return (command === undefined ? undefined : environmentEdge(command, macros)) ?? { side, name };
}

interface Environment {
  readonly start: number;
  readonly bodyStart: number;
  readonly name: string;
  readonly end: number | undefined;
}

function environmentAt(
  text: string,
  { start, bodyStart, name, end }: Environment,
  paragraphEnd: (offset: number) => number,
): Region | undefined {
  if (end === undefined && !environmentNames.has(name.replace('*', '')) && !beginsLine(text, start)) return undefined;
  const reach = end === undefined ? sampleLength / 4 : sampleLength;
  const body = text.slice(bodyStart, Math.min(end ?? paragraphEnd(bodyStart), bodyStart + reach));
  const kind = environmentKind(name.replace('*', ''), body, end !== undefined);
  if (kind === undefined) return undefined;
  if (end !== undefined) return { kind, start, end };
  return { kind, start, end: kind === 'code' || kind === 'comment' ? text.length : paragraphEnd(bodyStart), open: true };
}

function beginsLine(text: string, start: number): boolean {
  return /(?:^|\n)[ \t]*$/.test(text.slice(Math.max(0, start - 40), start));
}

const onlyEnvironment = /(?:\\\[|\$\$)\s{0,200}(?=\\begin\{)/y;
const closing = /[\s.,;]{0,200}(?:\\\]|\$\$)/y;

/** A displayed formula that holds an environment and nothing else, in which blank lines may stand: a diagram. */
function formulaOfEnvironment(text: string, start: number, ends: ReadonlyMap<number, number>): Region | undefined {
  onlyEnvironment.lastIndex = start;
  const inner = onlyEnvironment.test(text) ? ends.get(onlyEnvironment.lastIndex) : undefined;
  closing.lastIndex = inner ?? 0;
  return inner !== undefined && closing.test(text) ? { kind: 'math', start, end: closing.lastIndex } : undefined;
}

/** A displayed formula; without an end it reaches to the next blank line. */
function formulaAt(text: string, start: number, close: string, limit: number): Region {
  const end = text.slice(start + 2, limit).indexOf(close);
  return end < 0 ? { kind: 'math', start, end: limit, open: true } : { kind: 'math', start, end: start + 2 + end + 2 };
}

/** Where the next blank line is, asked for offsets that grow. */
function paragraphEnds(text: string): (offset: number) => number {
  let end = -1;
  return (offset) => {
    if (end < offset) {
      blankLine.lastIndex = offset;
      end = blankLine.exec(text)?.index ?? text.length;
    }
    return end;
  };
}

/** Behind the `$` that closes a formula, if it stands near, so that two of them side by side do not seem to display one. */
function inlineMathEnd(text: string, from: number): number {
  const end = text.slice(from, from + 500).search(/(?<!\\)\$|\n[ \t]*\r?\n/);
  return end >= 0 && text.charAt(from + end) === '$' ? from + end + 1 : from;
}
