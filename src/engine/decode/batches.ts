/** Puts as many sequences together as have at most `most` tokens in all, at least one. */
export function batches<T extends { readonly tokens: readonly unknown[] }>(sequences: readonly T[], most: number): T[][] {
  const result: T[][] = [];
  let room = 0;
  for (const sequence of sequences) {
    room -= sequence.tokens.length;
    if (room >= 0) result.at(-1)?.push(sequence);
    else {
      result.push([sequence]);
      room = most - sequence.tokens.length;
    }
  }
  return result;
}
