import { isDigit, trimEndOffset } from '../../../prose/characters.js';
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
const dash = /(?<![-–—]\s*)(—|(?<=\s)[–-](?=\s|$)|-{2,3})(?!\s*[-–—])(\s*)/g;

/** How far before a dash is looked for what stands there. */
const reach = 40;

/** Dashes between words as the text before writes them, with or without spaces. */
export function matchDashes(completion: string, before: string): string {
  const form = formOf(before);
  if (form === undefined) return completion;
  let result = '';
  let done = 0;
  for (const { 0: found, 1: sign = '', 2: right = '', index } of completion.matchAll(dash)) {
    const start = trimEndOffset(completion, done, index);
    const end = index + found.length;
    const written = { sign, left: completion.slice(start, index), right };
    const upToDash = before.slice(-reach) + completion.slice(Math.max(0, index - reach), index);
    const replaced = written.left === '' && start === 0 && /\s$/.test(before) ? forms[form].trimStart() : forms[form];
    const isDash = isBetweenWords(upToDash, completion.slice(end, end + 1)) && !isFlag(written, end === completion.length);
    const text = end === completion.length && right === '' ? replaced.trimEnd() : replaced;
    result += completion.slice(done, start) + (isDash ? text : completion.slice(start, end));
    done = end;
  }
  return result + completion.slice(done);
}

/** "--flag" is no dash. */
function isFlag({ sign, left, right }: { readonly sign: string; readonly left: string; readonly right: string }, isLast: boolean): boolean {
  return sign.startsWith('--') && !isLast && (left === '') !== (right === '');
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

/** A dash at the start of a line begins what a person says or an item of a list; one between numbers is a range or a minus. */
function isBetweenWords(upToDash: string, next: string): boolean {
  const lastLine = upToDash.slice(-reach).trimEnd();
  const isLineStart = lastLine === '' || upToDash.slice(-reach).slice(lastLine.length).includes('\n');
  return !isLineStart && !(isDigit(lastLine.charCodeAt(lastLine.length - 1)) && isDigit(next.charCodeAt(0)));
}
