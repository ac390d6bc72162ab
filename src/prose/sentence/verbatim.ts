import { isSpace } from '../characters.js';

/** Longer code or math within a sentence is not looked for, so that each sign is read a bounded number of times. */
const reach = 200;
const longestFence = 2;

const stop = /[.…。]/;

/**
 * Where the code (`…`) or math ($…$) that opens at an offset is over, so that no sign inside it ends a sentence; `undefined`
 * where nothing opens, or nothing closes soon. A full stop at the very end of code is left to end a sentence.
 */
export function endOfVerbatim(text: string, offset: number): number | undefined {
  const sign = text.charAt(offset);
  if ((sign !== '`' && sign !== '$') || /[\\`$]/.test(text.charAt(offset - 1))) return undefined;
  const fence = /^(?:`+|\$+)/.exec(text.slice(offset, offset + longestFence + 1))?.[0] ?? '';
  const from = offset + fence.length;
  const isMath = sign === '$';
  if (fence.length > longestFence || (fence === '$' && isSpace(text.charCodeAt(from)))) return undefined;
  const content = contentOf(text.slice(from, from + reach), fence);
  if (content === undefined) return undefined;
  if (isMath) return isProse(content) ? undefined : from + content.length + fence.length;
  const end = from + content.length;
  return stop.test(content.charAt(content.length - 1)) ? end - 1 : end + fence.length;
}

/** What stands between the fence before `text` and the one that closes it. */
function contentOf(text: string, fence: string): string | undefined {
  for (let at = text.indexOf(fence); at >= 0; at = text.indexOf(fence, at + fence.length)) {
    const content = text.slice(0, at);
    const after = text.charAt(at + fence.length);
    if (content.includes('\n')) return undefined;
    if (after === fence[0] || text.charAt(at - 1) === fence[0]) continue;
    return mayClose(content, fence, after) ? content : undefined;
  }
  return undefined;
}

/** "$5 and $6" are amounts; ``go.'' and `go.' are the quotation marks of TeX. */
function mayClose(content: string, fence: string, after: string): boolean {
  if (content === '') return false;
  const endsInSpace = isSpace(content.charCodeAt(content.length - 1));
  if (fence === '$') return !endsInSpace && !/\d/.test(after) && !content.endsWith('\\');
  if (fence.startsWith('$')) return true;
  return !content.includes("''") && !(endsInSpace && /[\p{L}\p{N}]/u.test(after));
}

/** Two amounts, as in "$5! He has 6$", have words of a sentence between them. */
function isProse(content: string): boolean {
  return /[.!?]\s+\p{L}/u.test(content);
}
