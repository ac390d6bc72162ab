import type { Checkpoint } from '../../models/checkpoint.js';

/** What configurations call the number of layers. */
const layerKeys = ['num_hidden_layers', 'n_layer', 'n_layers', 'num_layers'];

/** The number of a layer in a tensor's name, as `checkLayers` reads it. */
const layerNumber = /(?:^|\.)(?:layers?|h)\.(\d+)\./;

/** The same model with its first layers alone: its own sizes, weights and operators, in a fraction of the time and memory. */
export function withFewerLayers(checkpoint: Checkpoint, layers: number): Checkpoint {
  const { name, fingerprint, tensors, config } = checkpoint;
  const cut = Object.entries(config).map(([key, value]): [string, unknown] => {
    if (layerKeys.includes(key) && typeof value === 'number') return [key, Math.min(layers, value)];
    return [key, Array.isArray(value) && isOfLayers(key, value, config) ? value.slice(0, layers) : value];
  });
  return {
    name,
    config: Object.fromEntries(cut),
    tensors: {
      has: (tensor) => tensors.has(tensor),
      names: () => tensors.names().filter((tensor) => !isBeyond(tensor, layers)),
      shape: (tensor) => tensors.shape(tensor),
      floats: (tensor) => tensors.floats(tensor),
      floatRows: (tensor, start, end) => tensors.floatRows(tensor, start, end),
      grid4: (tensor) => tensors.grid4(tensor),
      grid8: (tensor) => tensors.grid8(tensor),
      ...(tensors.blocks && { blocks: tensors.blocks }),
    },
    fingerprint: `${fingerprint} with ${layers} layers`,
    tokenizerJson: () => checkpoint.tokenizerJson(),
    close: () => checkpoint.close(),
  };
}

function isBeyond(tensor: string, layers: number): boolean {
  const number = layerNumber.exec(tensor)?.[1];
  return number !== undefined && Number(number) >= layers;
}

/** What a configuration says of each layer, such as its kind, or its heads in a model that was made smaller. */
function isOfLayers(key: string, value: readonly unknown[], config: Checkpoint['config']): boolean {
  return key !== 'architectures' && layerKeys.some((layerKey) => config[layerKey] === value.length);
}
