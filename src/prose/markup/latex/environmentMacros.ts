import type { Definitions } from '../grammar.js';

/** Where an environment begins or ends. */
export interface EnvironmentEdge {
  readonly side: 'begin' | 'end';
  readonly name: string;
}

const edge = /\\(begin|end)[ \t]*\{([^{}\\\n]{1,60})\}/g;
const alone = /^\\([A-Za-z@]+)$/;
/** How many macros in a row may stand for each other. */
const maxSteps = 4;

/** The one edge of an environment that a macro writes, as `\be` does after `\newcommand{\be}{\begin{equation}}`; `undefined` for all other macros. */
export function environmentEdge(command: string, macros: Definitions): EnvironmentEdge | undefined {
  let text = macros.get(command)?.text;
  for (let steps = 0; text !== undefined && steps < maxSteps; steps++) {
    const [first, ...others] = text.matchAll(edge);
    const side = first?.[1];
    if (first && side !== undefined) {
      const isWhole = others.some((other) => other[1] !== side);
      return isWhole ? undefined : { side: side === 'begin' ? 'begin' : 'end', name: first[2] ?? '' };
    }
    text = macros.get(alone.exec(text)?.[1] ?? '')?.text;
  }
  return undefined;
}
