import {
  AutoModel,
  AutoModelForCausalLM,
  AutoModelForMaskedLM,
  AutoModelForQuestionAnswering,
  AutoModelForSequenceClassification,
  AutoModelForTokenClassification,
  env,
  LogLevel,
} from '@huggingface/transformers';

/**
 * The parts of transformers.js that run graphs, allowed to read local files and nothing else. A program of its own in the package, as the
 * library is large and most people never need it.
 */
env.allowRemoteModels = false;
env.useFSCache = false;
env.useBrowserCache = false;
env.logLevel = LogLevel.NONE;
env.fetch = () => Promise.reject(new Error('Cloze has no network here.'));

export { DynamicCache, Tensor } from '@huggingface/transformers';

/** The class for each task. */
export const modelClasses = {
  causal: AutoModelForCausalLM,
  words: AutoModelForMaskedLM,
  sequence: AutoModelForSequenceClassification,
  token: AutoModelForTokenClassification,
  answer: AutoModelForQuestionAnswering,
  vectors: AutoModel,
} as const;
