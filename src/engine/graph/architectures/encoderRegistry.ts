import type { Checkpoint } from '../../models/checkpoint.js';
import { isEncoderName, type EncoderName } from '../../models/architectureNames.js';
import { checkLayers } from '../checkLayers.js';
import { checkPositions } from '../checkPositions.js';
import { ConfigReader } from '../configReader.js';
import { readBert } from './bert.js';
import { hasClassifier, readCausalClassifier } from './causalClassifier.js';
import { readDistilbert } from './distilbert.js';
import type { EncoderArchitecture, EncoderArchitectureReader } from './encoder.js';
import { readModernbert } from './modernbert.js';
import { readsNoSequences } from './otherArchitecture.js';
import { readRoberta } from './roberta.js';

/** Architectures that read whole sequences, by the `model_type` of their config.json. */
const encoders: Readonly<Record<EncoderName, EncoderArchitectureReader>> = {
  bert: readBert,
  distilbert: readDistilbert,
  modernbert: readModernbert,
  roberta: readRoberta,
};

/** Whether a checkpoint is of a kind that reads whole sequences; a causal model is, where it has a classifier. */
export function readsSequences(checkpoint: Checkpoint): boolean {
  return isEncoderName(checkpoint.config['model_type']) || hasClassifier(checkpoint);
}

/** Reads a checkpoint's configuration as an encoder; fails with `model-unsupported` where it is none. */
export function readEncoderArchitecture(checkpoint: Checkpoint): EncoderArchitecture {
  const config = new ConfigReader(checkpoint.name, checkpoint.config);
  const type = config.text('model_type');
  const others = hasClassifier(checkpoint) ? readCausalClassifier : undefined;
  const read = isEncoderName(type) ? encoders[type] : others;
  if (read === undefined) throw readsNoSequences(checkpoint.name, type);
  const architecture = read(checkpoint);
  checkPositions(checkpoint.name, architecture.shape.contextLength);
  checkLayers(checkpoint, architecture.shape.layers);
  const { labels } = architecture.heads;
  if (labels?.kind !== 'sequence' || checkpoint.config['problem_type'] !== 'multi_label_classification') return architecture;
  return { ...architecture, heads: { ...architecture.heads, labels: { ...labels, multiLabel: true } } };
}
