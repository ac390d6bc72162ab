import { regexSteps } from '../../util/regexSteps.js';

/**
 * The work that an action does on strings, in characters that are looked at: a measure of time that is the same on every
 * machine. Counted are the methods that walk along a text, and the steps of regular expressions (all of them call `exec`).
 */
export function workOf(action: () => void): number {
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
    wrap(RegExp.prototype, 'exec', ({ self, parameters: [text], lastIndex }) => stepsFrom(self as RegExp, String(text), lastIndex)),
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

function stepsFrom(pattern: RegExp, text: string, from: number): number {
  const { lastIndex } = pattern;
  pattern.lastIndex = from;
  const steps = regexSteps(pattern, text);
  pattern.lastIndex = lastIndex;
  return Math.max(1, steps);
}
