import { opaqueNames } from './environmentKind.js';

const edge = new RegExp(`\\\\(begin|end)\\{(?:${opaqueNames.join('|')})\\*?\\}`, 'g');

/** For a window that may start in an environment that holds no prose: the offset behind its end, or 0. */
export function latexReentry(text: string): number {
  edge.lastIndex = 0;
  const first = edge.exec(text);
  return first?.[1] === 'end' ? edge.lastIndex : 0;
}
