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

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
