import { properNames } from './properNames.js';

const known = new Map(properNames.map((form) => [form.toLowerCase(), form]));

/** A word inside a sentence: a small letter, a comma or a semicolon stands before it. */
const inside = /(?<=[\p{Ll},;][ \n])\p{L}[\p{L}\p{M}]*/gu;

/**
 * How words that come in small letters are written inside a sentence: as the text itself writes them there most of the time, else as
 * names are.
 */
export class OwnCasing {
  readonly #written = new Map<string, Map<string, number>>();

  constructor(text: string) {
    for (const [form] of text.matchAll(inside)) {
      const forms = this.#written.get(form.toLowerCase()) ?? new Map<string, number>();
      this.#written.set(form.toLowerCase(), forms.set(form, (forms.get(form) ?? 0) + 1));
    }
  }

  of(word: string): string {
    const forms = [...(this.#written.get(word) ?? [])].sort(([, a], [, b]) => b - a);
    return forms[0]?.[0] ?? known.get(word) ?? word;
  }
}
