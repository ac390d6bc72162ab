/** So many words in a row that two texts share are a copy. */
const gramLength = 13;

/** Every run of 13 words of some texts, to keep what they hold out of the data that a model is fitted on. */
export class SharedWords {
  readonly #grams = new Set<string>();

  constructor(texts: readonly string[]) {
    for (const text of texts) for (const gram of grams(text)) this.#grams.add(gram);
  }

  /** Whether a text has 13 words in a row with one of the texts in common. */
  isIn(text: string): boolean {
    for (const gram of grams(text)) if (this.#grams.has(gram)) return true;
    return false;
  }
}

function* grams(text: string): Generator<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  for (let end = gramLength; end <= words.length; end++) yield words.slice(end - gramLength, end).join(' ');
}
