/** How often something is found in a text. */
export function countOf(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

/** The name that is counted most often, if it is counted at all and no other as often. */
export function prevalent<Name extends string>(counts: Readonly<Record<Name, number>>): Name | undefined {
  const ranked = (Object.entries(counts) as [Name, number][]).sort(([, a], [, b]) => b - a);
  const [first, second] = ranked;
  return first && first[1] > 0 && first[1] > (second?.[1] ?? 0) ? first[0] : undefined;
}
