import { nextMatch } from '../nextMatch.js';

/** Finds what closes a construct of a text, for offsets that go forward. */
export type Closers = ReturnType<typeof closersOf>;

export function closersOf(content: string) {
  let pairs: ReadonlyMap<number, number> | undefined;
  const bracket = nextMatch(content, /(?<!\\)\]/g);
  return {
    code: nextMatch(content, /(?<![\s`])`(?![\p{L}\p{N}_"'`])/gu),
    doubleCode: nextMatch(content, /``/g),
    literalCode: nextMatch(content, /(?<!\s)\+`(?![\p{L}\p{N}_])/gu),
    doubleQuote: nextMatch(content, /(?<!\s)`"(?![\p{L}\p{N}_])/gu),
    singleQuote: nextMatch(content, /(?<!\s)`'(?![\p{L}\p{N}_])/gu),
    '*': nextMatch(content, /(?<![\s*\\])\*(?![*\p{L}\p{N}_])/gu),
    _: nextMatch(content, /(?<![\s_\\])_(?![\p{L}\p{N}_])/gu),
    '#': nextMatch(content, /(?<![\s#\\])#(?![#\p{L}\p{N}_])/gu),
    '+': nextMatch(content, /(?<![\s+\\])\+(?![+\p{L}\p{N}_])/gu),
    '**': nextMatch(content, /\*\*/g),
    __: nextMatch(content, /__/g),
    '##': nextMatch(content, /##/g),
    '++': nextMatch(content, /\+\+/g),
    '+++': nextMatch(content, /\+\+\+/g),
    reference: nextMatch(content, />>/g),
    /** The bracket that closes the one at an offset: its partner where all are balanced, else the next. */
    bracket: (open: number): number | undefined => {
      pairs ??= bracketPairs(content);
      return pairs.get(open) ?? bracket(open + 1)?.index;
    },
  };
}

function bracketPairs(content: string): Map<number, number> {
  const pairs = new Map<number, number>();
  const open: number[] = [];
  for (const { index, 0: sign } of content.matchAll(/(?<!\\)[[\]]/g)) {
    if (sign === '[') open.push(index);
    else {
      const start = open.pop();
      if (start !== undefined) pairs.set(start, index);
    }
  }
  return pairs;
}
