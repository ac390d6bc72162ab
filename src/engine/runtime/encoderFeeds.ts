import { maxOf } from '../../common/extremes.js';
import type { EncoderArchitecture } from '../graph/architectures/encoder.js';
import { hiddenScore } from '../graph/blocks/encoderAttention.js';
import { encoderNames } from '../graph/encoderGraph.js';
import type { Token } from '../tokenizer/token.js';
import type { EncoderSequence } from './encoder.js';
import type { Tensor, TensorFactory } from './session.js';

/** What is asked about a step's sequences. */
export interface Question {
  /** The asked tokens of each sequence, at least one; their rows go to the head. */
  readonly asked: readonly (readonly number[])[];
  readonly head: 'words' | 'pairs' | 'labels' | 'none';
  /** For the masked-word head: how many of the most probable tokens, and which tokens to rate for each asked token. */
  readonly top?: number;
  readonly rated?: readonly (readonly Token[])[];
  /** Means over tokens, the same for each sequence; `asked` is each asked token by itself. */
  readonly means?: readonly ('first' | 'mean')[] | 'asked';
  /** Outputs that need not be fetched. */
  readonly unwanted?: readonly string[];
}

/** The graph's inputs for a step. Sequences are padded on the right. */
export function encoderFeeds(
  tensors: TensorFactory,
  architecture: EncoderArchitecture,
  step: readonly EncoderSequence[],
  question: Question,
): Record<string, Tensor> {
  const { shape, heads } = architecture;
  const width = maxOf(step.map(({ tokens }) => tokens.length));
  const batch = [step.length, width];
  const padded = (rows: readonly (readonly number[])[]): number[] => rows.flatMap((row) => pad(row, width, 0));
  const askedWidth = maxOf(question.asked.map((asked) => asked.length));
  const asked = question.asked.flatMap((positions, row) => pad(positions, askedWidth, 0).map((position) => row * width + position));
  const rows = question.asked.flatMap((positions, row) => positions.map((_, index) => row * askedWidth + index));
  const rowsFor = (head: Question['head']): Tensor => {
    const given = question.head === head ? rows : [];
    return tensors.int64(given, [given.length]);
  };
  const mask = Float32Array.from(step.flatMap(({ tokens }) => pad(Array<number>(tokens.length).fill(0), width, hiddenScore)));
  return {
    [encoderNames.ids]: tensors.int64(padded(step.map(({ tokens }) => tokens)), batch),
    [encoderNames.positions]: tensors.int64(padded(step.map(({ tokens }) => architecture.positions(tokens))), batch),
    ...(shape.segments > 1 && {
      [encoderNames.segments]: tensors.int64(padded(step.map(({ segments }) => segments ?? [])), batch),
    }),
    [encoderNames.mask]: tensors.float32(mask, [step.length, 1, 1, width]),
    [encoderNames.asked]: tensors.int64(asked, [step.length, askedWidth]),
    ...(heads.words && { [encoderNames.rows]: rowsFor('words'), ...wordFeeds(tensors, question, rows.length, shape.vocabularySize) }),
    ...(heads.nextSentence && { [encoderNames.pairs]: rowsFor('pairs') }),
    ...(heads.labels && heads.labels.pooling !== 'mean' && { [encoderNames.labelled]: rowsFor('labels') }),
    ...meanFeeds(tensors, step, question, width, askedWidth),
  };
}

function wordFeeds(tensors: TensorFactory, question: Question, rows: number, vocabularySize: number): Record<string, Tensor> {
  const asking = question.head === 'words';
  const rated = asking ? (question.rated ?? Array<Token[]>(rows).fill([])) : [];
  // The graph rates at least one token a row; where fewer are wanted it rates any, and the result is not used.
  const columns = maxOf(
    rated.map((tokens) => tokens.length),
    1,
  );
  const ranked = [...rated.keys()].filter((row) => (rated[row] as readonly Token[]).length > 0);
  // ONNX Runtime's TopK divides by the number of rows, unless it is asked for no tokens.
  const top = asking ? Math.min(question.top ?? 1, vocabularySize) : 0;
  return {
    [encoderNames.top]: tensors.int64([top], [1]),
    [encoderNames.rated]: tensors.int64(rated.flatMap((tokens) => pad<number>(tokens, columns, 0)), [rated.length, columns]), // prettier-ignore
    [encoderNames.ranked]: tensors.int64(ranked, [ranked.length]),
  };
}

/** Weights of the means, over all tokens and over the asked ones: the last layer is only there for these. */
function meanFeeds(
  tensors: TensorFactory,
  step: readonly EncoderSequence[],
  { means = [], asked }: Question,
  width: number,
  askedWidth: number,
): Record<string, Tensor> {
  if (means === 'asked') return askedFeeds(tensors, asked, width, askedWidth);
  const weights = (length: number, full: number): number[] =>
    means.flatMap((mean) => pad(mean === 'first' ? [1] : Array<number>(length).fill(1 / length), full, 0));
  const shape = [step.length, means.length];
  const overAll = Float32Array.from(step.flatMap(({ tokens }) => weights(tokens.length, width)));
  const overAsked = Float32Array.from(asked.flatMap((positions) => weights(positions.length, askedWidth)));
  return {
    [encoderNames.means]: tensors.float32(overAll, [...shape, width]),
    [encoderNames.askedMeans]: tensors.float32(overAsked, [...shape, askedWidth]),
  };
}

/** Each asked token has all the weight of a mean of its own. */
function askedFeeds(
  tensors: TensorFactory,
  asked: readonly (readonly number[])[],
  width: number,
  askedWidth: number,
): Record<string, Tensor> {
  const overAll = new Float32Array(asked.length * askedWidth * width);
  const overAsked = new Float32Array(asked.length * askedWidth * askedWidth);
  asked.forEach((positions, row) =>
    positions.forEach((position, at) => {
      const mean = row * askedWidth + at;
      overAll[mean * width + position] = 1;
      overAsked[mean * askedWidth + at] = 1;
    }),
  );
  return {
    [encoderNames.means]: tensors.float32(overAll, [asked.length, askedWidth, width]),
    [encoderNames.askedMeans]: tensors.float32(overAsked, [asked.length, askedWidth, askedWidth]),
  };
}

function pad<T>(items: readonly T[], length: number, filler: T): T[] {
  return [...items, ...Array<T>(length - items.length).fill(filler)];
}
