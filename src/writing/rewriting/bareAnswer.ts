/** How models begin a line that only says that the text comes. */
const preamble = /^(?:sure|certainly|of course|okay|ok|absolutely|here(?:'s|’s| is| are| you go))\b[^\n]{0,200}/i;

const quotes: readonly (readonly [string, string])[] = [
  ['"', '"'],
  ['“', '”'],
  ['„', '“'],
  ['«', '»'],
  ['"""', '"""'],
];

/**
 * What a model has written, without what it put around it: a line that says that the text comes, a code fence, quotation marks. Of these only
 * what the given text does not have itself. White space around it is gone.
 * @param isWhole whether the answer has ended; what may still be such a line is held back before
 */
export function bareAnswer(answer: string, given: string, isWhole: boolean): string {
  const text = answer.trim();
  return withoutQuotes(withoutFence(withoutPreamble(text, given, isWhole), given.trim(), isWhole), given.trim());
}

function withoutPreamble(text: string, given: string, isWhole: boolean): string {
  const line = preamble.exec(text)?.[0];
  if (line === undefined || given.trimStart().startsWith(line)) return text;
  if (line.length === text.length) return isWhole ? text : '';
  return /[:：]\**\s*$/.test(line) ? text.slice(line.length).trim() : text;
}

function withoutFence(text: string, given: string, isWhole: boolean): string {
  const open = /^```[^\n`]*\n/.exec(text)?.[0];
  if (open === undefined || given.startsWith('```')) return text;
  const inside = text.slice(open.length);
  if (inside.endsWith('\n```')) return inside.slice(0, -4);
  return isWhole ? text : inside;
}

function withoutQuotes(text: string, given: string): string {
  const around = quotes.findLast(
    ([open, close]) => text.length > open.length + close.length && text.startsWith(open) && text.endsWith(close),
  );
  if (around === undefined || given.startsWith(around[0])) return text;
  const inside = text.slice(around[0].length, -around[1].length);
  // Two quotations are not one around the text.
  return inside.includes(around[0]) || inside.includes(around[1]) ? text : inside.trim();
}
