import type { ReadyMade } from '../../models/checkpoint.js';
import { modelUnsupported } from '../../models/modelErrors.js';
import type { Precision } from '../../graph/graphContext.js';
import type { Decoder } from '../decoder.js';
import type { Encoder } from '../encoder.js';
import { chooseGraph } from './chooseGraph.js';
import { ReadyDecoder } from './readyDecoder.js';
import { ReadyEncoder } from './readyEncoder.js';
import { openReadyModel, type ReadyCheckpoint, type ReadyModel } from './readyModel.js';

export interface ReadyOptions {
  /** What is wanted; the graph that is nearest to it is loaded. */
  readonly precision: Precision | undefined;
  readonly threads: number;
}

/** Loads a ready-made graph that continues texts. Fails with `model-unsupported` where the model is of another kind. */
export async function openReadyDecoder(checkpoint: ReadyCheckpoint, options: ReadyOptions): Promise<Decoder> {
  const { name, readyMade } = checkpoint;
  if (readyMade.task !== 'causal') throw modelUnsupported(name, `It continues no texts: it is made to ${purposes[readyMade.task]}.`);
  return new ReadyDecoder(checkpoint, await openChosen(checkpoint, options));
}

/** Loads a ready-made graph that reads whole sequences. Fails with `model-unsupported` where the model is of another kind. */
export async function openReadyEncoder(checkpoint: ReadyCheckpoint, options: ReadyOptions): Promise<Encoder> {
  const { name, readyMade } = checkpoint;
  if (readyMade.task === 'causal') throw modelUnsupported(name, `It reads no whole texts: it is made to ${purposes.causal}.`);
  return new ReadyEncoder(checkpoint, await openChosen(checkpoint, options));
}

const purposes: Readonly<Record<ReadyMade['task'], string>> = {
  causal: 'continue texts',
  words: 'fill gaps',
  sequence: 'label texts',
  token: 'label words',
  answer: 'answer questions',
  vectors: 'make vectors of texts',
};

function openChosen(checkpoint: ReadyCheckpoint, { precision, threads }: ReadyOptions): Promise<ReadyModel> {
  const [first, ...others] = checkpoint.readyMade.graphs;
  if (first === undefined) throw new Error('A ready-made model has graphs.');
  return openReadyModel(checkpoint, chooseGraph([first, ...others], precision), threads);
}
