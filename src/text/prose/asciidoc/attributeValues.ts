import type { Definitions } from '../grammar.js';
import { withoutTags } from './quotes.js';

const entry = /^:([\w-]{1,60}):[ \t]+([^\r\n]+)/gm;
const passed = /^pass:[a-z,]{0,20}\[(.*)\]$/;

/** The texts of the attributes that a document sets, each as it is set first; not of those that need others, or go on over several lines. */
export function attributeValues(text: string): Definitions {
  const values = new Map<string, string>();
  for (const [, name = '', written = ''] of text.matchAll(entry)) {
    const value = written.trim();
    const key = name.toLowerCase();
    if (!values.has(key) && !/[{}]|\\$/.test(value)) values.set(key, withoutTags(passed.exec(value)?.[1] ?? value).replace(/[*_`]/g, ''));
  }
  return values;
}
