import { expect, test } from 'vitest';
import { rotaryFrequencies } from '../../../../src/engine/graph/blocks/rotaryFrequencies.js';
import { ConfigReader } from '../../../../src/engine/graph/configReader.js';

const frequencies = (config: Record<string, unknown>): number[] => [...rotaryFrequencies(new ConfigReader('test', config), 8).frequencies];
const plain = [1, 0.1, 0.01, 0.001];

test.each([
  { name: 'no scaling', config: {}, expected: plain },
  { name: 'a base of its own', config: { rope_theta: 16 }, expected: [1, 0.5, 0.25, 0.125] },
  {
    name: 'a base in rope_parameters',
    config: { rope_parameters: { rope_type: 'default', rope_theta: 16 } },
    expected: [1, 0.5, 0.25, 0.125],
  },
  { name: 'dynamic scaling, up to the length of training', config: { rope_scaling: { type: 'dynamic', factor: 4 } }, expected: plain },
  { name: 'linear scaling', config: { rope_scaling: { type: 'linear', factor: 4 } }, expected: plain.map((value) => value / 4) },
])('$name', ({ config, expected }) => {
  frequencies(config).forEach((value, index) => expect(value).toBeCloseTo(expected[index] as number, 12));
});

test('llama3 scaling stretches slow waves, keeps fast ones and blends between', () => {
  const [fast, , between, slow] = frequencies({
    rope_scaling: { rope_type: 'llama3', factor: 8, low_freq_factor: 1, high_freq_factor: 4, original_max_position_embeddings: 1024 },
  });
  expect(fast).toBe(1);
  expect(slow).toBeCloseTo(0.001 / 8, 12);
  expect(between).toBeGreaterThan(0.01 / 8);
  expect(between).toBeLessThan(0.01);
});

test('a scaling that Cloze does not know is named', () => {
  expect(() => frequencies({ rope_scaling: { rope_type: 'spiral' } })).toThrow('rotary scaling of the kind "spiral"');
});
