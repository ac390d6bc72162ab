import type { Figure } from './result.js';

/** What the measures are run with. */
export interface BenchContext {
  /** The checkout. */
  readonly root: string;
  readonly threads: number;
  /** The model of ours: a folder or a GGUF file. */
  readonly model: string;
  /** The same model as GGUF, for llama.cpp; absent where it was not named. */
  readonly gguf?: string;
  /** The same model in full precision, to state beside ours; absent where it was not named. */
  readonly fullModel?: string;
  /** The embedded encoder as ONNX models, for transformers.js; absent where they were not named. models/training/bert_to_onnx.py writes them. */
  readonly onnxEncoder?: string;
  /** A narrower BERT in the embedded format; absent where it was not named. models/training/train_student.py makes them. */
  readonly student?: string;
  /** A folder with `lm.jsonl` and `keystrokes.jsonl`; absent where it was not named. */
  readonly evalFolder?: string;
  /** A folder of documents to read; absent where it was not named. */
  readonly documents?: string;
  /** A folder of works, a text file each, to learn from; absent where it was not named. */
  readonly works?: string;
  /** How many of them are used at most. */
  readonly limit?: number;
  /** How many pairs of sentences are rated over servers; 10,000 where it is absent. */
  readonly pairs?: number;
  /** Whether no style is trained on them. */
  readonly onlyWords: boolean;
  /** A folder for what was learned and measured, so that a run that was ended goes on; absent where it begins anew. */
  readonly kept?: string;
  /** A Python that has scikit-learn, or MLServer with ONNX Runtime, or PyTorch with Transformers and PEFT; absent where it was not named. */
  readonly python?: string;
  /** The embedded encoder in full precision, for Transformers; absent where it was not named. */
  readonly fullEncoder?: string;
  /** Which numbers of examples a label are learned from ("20", "100", "all"), or which sizes of models are run; absent for the usual ones. */
  readonly sizes?: readonly string[];
  /** The most draws of examples; absent where all are made. */
  readonly seeds?: number;
  /** Built graphs. */
  readonly cacheFolder: string;
  /** Whether to try every step once without caring for the figures. */
  readonly quick: boolean;
  /** Tells the person who waits. */
  log(message: string): void;
}

export interface Measure {
  readonly name: string;
  readonly title: string;
  readonly method: string;
  /** @returns a sentence instead of figures where something that it needs is not there. */
  run(context: BenchContext): Promise<readonly Figure[] | string>;
}
