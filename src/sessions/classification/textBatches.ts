/** Texts that are classified at a time, and how many were asked for up to there. */
export interface TextBatch<Name> {
  readonly texts: readonly { readonly name: Name; readonly text: string }[];
  readonly done: number;
}

/** Reads texts some at a time, so that what is done stays when the rest is given up. One that `read` has nothing for is left out. */
export async function* textBatches<Name>(
  names: readonly Name[],
  size: number,
  read: (name: Name) => Promise<string | undefined>,
): AsyncGenerator<TextBatch<Name>> {
  for (let from = 0; from < names.length; from += size) {
    const texts: { readonly name: Name; readonly text: string }[] = [];
    for (const name of names.slice(from, from + size)) {
      const text = await read(name);
      if (text !== undefined) texts.push({ name, text });
    }
    yield { texts, done: Math.min(names.length, from + size) };
  }
}
