import { describe, expect, test } from 'vitest';
import { checkConfig } from '../../../../src/engine/models/config.js';
import { smallConfig } from './modelFolder.js';

test.each<[string, object]>([
  ['a Llama-type model', {}],
  ['a GPT-2', { hidden_size: undefined, n_embd: 768, n_layer: 12, n_head: 12, n_inner: null, n_positions: 1024, layer_norm_epsilon: 1e-5 }],
  ['heads of their own size', { head_dim: 100, hidden_size: 63 }],
  ['layers of different widths', { num_attention_heads: [4, 3], num_key_value_heads: undefined, head_dim: 16, intermediate_size: [128, 64] }],
  ['a scaled rotary embedding', { rope_scaling: { rope_type: 'llama3', factor: 8 } }],
  ['an epsilon of BERT', { layer_norm_eps: 1e-12 }],
])('the configuration of %s is taken', (_, change) => {
  expect(() => { checkConfig('config.json', { ...smallConfig, ...change }); }).not.toThrow();
});

describe('an absurd number is refused with its name', () => {
  test.each<[string, unknown]>([
    ['hidden_size', 0],
    ['hidden_size', -64],
    ['hidden_size', 64.5],
    ['hidden_size', '64'],
    ['hidden_size', 1e9],
    ['num_hidden_layers', 1e6],
    ['num_attention_heads', 3],
    ['num_key_value_heads', 3],
    ['num_key_value_heads', 8],
    ['vocab_size', 1e12],
    ['max_position_embeddings', -1],
    ['intermediate_size', 2 ** 40],
    ['intermediate_size', [128, 0]],
    ['num_attention_heads', [4, '4']],
    ['hidden_size', [64, 64]],
    ['rms_norm_eps', 0],
    ['rms_norm_eps', 5],
    ['rms_norm_eps', '1e-5'],
    ['rope_theta', -1],
    ['rope_scaling', 'linear'],
  ])('%s = %j', (key, value) => {
    expect(() => { checkConfig('some/config.json', { ...smallConfig, [key]: value }); }).toThrow(new RegExp(`some/config\\.json.*"${key}"`));
  });

  test.each([undefined, '', 7])('an architecture that is %j', (model_type) => {
    expect(() => { checkConfig('config.json', { ...smallConfig, model_type }); }).toThrow(/does not name the architecture/);
  });
});
