import { expect, test } from 'vitest';
import { readLayerHeads } from '../../../../../src/engine/graph/blocks/layerHeads.js';
import { ConfigReader } from '../../../../../src/engine/graph/configReader.js';

function read(config: object): unknown {
  return readLayerHeads(new ConfigReader('small', config as Record<string, unknown>), ['num_attention_heads', 'hidden_size'], 3);
}

test.each<[string, object, object]>([
  ['share the width of the model', { hidden_size: 64, num_attention_heads: 4 }, { heads: [4, 4, 4], headSize: 16 }],
  ['may be a list of equal numbers', { hidden_size: 64, num_attention_heads: [4, 4, 4] }, { heads: [4, 4, 4], headSize: 16 }],
  ['may differ from layer to layer', { hidden_size: 64, num_attention_heads: [4, 1, 3], head_dim: 16 }, { heads: [4, 1, 3], headSize: 16 }],
])('heads %s', (_, config, expected) => {
  expect(read(config)).toEqual(expected);
});

test.each<[string, object, RegExp]>([
  ['a list for too few layers', { hidden_size: 64, num_attention_heads: [4, 4] }, /"num_attention_heads" should be .* a list of 3 of them/],
  ['a layer without heads', { hidden_size: 64, num_attention_heads: [4, 0, 4], head_dim: 16 }, /"num_attention_heads" should be/],
  ['different numbers of heads of no size', { hidden_size: 64, num_attention_heads: [4, 3, 4] }, /"head_dim" should be .* missing/],
  ['heads that do not share the width', { hidden_size: 64, num_attention_heads: 5 }, /"hidden_size" should be a multiple of 5/],
  [
    'heads of a size that does not divide the width',
    { hidden_size: 64, num_attention_heads: 4, head_dim: 15 },
    /"head_dim" should be a divisor/,
  ],
])('%s is refused with the name of the key', (_, config, message) => {
  expect(() => read(config)).toThrow(message);
});
