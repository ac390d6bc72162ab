/** Levels of arrays and objects in one another. No file that Cloze reads has a tenth of them, and code that follows them needs stack. */
export const maxJsonDepth = 200;

/** A JSON text that is nested deeper than `maxJsonDepth`. */
class NestedTooDeepError extends SyntaxError {}

/** Whether `parseJson` has failed because of the depth; the message is then a sentence for people. */
export function isNestedTooDeep(error: unknown): error is Error {
  return error instanceof NestedTooDeepError;
}

/** The value of a JSON text. Throws a `SyntaxError` where it is not JSON, or nested too deep. */
export function parseJson(text: string): unknown {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x22) at = endOfString(text, at);
    else if (code === 0x5b || code === 0x7b) {
      if (++depth > maxJsonDepth) throw new NestedTooDeepError(`It is nested more than ${maxJsonDepth} levels deep.`);
    } else if (code === 0x5d || code === 0x7d) depth--;
  }
  return JSON.parse(text);
}

/** Where the string that starts at `start` has its closing quotation mark. */
function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end > 0 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end < 0 ? text.length : end;
}

/** Whether an odd number of backslashes stands before an offset. */
function isEscaped(text: string, offset: number): boolean {
  let first = offset;
  while (text[first - 1] === '\\') first--;
  return (offset - first) % 2 === 1;
}
