import type { BlockKind, InlineSpan } from '../block.js';

const listMarker = String.raw`[*+•‣⁃-]|(?:\d{1,3}|[A-Za-z]|#|[ivxlIVXL]{1,6})[.)]|\((?:\d{1,3}|[A-Za-z]|#|[ivxlIVXL]{1,6})\)`;
const option = String.raw`(?:--?|\/)[A-Za-z0-9][\w-]{0,40}(?:(?: |=)[A-Za-z<][\w<>.:-]{0,40}|<[\w<>.:-]{1,40})?`;
const fieldName = String.raw`:(?![\s:])(?:[^:\\\n]|\\.|:(?!\s|$)){1,200}:`;

/** A line that starts an item of a list. */
export const item = new RegExp(`^(?:${listMarker})(?:\\s+|$)`);
/** A line that starts a field: ":name: body". */
export const field = new RegExp(`^${fieldName}(?:\\s+|$)`);
/** A line that describes an option of a command, two spaces behind it. */
export const optionItem = new RegExp(`^${option}(?:, ${option}){0,5}(?: {2,}|\\s*$)`);
/** A footnote or a source: ".. [1] text". */
export const note = /^\.\.[ \t]+\[[^\]\n]+\](?:\s+|$)/;
/** The head of a directive whose text stands behind it on the same line, with the version of a change. */
export const directiveHead = /^\.\.[ \t]+[A-Za-z][\w:.+-]*::(?:\s+|$)/;
export const versionedHead =
  /^\.\.[ \t]+(?:version(?:added|changed|removed)|deprecated|deprecated-removed)::[ \t]+[\w.-]*\d[\w.-]*(?:\s+|$)/;

const itemMarkers = new RegExp(`^\\s*(?:(?:${listMarker})(?:\\s+|$)){1,8}`);
const heads = [versionedHead, directiveHead];
const itemHeads = [itemMarkers, note, field, optionItem];
const lineOfBlock = /(?:^|\r?\n)[ \t]*\|(?:[ \t]+|(?=[\r\n]|$))/g;

/** What makes lines a heading, an item, a note, a field or lines of verse. */
export function markersOf(content: string, kind: BlockKind): InlineSpan[] {
  if (kind === 'heading') return adornments(content);
  if (/^\s*\|(?:\s|$)/.test(content)) return linesOfBlock(content);
  const indentation = /^\s*/.exec(content)?.[0].length ?? 0;
  const rest = content.slice(indentation, indentation + 600);
  const patterns = kind === 'paragraph' || kind === 'quote' ? heads : [...heads, ...itemHeads];
  const found = patterns.map((pattern) => pattern.exec(rest)).find((match) => match !== null);
  return found ? [{ kind: 'marker', start: 0, end: indentation + found[0].length }] : [];
}

/** The colons at the end of a paragraph that announces a literal block: one of them is read, unless white space comes before them. */
export function literalSign(content: string): InlineSpan | undefined {
  const end = content.trimEnd().length;
  if (!content.endsWith('::', end)) return undefined;
  const before = content.slice(0, end - 2).trimEnd().length;
  return { kind: 'sign', start: before < end - 2 || before === 0 ? before : end - 1, end };
}

/** A line of a line block stays a line. */
function linesOfBlock(content: string): InlineSpan[] {
  return Array.from(content.matchAll(lineOfBlock), (match) => ({
    kind: match.index === 0 ? 'marker' : 'break',
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/** The lines of signs below, and perhaps above, the text of a heading. */
function adornments(content: string): InlineSpan[] {
  const last = content.lastIndexOf('\n') + 1;
  const first = content.indexOf('\n') + 1;
  const below: InlineSpan = { kind: 'marker', start: last, end: content.length, open: true };
  return first < last ? [{ kind: 'marker', start: 0, end: first }, below] : [below];
}
