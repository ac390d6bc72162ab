import type { CancellationToken } from '../../../common/cancellation.js';
import { cancelledError, type ClozeError } from '../../../common/clozeError.js';
import { modelInvalid } from '../../models/modelErrors.js';
import { joined } from '../encoderAnswers.js';
import type {
  AskedSequence,
  Encoder,
  EncoderAbilities,
  EncoderSequence,
  FeatureQuery,
  MaskedDistribution,
  MaskedSequence,
} from '../encoder.js';
import { cannotRead, lacks } from '../encoderErrors.js';
import type { ReadyCheckpoint, ReadyModel, Rows } from './readyModel.js';
import { distributionOf, rankOf } from './scoredRow.js';

/** An encoder whose graph others made: it has the one head that it was exported with, and of its layers at most the last. */
export class ReadyEncoder implements Encoder {
  constructor(
    private readonly checkpoint: ReadyCheckpoint,
    private readonly model: ReadyModel,
  ) {}

  get vocabularySize(): number {
    return this.checkpoint.readyMade.shape.vocabularySize;
  }

  get contextLength(): number {
    return this.checkpoint.readyMade.shape.contextLength;
  }

  get hiddenSize(): number {
    return this.checkpoint.readyMade.shape.hiddenSize;
  }

  get layers(): number {
    return this.checkpoint.readyMade.shape.layers;
  }

  get weightBytes(): number {
    return this.model.weightBytes;
  }

  get abilities(): EncoderAbilities {
    const { task, labels, isMultiLabel } = this.checkpoint.readyMade;
    const isLabeler = task === 'sequence' || task === 'token' || task === 'answer';
    return {
      maskedWords: task === 'words',
      nextSentence: false,
      ...(isLabeler && { labels: { kind: task, names: labels, ...(isMultiLabel && { multiLabel: true }) } }),
    };
  }

  async maskedDistributions(batch: readonly MaskedSequence[], top: number, cancel?: CancellationToken): Promise<MaskedDistribution[][]> {
    if (!this.abilities.maskedWords) throw this.#lacks('masked-word head');
    return this.#each(batch, cancel, async (sequence) => {
      if (sequence.masks.length === 0) return [];
      const row = rowsIn(await this.#output(sequence, 'logits'), this.vocabularySize);
      return sequence.masks.map(({ position, rate = [] }) => {
        if (position >= sequence.tokens.length || !rate.every((token) => token < this.vocabularySize)) throw this.#cannotRead();
        const scores = row(position);
        return { ...distributionOf(scores, Math.max(1, top), rate), ...(rate[0] !== undefined && { rank: rankOf(scores, rate[0]) }) };
      });
    });
  }

  nextSentence(): Promise<number[]> {
    return Promise.reject(this.#lacks('next-sentence head'));
  }

  async labelLogits(batch: readonly EncoderSequence[], cancel?: CancellationToken): Promise<Float32Array[]> {
    const { labels } = this.abilities;
    if (labels === undefined) throw this.#lacks('classifier');
    return this.#each(batch, cancel, async (sequence) => {
      if (labels.kind !== 'answer') return (await this.#output(sequence, 'logits')).data;
      const [start, end] = [await this.#output(sequence, 'start_logits'), await this.#output(sequence, 'end_logits')];
      return Float32Array.from({ length: 2 * sequence.tokens.length }, (_, at) => (at % 2 === 0 ? start : end).data[at >> 1] as number);
    });
  }

  async features(batch: readonly EncoderSequence[], query: FeatureQuery, cancel?: CancellationToken): Promise<Float32Array[]> {
    this.#checkLayers(query.layers);
    return this.#each(batch, cancel, async (sequence) => {
      const row = rowsIn(await this.#output(sequence, 'last_hidden_state'), this.hiddenSize);
      const rows = sequence.tokens.map((_, index) => row(index));
      return joined(
        query.layers.flatMap(() => query.pooling.map((pooling) => (pooling === 'first' ? row(0) : mean(rows, this.hiddenSize)))),
      );
    });
  }

  async hiddenStates(batch: readonly AskedSequence[], layers: readonly number[], cancel?: CancellationToken): Promise<Float32Array[]> {
    this.#checkLayers(layers);
    return this.#each(batch, cancel, async (sequence) => {
      const row = rowsIn(await this.#output(sequence, 'last_hidden_state'), this.hiddenSize);
      if (sequence.asked.length === 0 || sequence.asked.some((position) => position >= sequence.tokens.length)) throw this.#cannotRead();
      return joined(sequence.asked.flatMap((position) => layers.map(() => row(position))));
    });
  }

  dispose(): Promise<void> {
    return this.model.dispose();
  }

  async #each<S extends EncoderSequence, R>(
    batch: readonly S[],
    cancel: CancellationToken | undefined,
    answer: (sequence: S) => Promise<R>,
  ): Promise<R[]> {
    for (const sequence of batch) this.#check(sequence);
    const answers: R[] = [];
    for (const sequence of batch) {
      if (cancel?.isCancellationRequested === true) throw cancelledError();
      answers.push(await answer(sequence));
    }
    return answers;
  }

  /** One output of the graph for a sequence. */
  async #output({ tokens, segments }: EncoderSequence, name: string): Promise<Rows> {
    const rows = (await this.model.read(tokens, segments))[name];
    if (rows === undefined) throw this.#lacks(`output "${name}"`);
    if (!rows.data.every(Number.isFinite)) {
      throw modelInvalid(this.checkpoint.name, 'It computes what is infinite or no number, so that its answers mean nothing.');
    }
    return rows;
  }

  #checkLayers(wanted: readonly number[]): void {
    if (wanted.some((layer) => layer !== this.layers)) throw this.#lacks('features of its inner layers');
  }

  #check({ tokens, segments = [] }: EncoderSequence): void {
    const fits = tokens.length > 0 && tokens.length <= this.contextLength && segments.length <= tokens.length;
    const knows = tokens.every((token) => Number.isInteger(token) && token >= 0 && token < this.vocabularySize);
    if (!fits || !knows || segments.some((segment) => segment < 0 || segment > 1)) throw this.#cannotRead();
  }

  #cannotRead(): ClozeError {
    return cannotRead(this.checkpoint.name, this.contextLength);
  }

  #lacks(what: string): ClozeError {
    return lacks(this.checkpoint.name, what);
  }
}

/** Rows of a width in the order in which an output holds them. */
function rowsIn({ data }: Rows, width: number): (index: number) => Float32Array {
  return (index) => data.subarray(index * width, (index + 1) * width);
}

function mean(rows: readonly Float32Array[], size: number): Float32Array {
  return Float32Array.from({ length: size }, (_, at) => rows.reduce((sum, row) => sum + (row[at] as number), 0) / rows.length);
}
