import type { Definition, Definitions } from '../grammar.js';
import { linesOf } from '../lines.js';
import { frontMatterLines } from './frontMatter.js';

/** How much of a document is searched for its front matter, in characters. */
const reach = 20_000;
const field = /^([A-Za-z][\w.-]{0,60})[ \t]{0,20}[:=](.*)/;

/** The fields of a document's front matter whose values are a text on their line; in lower case. */
export function frontMatterFields(text: string): Definitions {
  const head = text.slice(0, reach);
  const lines = linesOf(head);
  const fields = new Map<string, Definition>();
  for (const { start, end } of lines.slice(1, frontMatterLines(head, lines))) {
    const [, name, written = ''] = field.exec(head.slice(start, end)) ?? [];
    const value = textOf(written.trim());
    if (name !== undefined && value !== undefined) fields.set(name.toLowerCase(), { text: value });
  }
  return fields;
}

/** The text of a value: in quotation marks, or without a sign that says that it is a list, a reference or text on other lines. */
function textOf(value: string): string | undefined {
  const quoted = /^"([^"]*)"$|^'([^']*)'$/.exec(value);
  if (quoted) return quoted[1] ?? quoted[2];
  return value === '' || /^[[\]{}|>&*!%@`"']|#/.test(value) ? undefined : value;
}
