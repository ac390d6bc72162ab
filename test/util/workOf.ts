/**
 * The work that an action does on strings, in characters that are looked at: a measure of time that is the same on every
 * machine. Counted are the methods that walk along a text, and regular expressions (all of them call `exec`).
 * @param ofSearch the work of a call of `exec`; where absent, the characters from its start to the end of what it finds
 */
export function workOf(action: () => void, ofSearch: (call: Call) => number = charactersRead): number {
  let work = 0;
  let isCounting = true;
  const wrap = (owner: object, name: string, count: (call: Call) => number): (() => void) => {
    const original = Reflect.get(owner, name) as Method;
    Reflect.set(owner, name, function (this: unknown, ...parameters: unknown[]) {
      const lastIndex = this instanceof RegExp ? this.lastIndex : 0;
      const result = original.apply(this, parameters);
      if (isCounting) {
        isCounting = false;
        work += count({ self: this, parameters, result, lastIndex });
        isCounting = true;
      }
      return result;
    });
    return () => Reflect.set(owner, name, original);
  };
  const restore = [
    ...['charCodeAt', 'charAt', 'codePointAt', 'startsWith'].map((name) => wrap(String.prototype, name, () => 1)),
    wrap(String.prototype, 'indexOf', ({ self, parameters: [sign, from], result }) => {
      const start = typeof from === 'number' ? from : 0;
      const end = typeof result === 'number' && result >= 0 ? result + String(sign).length : String(self).length;
      return Math.max(1, end - start);
    }),
    wrap(RegExp.prototype, 'exec', ofSearch),
  ];
  try {
    action();
  } finally {
    for (const undo of restore) undo();
  }
  return work;
}

export interface Call {
  readonly self: unknown;
  readonly parameters: readonly unknown[];
  readonly result: unknown;
  /** A regular expression's `lastIndex` before the call. */
  readonly lastIndex: number;
}

type Method = (this: unknown, ...parameters: unknown[]) => unknown;

/** A search that is not bound to one place walks to what it finds, or to the end; one that is, over what it matches. */
function charactersRead({ self, parameters: [text], result, lastIndex }: Call): number {
  if (!(self instanceof RegExp)) return 0;
  const start = self.global || self.sticky ? lastIndex : 0;
  const found = result as RegExpExecArray | null;
  if (found) return Math.max(1, found.index + found[0].length - start);
  const isBound = self.sticky || self.source.charCodeAt(0) === 94;
  return isBound ? 1 : Math.max(1, String(text).length - start);
}
