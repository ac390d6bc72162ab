import type { TextContext } from '../../common/methods/completion.js';
import { skipSpace, trimEndOffset } from '../characters.js';
import { headingFinder, headingLines } from './headingLines.js';
import { sentenceStartFrom } from '../sentences.js';

/** The front moves in steps of about this part of the budget. */
const stepShare = 0.25;
/** The most part of the budget that headings may take. */
const headingShare = 0.25;
/** The start of a text tells how many of its characters make a token. Shorter texts are taken for English. */
const sampleLength = 1000;
const charactersPerToken = 4;
/** How far to look for the start of a sentence, in characters. */
const longestSentence = 4000;
/** The finest step, in characters. */
const finestStep = 32;

/** How many tokens a text has. */
type Count = (text: string) => number;

/**
 * The prompt for a context: headings that are not in the text, as Markdown headings, then as many whole sentences from the
 * end of `before` as fit into `budgetTokens`. Only a last sentence that alone is longer is cut, at a word.
 *
 * Where the prompt starts depends on the front of `before` and on how many steps, each about a quarter of the budget, have
 * fallen off. So it stays the same while a writer types on, and a cache of the prompt stays valid.
 *
 * `count` is called eight times or less for a usual text, for a quarter more than the budget's worth of text in all. Each call
 * but one is for a stretch that does not change while one types, so a memory of past counts answers it.
 */
export function fitContext(context: TextContext, budgetTokens: number, count: Count): string {
  const { headings, reserve } = fitHeadings(context.headings, budgetTokens * headingShare, count);
  const { before } = context;
  const budget = Math.floor(budgetTokens - reserve);
  const sample = before.slice(0, sampleLength);
  const ratio = sample.length < sampleLength ? charactersPerToken : sampleLength / Math.max(1, count(sample));
  const step = Math.max(finestStep, Math.ceil(budget * stepShare * ratio));
  const text = before.slice(sentenceFront(before, budget, step, count) ?? wordFront(before, budget, step, count));
  const isInText = headingFinder(text);
  return headingLines(headings, (heading) => !isInText(heading)) + text;
}

/** Drops headings from the second on while they take too much; the title and the innermost stay longest. */
function fitHeadings(
  all: readonly string[],
  budget: number,
  count: Count,
): { readonly headings: readonly string[]; readonly reserve: number } {
  const headings = [...all];
  while (headings.length > 0) {
    const reserve = count(headingLines(headings));
    if (reserve <= budget) return { headings, reserve };
    headings.splice(headings.length > 2 ? 1 : 0, 1);
  }
  return { headings, reserve: 0 };
}

/**
 * The first sentence start on a grid of `step` characters from which all to the end of the text fits. Where not even the
 * last one fits, the grid is made finer; `undefined` when the last sentence alone is too long.
 */
function sentenceFront(text: string, budget: number, step: number, count: Count): number | undefined {
  let front: number | undefined;
  let left = budget;
  for (let place = Math.floor(text.length / step) * step; place >= 0; place -= step) {
    const start = place === 0 ? 0 : sentenceStartFrom(text, place, longestSentence);
    if (start === undefined || start === front) continue;
    left -= front === undefined ? countTail(text.slice(start), budget, count) : count(text.slice(start, front));
    if (left < 0) break;
    front = start;
  }
  if (front !== undefined || step === finestStep) return front;
  return sentenceFront(text, budget, Math.max(finestStep, Math.ceil(step / 2)), count);
}

/**
 * Tokens of the text before the caret. The word at the caret is rated alike whatever its letters are, because its true number of
 * tokens goes up and down as it is typed, which could move the front to and fro.
 */
function countTail(text: string, budget: number, count: Count): number {
  const openWord = Math.min(24, Math.floor(budget / 16));
  const word = /[!-~]*$/.exec(text.slice(-openWord - 1))?.[0] ?? '';
  return word.length > openWord ? count(text) : count(text.slice(0, text.length - word.length)) + openWord;
}

/** Where to cut a last sentence that is too long: at a word, in steps where that leaves something. */
function wordFront(text: string, budget: number, step: number, count: Count): number {
  const end = trimEndOffset(text, 0, text.length);
  for (let kept = Math.min(end, budget * charactersPerToken * 2); kept > 0;) {
    const aligned = Math.ceil((text.length - kept) / step) * step;
    const start = wordStart(text, aligned < end ? aligned : text.length - kept);
    if (start >= end) break;
    const tokens = count(text.slice(start));
    if (tokens <= budget) return start;
    kept = Math.floor((text.length - start) * Math.min(0.9, budget / tokens));
  }
  return text.length;
}

/** The start of the next word near an offset; in a script without spaces, the next character. */
function wordStart(text: string, offset: number): number {
  const space = offset === 0 ? -1 : text.slice(offset, offset + 100).search(/\s/);
  const start = space < 0 ? offset : skipSpace(text, offset + space);
  return isLowSurrogate(text.charCodeAt(start)) ? start + 1 : start;
}

function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff;
}
