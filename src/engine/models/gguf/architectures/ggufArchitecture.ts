import type { JsonRecord } from '../../json.js';
import type { Hyperparameters } from '../hyperparameters.js';
import type { TensorNames } from '../tensorNames.js';

/** A family of models in GGUF files, as the Hugging Face folder that such a file was made from. */
export interface GgufArchitecture {
  /** What `general.architecture` says. */
  readonly name: string;
  /** Models that people know it by. */
  readonly models: string;
  /** Which setting takes it, for people. */
  readonly use: 'language model' | 'encoder, for vectors';
  /** The keys of config.json. Numbers are not checked here but with those of all other formats. */
  config(file: Hyperparameters): JsonRecord;
  readonly tensors: TensorNames;
}
