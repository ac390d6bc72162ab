import { isSpace, isWordAt } from '../characters.js';
import type { InlineSpan } from './block.js';
import { unclosed } from './inlineScan.js';

/** How far a closing run of backticks may be. */
const longestCode = 4000;

/** At a run of backticks: the code up to a run of the same length. */
export function codeSpanAt(content: string, offset: number): InlineSpan | undefined {
  let opened = offset;
  while (content.charCodeAt(opened) === 96) opened++;
  const runs = /`+/g;
  const window = content.slice(opened, opened + longestCode);
  for (let run = runs.exec(window); run; run = runs.exec(window)) {
    if (run[0].length === opened - offset) return { kind: 'code', start: offset, end: opened + runs.lastIndex };
  }
  const isLoose = isSpace(content.charCodeAt(opened)) || isWordAt(content, offset - 1);
  return isLoose ? { kind: 'code', start: offset, end: opened } : unclosed(content, 'code', offset);
}
