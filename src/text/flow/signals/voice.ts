/** Who a sentence speaks of: the narrator, the reader, or others. Undefined where it does not say. */
export function personOf(text: string): 'first' | 'second' | 'third' | undefined {
  const counts = {
    first: count(text, /\b(?:I|we|me|us|my|our|myself|ourselves)\b/g),
    second: count(text, /\b(?:you|your|yours|yourself)\b/gi),
    third: count(text, /\b(?:he|she|him|her|his|hers|himself|herself)\b/gi),
  };
  const most = Math.max(counts.first, counts.second, counts.third);
  if (most === 0) return undefined;
  return (['first', 'second', 'third'] as const).find((person) => counts[person] === most);
}

const past =
  /\b(?:was|were|had|did|said|went|came|took|made|saw|knew|thought|got|gave|found|told|felt|left|became|began|stood|could|\p{L}{3,}ed)\b/giu;
const present =
  /\b(?:is|are|am|has|have|does|do|can|will|may|must|says?|goes?|comes?|takes?|makes?|means?|uses?|needs?|allows?|provides?)\b/giu;

/** Whether a text tells of the past or the present. Undefined where it does not say. */
export function tenseOf(text: string): 'past' | 'present' | undefined {
  const difference = count(text, past) - count(text, present);
  return difference === 0 ? undefined : difference > 0 ? 'past' : 'present';
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
