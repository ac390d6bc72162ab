import { countOf, prevalent } from './prevalent.js';

const forms = {
  em: '—',
  spacedEm: ' — ',
  spacedEn: ' – ',
  spacedHyphen: ' - ',
  hyphens: '--',
  spacedHyphens: ' -- ',
  threeHyphens: '---',
} as const;

/** Signs that may be a dash between words: an en dash or a hyphen only with spaces around, so "5–10" and "well-known" are none. */
const dash = /(\s*)(?<![-–—]\s*)(—|(?<=\s)[–-](?=\s|$)|-{2,3})(?!\s*[-–—])(\s*)/g;

/** Dashes between words as the text before writes them, with or without spaces. */
export function matchDashes(completion: string, before: string): string {
  const form = formOf(before);
  if (form === undefined) return completion;
  return completion.replace(dash, (found: string, left: string, sign: string, right: string, offset: number) => {
    const previous = (before.slice(-40) + completion.slice(0, offset)).trimEnd();
    const next = completion.slice(offset + found.length);
    if (!isBetweenWords(before + completion.slice(0, offset + left.length), previous, next)) return found;
    // "--flag" is no dash.
    if (sign.startsWith('--') && next !== '' && (left === '') !== (right === '')) return found;
    const hasSpaceBefore = left === '' && offset === 0 && /\s$/.test(before);
    const text = hasSpaceBefore ? forms[form].trimStart() : forms[form];
    return next === '' && right === '' ? text.trimEnd() : text;
  });
}

function formOf(before: string): keyof typeof forms | undefined {
  return prevalent({
    em: countOf(before, /\S—(?=\S)/g),
    spacedEm: countOf(before, /\S — (?=\S)/g),
    spacedEn: countOf(before, /\S – (?=\S)/g),
    spacedHyphen: countOf(before, /\p{L} - (?=\p{L})/gu),
    hyphens: countOf(before, /[\p{L}\p{N}”"’.,!?]--(?=[\p{L}“"‘])/gu),
    spacedHyphens: countOf(before, /\S -- (?=\S)/g),
    threeHyphens: countOf(before, /[\p{L}”"’.,!?]---(?=[\p{L}“"‘])/gu),
  });
}

/** A dash at the start of a line begins what somebody says or an item of a list; one between numbers is a range or a minus. */
function isBetweenWords(upToDash: string, previous: string, next: string): boolean {
  return !/(?:^|\n)\s*$/.test(upToDash.slice(-40)) && !(/\d$/.test(previous) && /^\d/.test(next));
}
