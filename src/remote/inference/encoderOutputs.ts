import type { EncoderArchitecture } from '../../engine/graph/architectures/encoder.js';
import { encoderNames } from '../../engine/graph/encoderGraph.js';
import type { Feeds } from '../../engine/runtime/session.js';
import type { Datatype } from './tensorData.js';

/** What an output of an encoder's graph must be, for what a step asks. */
export interface ExpectedOutput {
  readonly datatype: Datatype;
  /** How many values it has. */
  readonly count: number;
}

/** The outputs that a step asks something of, by their names; the others would be empty. */
export function expectedOutputs(feeds: Feeds, { shape, heads }: EncoderArchitecture): ReadonlyMap<string, ExpectedOutput> {
  const size = (name: string, axis = 0): number => feeds[name]?.dims[axis] ?? 0;
  const found = new Map<string, ExpectedOutput>();
  const add = (name: string, count: number, datatype: Datatype = 'FP32'): void => void found.set(name, { datatype, count });
  const rows = size(encoderNames.rows);
  if (rows > 0) {
    const top = Number((feeds[encoderNames.top]?.data as BigInt64Array | undefined)?.[0] ?? 0n);
    add(encoderNames.topLogprobs, rows * top);
    add(encoderNames.topTokens, rows * top, 'INT64');
    add(encoderNames.ratedLogprobs, rows * size(encoderNames.rated, 1));
    add(encoderNames.ranks, size(encoderNames.ranked), 'INT32');
  }
  const pairs = size(encoderNames.pairs);
  if (pairs > 0) add(encoderNames.nextSentence, 2 * pairs);
  const means = size(encoderNames.means) * size(encoderNames.means, 1);
  const labelled = heads.labels?.pooling === 'mean' ? means : size(encoderNames.labelled);
  if (heads.labels !== undefined && labelled > 0) add(encoderNames.labels, labelled * heads.labels.labels.length);
  if (means > 0) {
    add(encoderNames.features, means * shape.hiddenSize);
    add(encoderNames.innerFeatures, means * shape.layers * shape.hiddenSize);
  }
  return found;
}
