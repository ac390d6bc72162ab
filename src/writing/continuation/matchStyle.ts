import { matchDashes } from './style/dashes.js';
import { matchEllipses } from './style/ellipses.js';
import { matchHeading } from './style/heading.js';
import { matchListMarkers } from './style/listMarkers.js';
import { matchMarkup } from './style/markup.js';
import { matchQuotes } from './style/quotes.js';
import { matchSpelling } from './style/spelling.js';

/** How much of the text before the caret shows its style, in characters. */
const reach = 12_000;

/** Code and addresses, which keep their characters. */
const verbatim = /`+[^`]+`+|(?:https?:\/\/|www\.)\S+/g;
/** Stands for each of them meanwhile: a character that no text has, so that the text before is read once for all that is between them. */
const standIn = '\uE000';

/** One habit of writing: a completion, as it would be in a text that goes before it. */
type Habit = (completion: string, before: string) => string;

const wholeHabits: readonly Habit[] = [matchMarkup, matchListMarkers, matchHeading];
const proseHabits: readonly Habit[] = [matchQuotes, matchDashes, matchEllipses, matchSpelling];

/**
 * A completion in the style of the text before it: its quotation marks and apostrophes, dashes, ellipses, British or
 * American spelling, headings, list markers, and no markup that it does not use. A habit is followed only where the text
 * shows one.
 */
export function matchStyle(completion: string, contextBefore: string): string {
  const before = contextBefore.slice(-reach);
  const text = apply(wholeHabits, completion, before);
  if (text.includes(standIn)) return text;
  const kept = text.match(verbatim)?.values();
  return apply(proseHabits, text.replace(verbatim, standIn), before).replaceAll(standIn, (sign) => kept?.next().value ?? sign);
}

function apply(habits: readonly Habit[], completion: string, before: string): string {
  return habits.reduce((text, habit) => (text === '' ? text : habit(text, before)), completion);
}
