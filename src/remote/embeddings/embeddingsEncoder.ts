import type { CancellationToken } from '../../common/cancellation.js';
import type { EncoderArchitecture } from '../../engine/graph/architectures/encoder.js';
import type { Encoder, EncoderAbilities, EncoderSequence, FeatureQuery } from '../../engine/runtime/encoder.js';
import type { SpecialTokens } from '../../engine/tokenizer/specialTokens.js';
import type { Tokenizer } from '../../engine/tokenizer/tokenizer.js';
import { brokenAnswer, ServerFailure } from '../server/serverFailure.js';
import type { EmbeddingsServer } from './embeddingsServer.js';
import { sequenceTexts } from './sequenceTexts.js';

/** The labels that say whether a second sentence follows the first, as "cloze export --tei" names them. */
export const pairLabels = { follows: 'next', other: 'other' } as const;

/** The same in the order of BERT's own head: its first output says that the sentence follows. */
export const embeddingsLabels = [pairLabels.follows, pairLabels.other] as const;

/** How the engine calls the poolings that the server has. */
const poolings: Readonly<Record<string, 'first' | 'mean'>> = { cls: 'first', mean: 'mean' };

/** What an encoder on a server of Text Embeddings Inference is made of. */
export interface EmbeddingsParts {
  readonly name: string;
  /** The server, as people know it. */
  readonly host: string;
  readonly server: EmbeddingsServer;
  readonly architecture: EncoderArchitecture;
  readonly special: SpecialTokens;
  readonly tokenizer: Tokenizer;
}

/**
 * An encoder that a server of Text Embeddings Inference has. It takes texts and not tokens, and one served model does one thing: it labels
 * texts, says whether sentences follow each other, or makes vectors. What it cannot, it says with the name of what can.
 */
export class EmbeddingsEncoder implements Encoder {
  readonly weightBytes = 0;
  readonly #labels: readonly string[];

  constructor(private readonly parts: EmbeddingsParts) {
    const { model_type: type } = parts.server.info;
    this.#labels = labelsOf((type.classifier ?? type.reranker)?.id2label ?? {});
  }

  get vocabularySize(): number {
    return this.parts.architecture.shape.vocabularySize;
  }

  get contextLength(): number {
    return Math.min(this.parts.architecture.shape.contextLength, this.parts.server.info.max_input_length);
  }

  get hiddenSize(): number {
    return this.parts.architecture.shape.hiddenSize;
  }

  get layers(): number {
    return this.parts.architecture.shape.layers;
  }

  get atOnce(): number {
    return this.parts.server.atOnce;
  }

  get abilities(): EncoderAbilities {
    const multiLabel = this.parts.architecture.heads.labels?.multiLabel;
    return {
      maskedWords: false,
      nextSentence: this.#ratesPairs(),
      ...(this.#labels.length > 0 && { labels: { kind: 'sequence', names: this.#labels, ...(multiLabel && { multiLabel }) } }),
    };
  }

  maskedDistributions(): Promise<never> {
    return this.#lacks('suggests no words for a gap');
  }

  async nextSentence(batch: readonly EncoderSequence[], cancel?: CancellationToken): Promise<number[]> {
    if (!this.#ratesPairs()) return this.#lacks('does not say whether sentences follow each other, unless it has what "cloze export --tei" wrote'); // prettier-ignore
    const { follows, other } = pairLabels;
    const answers = await this.#predict(batch, [follows, other], cancel);
    return answers.map(([next = 0, not = 0]) => next - not);
  }

  async labelLogits(batch: readonly EncoderSequence[], cancel?: CancellationToken): Promise<Float32Array[]> {
    if (this.#labels.length === 0) return this.#lacks('has a model that gives texts no labels');
    return (await this.#predict(batch, this.#labels, cancel)).map((scores) => Float32Array.from(scores));
  }

  async features(
    batch: readonly EncoderSequence[],
    { layers, pooling }: FeatureQuery,
    cancel?: CancellationToken,
  ): Promise<Float32Array[]> {
    const served = poolings[this.parts.server.info.model_type.embedding?.pooling ?? ''];
    const isServed = layers.length === 1 && layers[0] === this.layers && pooling.length === 1 && pooling[0] === served;
    if (!isServed) return this.#lacks(`makes no vectors of the layers that are asked for${served === undefined ? '' : ', only one of each text, of its last layer'}`); // prettier-ignore
    const vectors = await this.parts.server.embed(batch.map((sequence) => this.#texts(sequence)[0]), cancel); // prettier-ignore
    if (vectors.some(({ length }) => length !== this.hiddenSize)) throw brokenAnswer(this.parts.host, `its vectors are not ${this.hiddenSize} numbers long`); // prettier-ignore
    return vectors;
  }

  hiddenStates(): Promise<never> {
    return this.#lacks('tells no vectors of single tokens');
  }

  dispose(): Promise<void> {
    return this.parts.server.close();
  }

  #ratesPairs(): boolean {
    return this.#labels.includes(pairLabels.follows) && this.#labels.includes(pairLabels.other);
  }

  async #predict(batch: readonly EncoderSequence[], labels: readonly string[], cancel: CancellationToken | undefined): Promise<number[][]> {
    const answers = await this.parts.server.predict(batch.map((sequence) => this.#texts(sequence)), cancel); // prettier-ignore
    return answers.map((scores) =>
      labels.map((label) => {
        const score = scores.get(label);
        if (score === undefined) throw brokenAnswer(this.parts.host, `the label "${label}" is not there`);
        return score;
      }),
    );
  }

  #texts(sequence: EncoderSequence): ReturnType<typeof sequenceTexts> {
    return sequenceTexts(sequence, this.parts.special, this.parts.tokenizer);
  }

  #lacks(what: string): Promise<never> {
    const message = `${this.parts.host} (Text Embeddings Inference) ${what}. Use a server of the Open Inference Protocol with what "cloze export --oip" writes, or leave out --encoder-server to use this machine.`; // prettier-ignore
    return Promise.reject(new ServerFailure('lacking', message));
  }
}

/** The labels in the order of their numbers. */
function labelsOf(id2label: Readonly<Record<string, string>>): string[] {
  return Object.entries(id2label).sort(([a], [b]) => Number(a) - Number(b)).map(([, label]) => label); // prettier-ignore
}
