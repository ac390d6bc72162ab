import { fingerprint } from '../writing/flow/mutes/fingerprint.js';

/**
 * Tells findings apart from run to run by their words, so that a finding stays the same where lines are added above it or markup changes.
 * Findings of a file with the same words are numbered in their order.
 */
export class SarifFingerprints {
  readonly #seen = new Map<string, number>();

  /**
   * The `partialFingerprints` of a result.
   * @param name what is told apart, with the version of the rule by which it is
   */
  of(name: `${string}/v${number}`, uri: string, text: string): Readonly<Record<string, string>> {
    const print = fingerprint(text);
    const key = `${uri}\n${name}\n${print}`;
    const count = (this.#seen.get(key) ?? 0) + 1;
    this.#seen.set(key, count);
    return { [name]: count === 1 ? print : `${print}:${count}` };
  }
}
