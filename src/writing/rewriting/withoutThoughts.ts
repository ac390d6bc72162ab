import { maxOf } from '../../common/extremes.js';

/** An answer without what the model only thought. */
export interface Said {
  readonly text: string;
  /** Whether it still thinks at the end of it. */
  readonly isThinking: boolean;
}

/** How models mark their thoughts. */
const marks: readonly { readonly open: string; readonly close: string }[] = [
  { open: '<think>', close: '</think>' },
  { open: '<thinking>', close: '</thinking>' },
  { open: '<thought>', close: '</thought>' },
  { open: '<reasoning>', close: '</reasoning>' },
  { open: '<seed:think>', close: '</seed:think>' },
  { open: '[THINK]', close: '[/THINK]' },
  { open: '<|START_THINKING|>', close: '<|END_THINKING|>' },
];

const longestMark = maxOf(marks.map(({ close }) => close.length));

/** Whether a prompt ends where the model is to think. */
export function asksForThoughts(prompt: string): boolean {
  const end = prompt.slice(-200).trimEnd();
  return marks.some(({ open }) => end.endsWith(open));
}

/**
 * Takes the thoughts out of an answer, or out of the beginning of one. A thought that only ends began with the answer. What may become a mark
 * is held back. Marks that the given text has too are text.
 * @param begins whether the model thinks from the start
 */
export function withoutThoughts(answer: string, begins: boolean, given: string): Said {
  const used = marks.filter(({ open, close }) => !given.includes(open) && !given.includes(close));
  let text = '';
  let closing: readonly string[] | undefined = begins ? used.map(({ close }) => close) : undefined;
  for (let at = 0; ;) {
    const wanted = closing ?? used.flatMap(({ open, close }) => [open, close]);
    const found = firstOf(answer, wanted, at);
    if (found === undefined) {
      const rest = closing === undefined ? withoutBegunMark(answer.slice(at), wanted) : '';
      return { text: text + rest, isThinking: closing !== undefined };
    }
    const opened = used.find(({ open }) => open === found.mark);
    if (opened !== undefined) {
      text += answer.slice(at, found.at);
      closing = [opened.close];
    } else {
      // Without a beginning, all before it was thought.
      if (closing === undefined) text = '';
      closing = undefined;
    }
    at = found.at + found.mark.length;
  }
}

function firstOf(text: string, wanted: readonly string[], from: number): { readonly mark: string; readonly at: number } | undefined {
  const found = wanted.map((mark) => ({ mark, at: text.indexOf(mark, from) })).filter(({ at }) => at >= 0);
  return found.sort((a, b) => a.at - b.at)[0];
}

/** A text without the beginning of a mark at its end. */
function withoutBegunMark(text: string, wanted: readonly string[]): string {
  const end = text.slice(-longestMark);
  for (let at = 0; at < end.length; at++) {
    if (wanted.some((mark) => mark.startsWith(end.slice(at)))) return text.slice(0, text.length - end.length + at);
  }
  return text;
}
