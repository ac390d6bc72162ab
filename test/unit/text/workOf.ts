/**
 * The work that an action does on strings, in characters that are looked at: a measure of time that is the same on every
 * machine. Counted are the methods that walk along a text, and regular expressions (all of them call `exec`).
 */
export function workOf(action: () => void): number {
  let work = 0;
  const restore = [
    ...['charCodeAt', 'charAt', 'codePointAt', 'startsWith'].map((name) => wrap(String.prototype, name, () => (work += 1))),
    wrap(String.prototype, 'indexOf', ({ self, parameters: [sign, from], result }) => {
      const start = typeof from === 'number' ? from : 0;
      const end = typeof result === 'number' && result >= 0 ? result + String(sign).length : String(self).length;
      work += Math.max(1, end - start);
    }),
    wrap(RegExp.prototype, 'exec', (call) => (work += charactersRead(call))),
  ];
  try {
    action();
  } finally {
    for (const undo of restore) undo();
  }
  return work;
}

interface Call {
  readonly self: unknown;
  readonly parameters: readonly unknown[];
  readonly result: unknown;
  /** A regular expression's `lastIndex` before the call. */
  readonly lastIndex: number;
}

type Method = (this: unknown, ...parameters: unknown[]) => unknown;

function wrap(owner: object, name: string, count: (call: Call) => void): () => void {
  const original = Reflect.get(owner, name) as Method;
  Reflect.set(owner, name, function (this: unknown, ...parameters: unknown[]) {
    const lastIndex = this instanceof RegExp ? this.lastIndex : 0;
    const result = original.apply(this, parameters);
    count({ self: this, parameters, result, lastIndex });
    return result;
  });
  return () => Reflect.set(owner, name, original);
}

/** A search that is not bound to one place walks to what it finds, or to the end; one that is, over what it matches. */
function charactersRead({ self, parameters: [text], result, lastIndex }: Call): number {
  if (!(self instanceof RegExp)) return 0;
  const start = self.global || self.sticky ? lastIndex : 0;
  const found = result as RegExpExecArray | null;
  if (found) return Math.max(1, found.index + found[0].length - start);
  const isBound = self.sticky || self.source.charCodeAt(0) === 94;
  return isBound ? 1 : Math.max(1, String(text).length - start);
}
