import type { ConfigReader } from '../configReader.js';
import type { GraphContext } from '../graphContext.js';
import type { Value } from '../onnx/graphBuilder.js';

export type Activation = (context: GraphContext, x: Value) => Value;

/** `gelu` is the exact function (Hendrycks and Gimpel 2016, https://arxiv.org/abs/1606.08415), the others of its name approximate it by tanh. */
const activations: Readonly<Record<string, Activation>> = {
  gelu: ({ graph }, x) => graph.contrib('Gelu', [x]),
  gelu_new: ({ graph }, x) => graph.contrib('FastGelu', [x]),
  gelu_pytorch_tanh: ({ graph }, x) => graph.contrib('FastGelu', [x]),
  relu: ({ graph }, x) => graph.op('Relu', [x]),
  // x · sigmoid(x)
  silu: ({ graph }, x) => graph.contrib('QuickGelu', [x], { alpha: { float: 1 } }),
  tanh: ({ graph }, x) => graph.op('Tanh', [x]),
};

/** The activation that a key of the configuration names; fails with `model-unsupported` where Cloze does not have it. */
export function readActivation(config: ConfigReader, key: string, fallback?: string): Activation {
  const name = config.text(key, fallback);
  const found = Object.hasOwn(activations, name) ? activations[name] : undefined;
  if (found === undefined) throw config.unsupported(`the activation "${name}"`);
  return found;
}
