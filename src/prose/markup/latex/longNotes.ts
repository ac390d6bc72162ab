import type { Span } from '../../span.js';
import type { Brackets } from './brackets.js';
import { noteCommands } from './commands.js';

const note = new RegExp(`\\\\(?:${[...noteCommands].join('|')})(?![A-Za-z])(?:\\[[^\\][\\n]{0,200}\\])?\\{`, 'g');
const blankLine = /\n[ \t]*\r?\n/;
/** The most characters of a note that is read as one. */
const longest = 10_000;

/** The footnotes of a text that hold blank lines, which end no paragraph around them; in order. */
export function longNotes(text: string, from: number, brackets: Brackets): Span[] {
  const found: Span[] = [];
  note.lastIndex = from;
  for (let match = note.exec(text); match; match = note.exec(text)) {
    const close = brackets.get(note.lastIndex - 1);
    if (close === undefined || close - match.index > longest || !blankLine.test(text.slice(match.index, close))) continue;
    found.push({ start: match.index, end: close + 1 });
    note.lastIndex = close;
  }
  return found;
}
