import type { Definition, Definitions } from '../grammar.js';
import { linesOf } from '../lines.js';
import { frontMatterLines } from './frontMatter.js';

/** How much of a document is searched for its front matter, in characters. */
const reach = 20_000;
const field = /^([A-Za-z][\w.-]{0,60})[ \t]*[:=][ \t]*(?:"([^"]*)"|'([^']*)'|([^\s[\]{}|>&*!%@`#"'][^#]*?))[ \t]*$/;

/** The fields of a document's front matter whose values are a text on their line; in lower case. */
export function frontMatterFields(text: string): Definitions {
  const head = text.slice(0, reach);
  const lines = linesOf(head);
  const fields = new Map<string, Definition>();
  for (const { start, end } of lines.slice(1, frontMatterLines(head, lines))) {
    const [, name, double, single, bare] = field.exec(head.slice(start, end)) ?? [];
    const value = double ?? single ?? bare;
    if (name !== undefined && value !== undefined) fields.set(name.toLowerCase(), { text: value });
  }
  return fields;
}
