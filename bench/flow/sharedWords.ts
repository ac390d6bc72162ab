import { linesOf } from '../harness/linesOf.js';

/** So many words in a row that two texts share are a copy. */
const gramLength = 13;

/** Every run of 13 words of some texts, to keep what they hold out of the data that a model is fitted on. */
export class SharedWords {
  readonly #grams = new Set<string>();

  constructor(texts: readonly string[]) {
    for (const text of texts) for (const gram of grams(text)) this.#grams.add(gram);
  }

  /** The texts of files of JSON lines, such as evaluation sets. */
  static async ofSets(files: readonly string[]): Promise<SharedWords> {
    return new SharedWords((await linesOf(files)).map((line) => textsOf(JSON.parse(line))));
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

/** All texts in a JSON value. */
export function textsOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'object' && value !== null ? Object.values(value).map(textsOf).join(' ') : '';
}
