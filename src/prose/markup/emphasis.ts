import { isSpace, isWordAt } from '../characters.js';
import type { InlineSpan } from './block.js';
import { textOutside } from './textOutside.js';

interface Run {
  start: number;
  count: number;
  readonly opens: boolean;
  readonly closes: boolean;
}

const runs = /\*+|_+|~+|=+/g;

/**
 * The signs of emphasis, marks and struck words that stand in pairs, as CommonMark pairs them: `*`, `_`, `~~` and `==`. A sign without
 * another is text, such as that of "3 * 4".
 * @param spans what is no prose, in order; signs in it are none
 * @param signs the signs that the language knows
 */
export function emphasisSigns(content: string, spans: readonly InlineSpan[], signs = '*_~='): InlineSpan[] {
  const found: InlineSpan[] = [];
  const open = new Map<string, Run[]>();
  for (const { start, text } of textOutside(content, spans, runs)) {
    const sign = text.charAt(0);
    const isPart = (sign === '~' || sign === '=') && text.length !== 2;
    if (isPart || !signs.includes(sign)) continue;
    const run = runAt(content, start, text.length);
    const openers = open.get(sign) ?? [];
    open.set(sign, openers);
    if (run.closes) close(run, openers, found);
    if (run.opens && run.count > 0) openers.push(run);
  }
  return found;
}

function close(run: Run, openers: Run[], found: InlineSpan[]): void {
  for (let opener = openers.at(-1); opener && run.count > 0; opener = openers.at(-1)) {
    const count = Math.min(opener.count, run.count);
    opener.count -= count;
    found.push({ kind: 'sign', start: opener.start + opener.count, end: opener.start + opener.count + count });
    found.push({ kind: 'sign', start: run.start, end: run.start + count });
    run.start += count;
    run.count -= count;
    if (opener.count === 0) openers.pop();
  }
}

/** Whether a run of signs can open or close emphasis depends on what stands on both sides of it. */
function runAt(content: string, start: number, count: number): Run {
  const end = start + count;
  const before = sideAt(content, start - 1);
  const after = sideAt(content, end);
  const faces = (inner: Side, outer: Side): boolean => inner === 'word' || (inner === 'sign' && outer !== 'word');
  const [left, right] = [faces(after, before), faces(before, after)];
  const isInside = content.charCodeAt(start) === 95 && left && right;
  return { start, count, opens: left && (!isInside || before === 'sign'), closes: right && (!isInside || after === 'sign') };
}

type Side = 'space' | 'word' | 'sign';

function sideAt(content: string, offset: number): Side {
  const code = content.charCodeAt(offset);
  if (Number.isNaN(code) || isSpace(code)) return 'space';
  return isWordAt(content, offset) ? 'word' : 'sign';
}
