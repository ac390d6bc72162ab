import type { Definition, Definitions } from '../grammar.js';
import { withoutTags } from './quotes.js';

const entry = /^:([\w-]{1,60}):[ \t]+([^\r\n]+)/gm;
const passed = /^pass:[a-z,]{0,20}\[(.*)\]$/;
const reference = /\{([\w-]{1,60})\}/g;
/** The most characters of a value that holds others, so that values of values cannot grow without end. */
const longest = 500;

/**
 * The texts of the attributes that a document sets, each as it is set first, with the values of those set before it; not of those that need
 * others, or go on over several lines.
 */
export function attributeValues(text: string): Definitions {
  const values = new Map<string, Definition>();
  for (const [, name = '', written = ''] of text.matchAll(entry)) {
    const key = name.toLowerCase();
    if (values.has(key)) continue;
    const value = withValues(written.trim(), values);
    if (/[{}]|\\$/.test(value) || (value !== written.trim() && value.length > longest)) continue;
    values.set(key, { text: withoutTags(passed.exec(value)?.[1] ?? value).replace(/[*_`]/g, '') });
  }
  return values;
}

function withValues(written: string, values: Definitions): string {
  return written.length > longest
    ? written
    : written.replace(reference, (whole, name: string) => values.get(name.toLowerCase())?.text ?? whole);
}
