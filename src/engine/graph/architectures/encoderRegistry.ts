import type { Checkpoint } from '../../models/checkpoint.js';
import { ConfigReader } from '../configReader.js';
import { readBert } from './bert.js';
import { readDistilbert } from './distilbert.js';
import type { EncoderArchitecture, EncoderArchitectureReader } from './encoder.js';
import { readGpt2Classifier } from './gpt2Classifier.js';
import { readModernbert } from './modernbert.js';
import { readRoberta } from './roberta.js';

/** Architectures that read whole sequences, by the `model_type` of their config.json. */
const encoders: Readonly<Record<string, EncoderArchitectureReader>> = {
  bert: readBert,
  distilbert: readDistilbert,
  gpt2: readGpt2Classifier,
  modernbert: readModernbert,
  roberta: readRoberta,
};

/** Whether a checkpoint is of a kind that reads whole sequences; GPT-2 is, where it has a classifier in place of its vocabulary. */
export function readsSequences({ config, tensors }: Checkpoint): boolean {
  const type = config['model_type'];
  return typeof type === 'string' && Object.hasOwn(encoders, type) && (type !== 'gpt2' || tensors.has('score.weight'));
}

/** Reads a checkpoint's configuration as an encoder; fails with `model-unsupported` where it is none. */
export function readEncoderArchitecture(checkpoint: Checkpoint): EncoderArchitecture {
  const config = new ConfigReader(checkpoint.name, checkpoint.config);
  const type = config.text('model_type');
  const read = Object.hasOwn(encoders, type) ? encoders[type] : undefined;
  if (read === undefined) throw config.unsupported(`the encoder architecture "${type}"`);
  return read(checkpoint);
}
