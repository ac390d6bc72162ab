import type { InlineSpan } from '../block.js';
import type { Definitions } from '../grammar.js';
import { needsNoun, nounOfLabel } from '../latex/references.js';
import { atSignAt } from '../webAddress.js';

/** A reference to a label or to a source: `@key`, `#ref(<key>)` or `#cite(<key>)`. */
export interface Reference {
  readonly span: InlineSpan;
  readonly key: string;
  /** The word that is given for it. */
  readonly supplement?: string | undefined;
  /** Whether it says that the author is to be read. */
  readonly namesAuthor: boolean;
}

const call = /#(?:ref|cite)\(\s{0,20}<([A-Za-z][\w:.-]{0,80})>([^()[\]]{0,100}(?:\[([^()[\]]{0,100})\])?[^()[\]]{0,100})\)/y;
const opening = /\((?:see|cf\.|e\.g\.,?)?[\s~]{0,2}/y;
const between = /[\s~]{0,2}(?:[,;]|and\b|or\b|&)?[\s~]{0,2}/y;
/** The key of a source that begins with the name of its author. */
const author = /^(\p{L}{3,30}?)[-_:]?(?:19|20)\d\d/u;

/** The reference that starts at an offset. Looks back to `from` at most, as an address of e-mail is none. */
export function referenceAt(content: string, offset: number, from: number): Reference | undefined {
  if (content.charAt(offset) !== '@') return callAt(content, offset);
  const span = atSignAt(content, offset, from, content.length);
  return span?.kind === 'citation' ? { span, key: content.slice(offset + 1, span.end), namesAuthor: false } : undefined;
}

function callAt(content: string, start: number): Reference | undefined {
  call.lastIndex = start;
  const [whole, key, options = '', supplement] = call.exec(content) ?? [];
  if (whole === undefined || key === undefined) return undefined;
  const namesAuthor = options.includes('"prose"') || options.includes('"author"');
  return { span: { kind: 'citation', start, end: start + whole.length }, key, supplement, namesAuthor };
}

/** What is read for a reference: its noun as far as its label or its name tells, or the word that the sentence needs; else nothing. */
export function shownReference(content: string, reference: Reference, labels: Definitions): InlineSpan {
  const { span, key, namesAuthor } = reference;
  const isNeeded = namesAuthor || needsNoun(content.slice(Math.max(0, span.start - 20), span.start));
  const noun = nounOf(reference, labels) ?? (isNeeded ? (author.exec(key)?.[1] ?? 'section') : undefined);
  return noun === undefined ? span : { ...span, shows: noun.charAt(0).toUpperCase() + noun.slice(1) };
}

/** A parenthesis with nothing but references that print no noun, which is left out as a whole. */
export function parenthesisAt(content: string, start: number, labels: Definitions): InlineSpan | undefined {
  let end = after(opening, content, start);
  for (;;) {
    const reference = referenceAt(content, end, end);
    if (!reference || reference.namesAuthor || nounOf(reference, labels) !== undefined) return undefined;
    if (content.charAt(reference.span.end) === ')') return { kind: 'citation', start, end: reference.span.end + 1 };
    end = after(between, content, reference.span.end);
  }
}

function nounOf({ key, supplement }: Reference, labels: Definitions): string | undefined {
  return supplement ?? labels.get(key)?.text ?? nounOfLabel(key);
}

function after(pattern: RegExp, content: string, offset: number): number {
  pattern.lastIndex = offset;
  return pattern.test(content) ? pattern.lastIndex : offset;
}
