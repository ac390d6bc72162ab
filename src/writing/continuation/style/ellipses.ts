import { countOf, prevalent } from './prevalent.js';

const forms = { sign: '…', dots: '...', spaced: '. . .' } as const;

/** Ellipses as the text before writes them: `…`, `...` or `. . .`. */
export function matchEllipses(completion: string, before: string): string {
  const form = prevalent({
    sign: countOf(before, /…/g),
    dots: countOf(before, /(?<!\.)\.\.\.(?!\.)/g),
    spaced: countOf(before, /\. \. \./g),
  });
  return form === undefined ? completion : completion.replace(/…|(?<!\.)\.\.\.(?!\.)|\. \. \./g, forms[form]);
}
