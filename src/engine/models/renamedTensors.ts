import type { TensorSource } from './checkpoint.js';

/**
 * Tensors under other names.
 * @param stored the name under which the source has a tensor
 */
export function renamedTensors(source: TensorSource, stored: (name: string) => string): TensorSource {
  const { blocks } = source;
  return {
    has: (name) => source.has(stored(name)),
    names: () => source.names(),
    shape: (name) => source.shape(stored(name)),
    floats: (name) => source.floats(stored(name)),
    floatRows: (name, start, end) => source.floatRows(stored(name), start, end),
    grid4: (name) => source.grid4(stored(name)),
    grid8: (name) => source.grid8(stored(name)),
    ...(blocks && {
      blocks: { layout: (name) => blocks.layout(stored(name)), rows: (name, start, end) => blocks.rows(stored(name), start, end) },
    }),
  };
}

/**
 * Tensors by the names that they have in a model with a head. A checkpoint of the base model alone leaves out their prefix.
 * @param probe the name of a tensor that every such model has, without the prefix
 */
export function withoutPrefix(source: TensorSource, prefix: string, probe: string): TensorSource {
  if (source.has(`${prefix}${probe}`) || !source.has(probe)) return source;
  return renamedTensors(source, (name) => (name.startsWith(prefix) ? name.slice(prefix.length) : name));
}
