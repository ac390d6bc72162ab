import { BoundedMap } from '../../../common/boundedMap.js';
import type { CancellationToken } from '../../../common/cancellation.js';
import type { Encoder, MaskedDistribution, MaskedSequence } from '../../runtime/encoder.js';

/** How many answers are kept: the places of some sentences. */
const maxKept = 16;

/**
 * Remembers what an encoder said about the latest sequences. A list of words is asked for twice, first quickly and then with all that
 * can be known, and the second time need not read the sentence again.
 */
export class AnswerMemory {
  readonly #answers = new BoundedMap<string, MaskedDistribution[]>(maxKept);
  #encoder: Encoder | undefined;

  async ask(encoder: Encoder, sequence: MaskedSequence, top: number, cancel?: CancellationToken): Promise<readonly MaskedDistribution[]> {
    if (encoder !== this.#encoder) this.#answers.clear();
    this.#encoder = encoder;
    const key = JSON.stringify([top, sequence.tokens, sequence.masks]);
    const known = this.#answers.get(key);
    if (known !== undefined) return known;
    const [answer = []] = await encoder.maskedDistributions([sequence], top, cancel);
    this.#answers.set(key, answer);
    return answer;
  }
}
