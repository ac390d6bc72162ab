import { isEnglish } from '../flow/english.js';
import type { Span } from '../../prose/span.js';
import type { Passage } from './passage.js';

/** Whether the text around a place is English: its paragraph, or where that is short, all that is read with it. What is too short to tell is. */
export function readsAsEnglish({ text, start }: Passage, place: Span): boolean {
  const at = place.start - start;
  const from = text.lastIndexOf('\n\n', at) + 1;
  const to = text.indexOf('\n\n', at);
  return isEnglish(text.slice(from, to < 0 ? text.length : to)) ?? isEnglish(text) ?? true;
}
