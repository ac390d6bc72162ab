import type { Checkpoint } from '../../models/checkpoint.js';
import { isCausalName, isEncoderName, type EncoderName } from '../../models/architectureNames.js';
import { checkLayers } from '../checkLayers.js';
import { checkPositions } from '../checkPositions.js';
import { ConfigReader } from '../configReader.js';
import { readAlbert } from './albert.js';
import { readBert } from './bert.js';
import { hasClassifier, readCausalClassifier } from './causalClassifier.js';
import { readDebertaV2 } from './debertaV2.js';
import { readDistilbert } from './distilbert.js';
import { readElectra } from './electra.js';
import { readEurobert } from './eurobert.js';
import type { EncoderArchitecture, EncoderArchitectureReader } from './encoder.js';
import { readModernbert } from './modernbert.js';
import { readMpnet } from './mpnet.js';
import { readNomicBert } from './nomicBert.js';
import { readsNoSequences } from './otherArchitecture.js';
import { readRoberta } from './roberta.js';
import { readCausalEmbedder } from './wholeSequences.js';

/** Architectures that read whole sequences, by the `model_type` of their config.json. */
const encoders: Readonly<Record<EncoderName, EncoderArchitectureReader>> = {
  albert: readAlbert,
  bert: readBert,
  camembert: readRoberta,
  'deberta-v2': readDebertaV2,
  distilbert: readDistilbert,
  electra: readElectra,
  eurobert: readEurobert,
  modernbert: readModernbert,
  mpnet: readMpnet,
  nomic_bert: readNomicBert,
  roberta: readRoberta,
  'xlm-roberta': readRoberta,
};

/** Whether a checkpoint is of a kind that reads whole sequences; a causal model is, where it has a classifier or makes vectors of texts. */
export function readsSequences(checkpoint: Checkpoint): boolean {
  return isEncoderName(checkpoint.config['model_type']) || hasClassifier(checkpoint) || isCausalEmbedder(checkpoint);
}

/** Whether a model that writes was trained to make vectors, as its modules of sentence-transformers tell. */
export function isCausalEmbedder({ config, sentences }: Checkpoint): boolean {
  return sentences !== undefined && isCausalName(config['model_type']);
}

/** Reads a checkpoint's configuration as an encoder; fails with `model-unsupported` where it is none. */
export function readEncoderArchitecture(checkpoint: Checkpoint): EncoderArchitecture {
  const config = new ConfigReader(checkpoint.name, checkpoint.config);
  const type = config.text('model_type');
  const embedder = isCausalEmbedder(checkpoint) ? readCausalEmbedder : undefined;
  const others = hasClassifier(checkpoint) ? readCausalClassifier : embedder;
  const read = isEncoderName(type) ? encoders[type] : others;
  if (read === undefined) throw readsNoSequences(checkpoint.name, type);
  const architecture = read(checkpoint);
  checkPositions(checkpoint.name, architecture.shape.contextLength);
  checkLayers(checkpoint, architecture.shape.layers);
  const { labels } = architecture.heads;
  if (labels?.kind !== 'sequence' || checkpoint.config['problem_type'] !== 'multi_label_classification') return architecture;
  return { ...architecture, heads: { ...architecture.heads, labels: { ...labels, multiLabel: true } } };
}
