import { anchorLength, type TextPlace } from '../../../common/panelProtocol/place.js';
import { excerptEnd } from '../../../prose/excerpt.js';

/** How many characters name a place: fewer than are known of it, so that a text that begins inside a word is cut at a word. */
const longest = anchorLength - 1;

/** Names a place by the text before it, with a mark for the cursor; "↵" is an end of a line between them. */
export function placeTitle({ before, text }: Pick<TextPlace, 'before' | 'text'>): string {
  const lines = before.trimStart().split(/\r?\n/);
  const last = Math.max(
    0,
    lines.findLastIndex((line) => line.trim() !== ''),
  );
  const line = `${lines[last] ?? ''}${'↵'.repeat(lines.length - 1 - last)}`;
  return `${excerptEnd(line, longest)}${text === '' ? '▏' : text}`;
}
