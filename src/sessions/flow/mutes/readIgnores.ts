import { type ClozeIgnore, readClozeIgnore } from '../../../writing/flow/mutes/clozeIgnore.js';

/** The `.clozeignore` of each folder as it was read last: most checks find it as it was, and its patterns are costly to compile. */
export class ReadIgnores {
  readonly #known = new Map<string, { readonly text: string; readonly ignore: ClozeIgnore }>();

  /** What a `.clozeignore` says whose text is this by now. */
  of(uri: string, text: string): ClozeIgnore {
    const known = this.#known.get(uri);
    if (known?.text === text) return known.ignore;
    const ignore = readClozeIgnore(text);
    this.#known.set(uri, { text, ignore });
    return ignore;
  }
}
