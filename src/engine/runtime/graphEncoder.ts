import { maxOf } from '../../common/extremes.js';
import { type CancellationToken, eitherOf, neverCancelled } from '../../common/cancellation.js';
import { cancelledError, type ClozeError } from '../../common/clozeError.js';
import { inOrder } from '../../common/inOrder.js';
import type { EncoderArchitecture } from '../graph/architectures/encoder.js';
import { encoderNames } from '../graph/encoderGraph.js';
import type { Token } from '../tokenizer/token.js';
import type {
  AskedSequence,
  Encoder,
  EncoderAbilities,
  EncoderSequence,
  FeatureQuery,
  MaskedDistribution,
  MaskedSequence,
} from './encoder.js';
import { floats, inParts, joined, maskedAnswers } from './encoderAnswers.js';
import { cannotRead, lacks } from './encoderErrors.js';
import { encoderFeeds, type Question } from './encoderFeeds.js';
import { planSteps, processorTokens } from './encoderSteps.js';
import type { Outputs, Session, TensorFactory } from './session.js';

/** An encoder whose graph is loaded. */
export class GraphEncoder implements Encoder {
  constructor(
    private readonly name: string,
    private readonly session: Session,
    private readonly tensors: TensorFactory,
    private readonly architecture: EncoderArchitecture,
  ) {}

  get vocabularySize(): number {
    return this.architecture.shape.vocabularySize;
  }

  get contextLength(): number {
    return this.architecture.shape.contextLength;
  }

  get hiddenSize(): number {
    return this.architecture.shape.hiddenSize;
  }

  get weightBytes(): number {
    return this.session.weightBytes;
  }

  get atOnce(): number | undefined {
    return this.session.capacity?.runs;
  }

  get layers(): number {
    return this.architecture.shape.layers;
  }

  get abilities(): EncoderAbilities {
    const { words, nextSentence, labels } = this.architecture.heads;
    return {
      maskedWords: words !== undefined,
      nextSentence: nextSentence !== undefined,
      ...(labels && { labels: { kind: labels.kind, names: labels.labels, ...(labels.multiLabel && { multiLabel: true }) } }),
    };
  }

  async maskedDistributions(batch: readonly MaskedSequence[], top: number, cancel?: CancellationToken): Promise<MaskedDistribution[][]> {
    if (!this.abilities.maskedWords) throw this.#lacks('masked-word head');
    const asking = batch.filter(({ masks }) => masks.length > 0);
    for (const { tokens, masks } of asking) {
      if (!masks.every(({ position, rate = [] }) => tokens[position] !== undefined && this.#knows(rate))) throw this.#cannotRead();
    }
    const question = (step: readonly MaskedSequence[]): Question => ({
      asked: step.map(({ masks }) => masks.map(({ position }) => position)),
      head: 'words',
      top: Math.max(1, top),
      rated: step.flatMap(({ masks }) => masks.map(({ rate }) => rate ?? [])),
    });
    const answers = await this.#inSteps(asking, cancel, question, maskedAnswers);
    let next = 0;
    return batch.map(({ masks }) => (masks.length > 0 ? (answers[next++] as MaskedDistribution[]) : []));
  }

  async nextSentence(batch: readonly EncoderSequence[], cancel?: CancellationToken): Promise<number[]> {
    if (!this.abilities.nextSentence) throw this.#lacks('next-sentence head');
    const question = (step: readonly EncoderSequence[]): Question => ({ asked: step.map(() => [0]), head: 'pairs' });
    return this.#inSteps(batch, cancel, question, (outputs, step) => {
      const scores = floats(outputs, encoderNames.nextSentence);
      return step.map((_, row) => (scores[2 * row] as number) - (scores[2 * row + 1] as number));
    });
  }

  async labelLogits(batch: readonly EncoderSequence[], cancel?: CancellationToken): Promise<Float32Array[]> {
    const { labels } = this.architecture.heads;
    if (labels === undefined) throw this.#lacks('classifier');
    const all = labels.kind !== 'sequence' || labels.pooling === 'mean';
    const askedOf = ({ tokens }: EncoderSequence): number[] => {
      if (all) return [...tokens.keys()];
      return labels.pooling === 'last' ? [tokens.length - 1] : [0];
    };
    const question = (step: readonly EncoderSequence[]): Question => ({
      asked: step.map(askedOf),
      head: 'labels',
      ...(labels.kind === 'sequence' && labels.pooling === 'mean' && { means: ['mean'] }),
    });
    return this.#inSteps(batch, cancel, question, (outputs, step) => {
      const counts = step.map(({ tokens }) => (labels.kind === 'sequence' ? 1 : tokens.length) * labels.labels.length);
      return inParts(floats(outputs, encoderNames.labels), counts);
    });
  }

  async features(batch: readonly EncoderSequence[], query: FeatureQuery, cancel?: CancellationToken): Promise<Float32Array[]> {
    const needsLast = query.layers.includes(this.layers) && query.pooling.includes('mean');
    const question = (step: readonly EncoderSequence[]): Question => ({
      asked: step.map(({ tokens }) => (needsLast ? [...tokens.keys()] : [0])),
      head: 'none',
      means: query.pooling,
      unwanted: this.#unread(query.layers),
    });
    this.#checkLayers(query.layers);
    return this.#inSteps(batch, cancel, question, (outputs, step) => {
      const rows = this.#layerRows(outputs, query.layers, query.pooling.length);
      return step.map((_, sequence) => joined(query.layers.map((_layer, index) => rows(sequence, index))));
    });
  }

  async hiddenStates(batch: readonly AskedSequence[], layers: readonly number[], cancel?: CancellationToken): Promise<Float32Array[]> {
    this.#checkLayers(layers);
    for (const { tokens, asked } of batch) {
      if (asked.length === 0 || !asked.every((position) => tokens[position] !== undefined)) throw this.#cannotRead();
    }
    const question = (step: readonly AskedSequence[]): Question => ({
      asked: step.map(({ asked }) => asked),
      head: 'none',
      means: 'asked',
      unwanted: this.#unread(layers),
    });
    const { hiddenSize } = this;
    const read = (outputs: Outputs, step: readonly AskedSequence[]): Float32Array[] => {
      const widest = maxOf(step.map(({ asked }) => asked.length));
      const rows = this.#layerRows(outputs, layers, widest);
      return step.map(({ asked }, sequence) => {
        const parts = layers.map((_, index) => rows(sequence, index));
        return joined(asked.flatMap((_, at) => parts.map((part) => part.subarray(at * hiddenSize, (at + 1) * hiddenSize))));
      });
    };
    // Each token has an answer of its own, so steps are short wherever they run.
    return this.#inSteps(batch, cancel, question, read, processorTokens);
  }

  async dispose(): Promise<void> {
    await this.session.dispose();
  }

  /** Runs a batch in steps; results are in the order of the batch. */
  async #inSteps<S extends EncoderSequence, R>(
    batch: readonly S[],
    cancel: CancellationToken | undefined,
    ask: (step: readonly S[]) => Question,
    read: (outputs: Outputs, step: readonly S[]) => R[],
    tokens = this.session.capacity?.tokens,
  ): Promise<R[]> {
    for (const sequence of batch) this.#check(sequence);
    const results: R[] = [];
    const { runs = 1 } = this.session.capacity ?? {};
    const steps = planSteps(batch.map(({ tokens: read }) => read.length), tokens); // prettier-ignore
    await inOrder(steps, runs, async (indexes, givenUp) => {
      if (cancel?.isCancellationRequested === true) throw cancelledError();
      const step = indexes.map((index) => batch[index] as S);
      const question = ask(step);
      const outputs = await this.session.run(
        encoderFeeds(this.tensors, this.architecture, step, question),
        question.unwanted,
        eitherOf(cancel ?? neverCancelled, givenUp),
      );
      const answers = read(outputs, step);
      indexes.forEach((index, row) => (results[index] = answers[row] as R));
    });
    return results;
  }

  /** Outputs that need not be fetched where these layers are asked for. */
  #unread(layers: readonly number[]): string[] {
    return layers.every((layer) => layer === this.layers) ? [encoderNames.innerFeatures] : [];
  }

  /** Reads rows [means · hiddenSize] of a step's sequence by the index of a wanted layer. */
  #layerRows(outputs: Outputs, wanted: readonly number[], means: number): (sequence: number, index: number) => Float32Array {
    const { layers, hiddenSize } = this;
    const size = means * hiddenSize;
    const last = floats(outputs, encoderNames.features); // [B, means, hidden]
    const inner = outputs[encoderNames.innerFeatures]?.data as Float32Array | undefined; // [B, layers · means, hidden]
    return (sequence, index) => {
      const layer = wanted[index] as number;
      const from = layer === layers ? last.subarray(sequence * size) : inner?.subarray((sequence * layers + layer) * size);
      if (from === undefined) throw this.#lacks('features of its inner layers');
      return from.subarray(0, size);
    };
  }

  #checkLayers(wanted: readonly number[]): void {
    if (wanted.some((layer) => !Number.isInteger(layer) || layer < 0 || layer > this.layers)) {
      throw new RangeError(`The model has layers 0 to ${this.layers}.`);
    }
  }

  #check({ tokens, segments = [] }: EncoderSequence): void {
    const { contextLength, segments: kinds } = this.architecture.shape;
    const fits = tokens.length > 0 && tokens.length <= contextLength && segments.length <= tokens.length;
    if (!fits || !this.#knows(tokens) || segments.some((segment) => segment < 0 || segment >= Math.max(2, kinds))) {
      throw this.#cannotRead();
    }
  }

  #knows(tokens: readonly Token[]): boolean {
    return tokens.every((token) => Number.isInteger(token) && token >= 0 && token < this.vocabularySize);
  }

  #cannotRead(): ClozeError {
    return cannotRead(this.name, this.contextLength);
  }

  #lacks(what: string): ClozeError {
    return lacks(this.name, what);
  }
}
