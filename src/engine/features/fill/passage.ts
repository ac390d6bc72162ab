import type { Span } from '../../../prose/span.js';
import { sentences } from '../../../prose/sentences.js';
import { withStandIns } from '../../../writing/masking/casing.js';
import { OwnCasing } from '../../../writing/masking/ownCasing.js';
import type { FillMaskRequest } from '../../../common/methods/maskedWords.js';
import { type Gap, gapsOf } from './gap.js';

/** What a request's text holds. */
export interface Passage {
  readonly text: string;
  readonly gaps: readonly Gap[];
  readonly sentences: readonly Span[];
  readonly own: OwnCasing;
}

/** How many gaps of one sentence are filled together; of more, each by itself. */
export const maxTogether = 8;

export function passageOf({ text, places }: FillMaskRequest): Passage {
  const gaps = gapsOf(text, places);
  return { text, gaps, sentences: sentences(withStandIns(text, gaps)), own: new OwnCasing(text) };
}

/** The gaps that words are wanted for, those of one sentence in one list. */
export function bySentence({ gaps, sentences: all }: Passage): Gap[][] {
  const groups = new Map<number, Gap[]>();
  for (const gap of gaps.filter(({ place }) => place !== undefined)) {
    const sentence = all.findLastIndex(({ start }) => start <= gap.start);
    groups.set(sentence, [...(groups.get(sentence) ?? []), gap]);
  }
  return [...groups.values()].flatMap((group) => (group.length > maxTogether ? group.map((gap) => [gap]) : [group]));
}

/** The text before a gap, with words in gaps; it starts after the last gap that has none. */
export function textBefore(passage: Passage, gap: Gap, words: ReadonlyMap<Gap, string>): string {
  const earlier = passage.gaps.filter(({ end }) => end <= gap.start);
  const open = earlier.findLast((each) => !words.has(each));
  return filled(passage.text, open?.end ?? 0, gap.start, earlier, words);
}

/** The text after a gap up to an offset, with words in gaps; it ends before the first gap that has none. */
export function textBehind(passage: Passage, gap: Gap, end: number, words: ReadonlyMap<Gap, string>): string {
  const later = passage.gaps.filter(({ start }) => start >= gap.end);
  const open = later.find((each) => !words.has(each));
  return filled(passage.text, gap.end, Math.min(end, open?.start ?? passage.text.length), later, words);
}

function filled(text: string, from: number, to: number, gaps: readonly Gap[], words: ReadonlyMap<Gap, string>): string {
  let result = '';
  let done = from;
  for (const gap of gaps.filter(({ start, end }) => start >= from && end <= to)) {
    result += text.slice(done, gap.start) + (words.get(gap) ?? '');
    done = gap.end;
  }
  return result + text.slice(done, to);
}
