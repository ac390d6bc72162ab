import { modelUnsupported } from '../modelErrors.js';
import type { ClozeError } from '../../../common/clozeError.js';

/** Where the weights of a folder are: in one file, or in those that an index lists. */
export interface WeightFiles {
  readonly whole?: string;
  readonly index?: string;
}

/**
 * The weights among the files of a folder: `model.safetensors`, a variant of it such as `model.fp16.safetensors`, an index of shards, or
 * `consolidated.safetensors`. Fails with `model-unsupported` where they are there in another form only, and says which.
 */
export function findWeights(folder: string, files: readonly string[]): WeightFiles {
  const whole = ['model.safetensors', ...files.filter((name) => /^model\.[\w-]+\.safetensors$/.test(name)).sort()];
  const found = whole.find((name) => files.includes(name));
  if (found !== undefined) return { whole: found };
  const index = files.filter((name) => /^model\.safetensors\.index(?:\.[\w-]+)?\.json$/.test(name)).sort((a, b) => a.length - b.length);
  if (index[0] !== undefined) return { index: index[0] };
  if (files.includes('consolidated.safetensors')) return { whole: 'consolidated.safetensors' };
  throw noWeights(folder, files);
}

const others: readonly (readonly [pattern: RegExp, what: string, instead: string])[] = [
  [
    /^(?:pytorch_model.*\.(?:bin|bin\.index\.json)|.*\.(?:pt|pth|ckpt))$/,
    'are there as a pickle of PyTorch only, which can run programs when it is read',
    'Get the model.safetensors of the same model, which most have beside it, or load the folder with Transformers and save it again with save_pretrained',
  ],
  [
    /^onnx$|\.onnx$/,
    'are there as ONNX graphs only, none of which is a model.onnx or a variant of it',
    'Get the folder that these were made from, which has a model.safetensors',
  ],
  [/^(?:tf_model\.h5|flax_model\.msgpack)$/, 'are there for TensorFlow or Flax only', 'Get the model.safetensors of the same model'],
];

function noWeights(folder: string, files: readonly string[]): ClozeError {
  for (const [pattern, what, instead] of others) {
    const names = files.filter((name) => pattern.test(name)).sort();
    if (names.length > 0) {
      const shown = names.slice(0, 3).join(', ');
      return modelUnsupported(folder, `It has no weights that Cloze can read: they ${what} (${shown}). ${instead}.`);
    }
  }
  return modelUnsupported(folder, 'It has no weights that Cloze can read: neither model.safetensors nor model.safetensors.index.json. Copy one of these into it.');
}
