import { closesQuotation } from './closers.js';

/** A bracket with what comes after it: a stop of its own, or more of the sentence. */
const inBrackets = /\((?:[^()\n]|\n(?!\s*\n)){1,120}(?<![.!?…])\)(?=[.,;:!?]|\s+\p{Ll})/uy;
const name = String.raw`(?:\p{Lu}[\p{L}.'’-]{0,20}|of|the|de|van|von|la|le)`;
/** A dash and a name, up to the end of the text or the line, or with the work after a comma or in brackets. */
const behindDash = new RegExp(String.raw`(?:[—–]|-{1,3})[ \t]{0,2}\p{Lu}[\p{L}.'’-]{0,20}(?:[ ]${name}){0,4}(?=$|[,\n]|[ ]\()`, 'uy');

/**
 * Whether a quotation that closes between two offsets is followed by its source, which belongs to its sentence:
 * `“Is it real?” (Smith 55).`, `“Is it real?” — Ada Smith`.
 * @param next where the following text begins
 */
export function isSourceBehind(
  text: string,
  { run, end, next }: { readonly run: number; readonly end: number; readonly next: number },
): boolean {
  if (!closesQuotation(text, run, end)) return false;
  const pattern = text.charAt(next) === '(' ? inBrackets : behindDash;
  pattern.lastIndex = next;
  return pattern.test(text);
}
