import { countOf, prevalent } from './prevalent.js';

const forms = { em: '—', spacedEm: ' — ', spacedEn: ' – ', hyphens: '--', spacedHyphens: ' -- ', threeHyphens: '---' } as const;

/** A dash between words. A spaced en dash is one; "5–10" is a range, and "--flag" and a line of hyphens are no dashes. */
const dash = /(\s*)(?:—|(?<=\s)–(?=\s|$)|(?<![-\w]-?)(?<!-)--{1,2}(?![-\w])|(?<=\w)--{1,2}(?=\w))(\s*)/g;

/** Dashes between words as the text before writes them, with or without spaces. */
export function matchDashes(completion: string, before: string): string {
  const form = prevalent({
    em: countOf(before, /\S—(?=\S)/g),
    spacedEm: countOf(before, /\S — (?=\S)/g),
    spacedEn: countOf(before, /\S – (?=\S)/g),
    hyphens: countOf(before, /[\p{L}\p{N}”"’.,!?]--(?=[\p{L}“"‘])/gu),
    spacedHyphens: countOf(before, /\S -- (?=\S)/g),
    threeHyphens: countOf(before, /[\p{L}”"’.,!?]---(?=[\p{L}“"‘])/gu),
  });
  if (form === undefined) return completion;
  return completion.replace(dash, (found: string, left: string, right: string, offset: number) => {
    const start = offset + left.length;
    // A dash at the start of a line begins what somebody says, or an item of a list.
    if (/(?:^|\n)\s*$/.test((before + completion.slice(0, start)).slice(-40))) return found;
    const hasSpaceBefore = left === '' && offset === 0 && /\s$/.test(before);
    const isAtEnd = start + found.trim().length + right.length === completion.length && right === '';
    const text = hasSpaceBefore ? forms[form].trimStart() : forms[form];
    return isAtEnd ? text.trimEnd() : text;
  });
}
