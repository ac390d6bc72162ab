import { isWordAt } from '../../prose/characters.js';

/** Signs that add nothing to what stands before the caret already: dots to dots or to a question, a comma to a comma. */
const repeated: readonly (readonly [before: RegExp, completion: RegExp])[] = [
  [/[.…!?]["'”’»)*_]*$/, /^(?:[.…]|\. )+/],
  [/[,;:!?…]$/, /^[,;:]+/],
];

/** A completion without the punctuation with which it goes on from punctuation before the caret: "I do not know...| ... I am". */
export function jointPunctuation(completion: string, before: string): string {
  const tail = before.slice(-8);
  for (const [ends, begins] of repeated) {
    const found = ends.test(tail) ? begins.exec(completion)?.[0] : undefined;
    if (found === undefined || /^\.\d/.test(completion)) continue;
    const rest = completion.slice(found.length);
    return isWordAt(rest, 0) ? ` ${rest}` : rest;
  }
  return completion;
}
