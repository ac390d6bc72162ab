import type { Definition, Definitions } from '../grammar.js';

const label = /<([A-Za-z][\w:.-]{0,80})>/g;
/** How far before a label is looked for what it is the label of. */
const lead = 200;

/** What the labels of a document are labels of, by what comes before them: "section", "equation" or "figure". */
export function labelNouns(text: string): Definitions {
  const nouns = new Map<string, Definition>();
  for (const { index, 1: name = '' } of text.matchAll(label)) {
    const noun = nounBehind(text.slice(Math.max(0, index - lead), index));
    if (noun !== undefined && !nouns.has(name)) nouns.set(name, { text: noun });
  }
  return nouns;
}

function nounBehind(before: string): string | undefined {
  const line = before.slice(before.lastIndexOf('\n') + 1).trim();
  if (/^=+[ \t]/.test(line)) return 'section';
  const last = before.trimEnd().slice(-1);
  return last === '$' ? 'equation' : last === ')' || last === ']' ? 'figure' : undefined;
}
