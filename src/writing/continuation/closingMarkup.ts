import { isSpace, isWordAt } from '../../prose/characters.js';

/** Signs that close something, where nothing but their place tells that they do not open it. */
const eitherWay = /^(?:\*{1,3}|_{1,3}|~~|`{1,2}|\${1,2}|["'])/;
/** Signs that only close. */
const closing = /^(?:[”’»›)\]}」』）】》]|<\/[a-z][a-z\d]{0,9}>|''(?!'))/i;

const openings: ReadonlyMap<string, string> = new Map([
  ['”', '“'],
  ['’', '‘'],
  ['»', '«'],
  ['›', '‹'],
  [')', '('],
  [']', '['],
  ['}', '{'],
  ['」', '「'],
  ['』', '『'],
  ['）', '（'],
  ['】', '【'],
  ['》', '《'],
]);

/** The quotation mark, bracket or markup that closes right after the caret; empty where none does. */
export function closingSign(after: string): string {
  const certain = closing.exec(after)?.[0];
  if (certain !== undefined) return certain;
  const sign = eitherWay.exec(after)?.[0] ?? '';
  return isWordAt(after, sign.length) ? '' : sign;
}

/** All that closes right after the caret, one sign after the other. */
export function closingSigns(after: string): string {
  let end = 0;
  for (let sign = closingSign(after); sign !== ''; sign = closingSign(after.slice(end))) end += sign.length;
  return after.slice(0, end);
}

/** A completion up to where it closes by itself what closes after the caret. */
export function cutAtClosing(completion: string, after: string): string {
  const sign = closingSign(after);
  const open = openings.get(sign);
  let depth = 0;
  for (let at = 0; sign !== '' && at < completion.length; at++) {
    if (open !== undefined && completion.startsWith(open, at)) depth++;
    else if (completion.startsWith(sign, at) && closes(completion, at, sign) && depth-- === 0) return completion.slice(0, at);
  }
  return completion;
}

/** An apostrophe stands within a word; `*` is not a part of `**`; what stands behind a space opens. */
function closes(text: string, at: number, sign: string): boolean {
  const end = at + sign.length;
  if (/^['’]$/.test(sign)) return !isWordAt(text, end) && at > 0;
  if (openings.has(sign)) return true;
  const isRun = text.charAt(end) === sign.charAt(0) || text.charAt(at - 1) === sign.charAt(0);
  return !isRun && !(at > 0 && isSpace(text.charCodeAt(at - 1)) && isWordAt(text, end));
}
