import type { TensorSource } from './checkpoint.js';
import { isRecord, type JsonRecord } from './json.js';
import { renamedTensors } from './renamedTensors.js';

/** A configuration, and how the tensors of its model are named in the files. */
export interface TextPart {
  readonly config: JsonRecord;
  readonly tensors: (stored: TensorSource) => TensorSource;
}

/**
 * What the text part of a model is that reads pictures too: Gemma 3, Mistral 3, Qwen-VL and others have a configuration of it in `text_config`.
 * Any other model is as it is.
 */
export function textPart(config: JsonRecord): TextPart {
  const text = config.text_config;
  if (!isRecord(text) || typeof text.model_type !== 'string') return { config, tensors: (stored) => stored };
  const { architectures, quantization_config, tie_word_embeddings } = config;
  const inherited = Object.entries({ architectures, quantization_config, tie_word_embeddings }).filter(([, value]) => value !== undefined);
  const model_type = text.model_type.replace(/_vl_text$/, '');
  return { config: { ...Object.fromEntries(inherited), ...text, model_type }, tensors: textTensors };
}

/** Where wrappers have put the text part's layers over the years; the first that a checkpoint has is its own. */
const roots = ['model.language_model.', 'language_model.model.', 'language_model.'];

/** The text part's tensors by the names that they have without a wrapper. */
function textTensors(stored: TensorSource): TensorSource {
  const root = roots.find((each) => stored.has(`${each}embed_tokens.weight`));
  if (root === undefined) return stored;
  const head = stored.has('language_model.lm_head.weight') ? 'language_model.lm_head.' : 'lm_head.';
  const isOwn = (name: string): boolean => name.startsWith(root) || name.startsWith(head);
  const view = renamedTensors(stored, (name) => name.replace(/^lm_head\./, head).replace(/^model\./, root));
  return { ...view, names: () => stored.names().filter(isOwn).map((name) => name.replace(root, 'model.').replace(head, 'lm_head.')) };
}
