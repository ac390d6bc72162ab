import type { JsonRecord } from './json.js';

/**
 * Whether the outermost object of a JSON text has a key twice. `JSON.parse` keeps the last of two equal keys without a word.
 * @param text valid JSON that was parsed to `parsed`
 */
export function hasDuplicateKeys(text: string, parsed: JsonRecord): boolean {
  let depth = 0;
  let keys = 0;
  for (let i = 0; i < text.length; i++) {
    const character = text[i];
    if (character === '"') i = endOfString(text, i);
    else if (character === '{' || character === '[') depth++;
    else if (character === '}' || character === ']') depth--;
    else if (character === ':' && depth === 1) keys++;
  }
  return keys !== Object.keys(parsed).length;
}

/** Where the string that starts at `start` has its closing quotation mark. */
function endOfString(text: string, start: number): number {
  let i = start + 1;
  while (text[i] !== '"') i += text[i] === '\\' ? 2 : 1;
  return i;
}
