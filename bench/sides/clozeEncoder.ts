import { sigmoid } from '../../src/common/sigmoid.js';
import { pairSequence, singleSequence } from '../../src/engine/features/encoderSequence.js';
import type { LoadedEncoder } from '../../src/engine/features/loadedEncoder.js';
import { openModel } from '../../src/engine/openModel.js';
import type { EncoderAnswer, EncoderSide, EncoderSideOptions } from './encoderSide.js';
import { serveSide } from './serveSide.js';
import type { SideInfo } from './side.js';

/** Our encoder, as the engine's features use it. */
class ClozeEncoderSide implements EncoderSide {
  #loaded: LoadedEncoder | undefined;

  async open({ model, threads, cacheFolder }: EncoderSideOptions): Promise<SideInfo> {
    this.#loaded = await openModel({ role: 'encoder', model, device: 'cpu' }, { modelFolders: [], cacheFolder, threads });
    return { name: 'Cloze', version: '' };
  }

  async fill(texts: readonly string[]): Promise<EncoderAnswer<readonly string[]>> {
    const { encoder, tokenizer, special } = this.#opened();
    const started = performance.now();
    const sequences = texts.map((text) => {
      const { tokens } = singleSequence(special, tokenizer.encodeWithSpecialTokens(text));
      return { tokens, masks: [{ position: tokens.findIndex((token) => token === special.mask) }] };
    });
    const distributions = await encoder.maskedDistributions(sequences, 5);
    const answers = distributions.map(([place]) => (place?.tokens ?? []).map((token) => tokenizer.decode([token])));
    return { ms: performance.now() - started, answers };
  }

  async follow(pairs: readonly (readonly [string, string])[]): Promise<EncoderAnswer<number>> {
    const { encoder, tokenizer, special } = this.#opened();
    const started = performance.now();
    const odds = await encoder.nextSentence(
      pairs.map(([first, second]) => pairSequence(special, tokenizer.encode(first), tokenizer.encode(second))),
    );
    return { ms: performance.now() - started, answers: odds.map((logOdds) => sigmoid(logOdds)) };
  }

  async close(): Promise<void> {
    await this.#loaded?.encoder.dispose();
  }

  #opened(): LoadedEncoder {
    if (this.#loaded === undefined) throw new Error('The side is not open.');
    return this.#loaded;
  }
}

serveSide(new ClozeEncoderSide());
