import { describe, expect, test } from 'vitest';
import { openCheckpoint } from '../../../../src/engine/models/openCheckpoint.js';
import { opened, smallConfig, temporaryFolder } from './modelFolder.js';
import { safetensorsBytes, type TensorContent } from './safetensorsBytes.js';

/** float16 of small powers of two and of −8. */
const [half, one, two, minusEight] = [0x3800, 0x3c00, 0x4000, 0xc800];

const halves = (shape: number[], ...values: number[]): TensorContent => ({ dtype: 'F16', shape, data: Uint16Array.from(values) });
const codes4 = { dtype: 'U8', shape: [2, 16], data: Uint8Array.from({ length: 32 }, (_, i) => (i % 16) | ((15 - (i % 16)) << 4)) };
const codes8 = { dtype: 'I8', shape: [1, 128], data: Int8Array.from({ length: 128 }, (_, i) => i - 127 + Math.floor(i / 127)) };

const tensors: Record<string, TensorContent> = {
  'q.weight.codes4': codes4,
  'q.weight.scales': halves([2, 1], one, half),
  'q.weight.minimums': halves([2, 1], minusEight, one),
  'e.weight.codes8': codes8,
  'e.weight.scales': halves([1, 2], two, half),
  'norm.weight': halves([2], one, two),
  'logit.scales': halves([1], one),
};

function folder(content: Record<string, TensorContent>): Promise<string> {
  return temporaryFolder({ 'config.json': smallConfig, 'model.safetensors': safetensorsBytes(content) });
}

describe('a folder of quantised tensors', () => {
  test('shows the dense tensors that they stand for', async () => {
    const source = (await opened(await folder(tensors))).tensors;
    expect([...source.names()].sort()).toEqual(['e.weight', 'logit.scales', 'norm.weight', 'q.weight']);
    expect(source.has('q.weight')).toBe(true);
    expect(source.has('q.weight.codes4')).toBe(false);
    expect(source.shape('q.weight')).toEqual([2, 32]);
    expect(source.shape('e.weight')).toEqual([1, 128]);
  });

  test('gives 4-bit weights as scale · code + minimum, the even column first', async () => {
    const source = (await opened(await folder(tensors))).tensors;
    const floats = await source.floats('q.weight');
    expect([...floats.subarray(0, 4)]).toEqual([0 - 8, 15 - 8, 1 - 8, 14 - 8]);
    expect([...floats.subarray(32, 36)]).toEqual([0.5 * 0 + 1, 0.5 * 15 + 1, 0.5 * 1 + 1, 0.5 * 14 + 1]);
    expect(await source.floatRows('q.weight', 1, 2)).toEqual(floats.subarray(32));
    expect(await source.grid4('q.weight')).toEqual({
      rows: 2,
      columns: 32,
      blockSize: 32,
      codes: codes4.data,
      scales: Float32Array.of(1, 0.5),
      minimums: Float32Array.of(-8, 1),
    });
    expect(await source.grid8('q.weight')).toBeUndefined();
  });

  test('gives 4-bit weights of larger blocks in blocks of 32', async () => {
    const wide = {
      'q.weight.codes4': { dtype: 'U8', shape: [1, 32], data: codes4.data },
      'q.weight.scales': halves([1, 1], half),
      'q.weight.minimums': halves([1, 1], one),
    };
    const grid = await (await opened(await folder(wide))).tensors.grid4('q.weight');
    expect(grid).toMatchObject({ rows: 1, columns: 64, blockSize: 32, scales: Float32Array.of(0.5, 0.5), minimums: Float32Array.of(1, 1) });
  });

  test('gives 4-bit weights whose scales and minimums are parts of 255 of a range', async () => {
    const ranged = {
      'q.weight.codes4': codes4,
      'q.weight.scales': { dtype: 'U8', shape: [2, 1], data: Uint8Array.of(255, 51) },
      'q.weight.minimums': { dtype: 'U8', shape: [2, 1], data: Uint8Array.of(0, 255) },
      'q.weight.ranges': halves([2, 2], half, two, one, minusEight),
    };
    const source = (await opened(await folder(ranged))).tensors;
    expect(source.names()).toEqual(['q.weight']);
    const grid = { blockSize: 32, scales: Float32Array.of(0.5, 0.2), minimums: Float32Array.of(0, -8) };
    expect(await source.grid4('q.weight')).toMatchObject(grid);
    expect([...(await source.floatRows('q.weight', 1, 2)).subarray(0, 2)]).toEqual([-8, -5]);
  });

  test('gives rows that are stored once for several as often as they stand for', async () => {
    const shared = {
      'e.weight.codes8': { dtype: 'I8', shape: [2, 2], data: Int8Array.of(1, 2, 3, 4) },
      'e.weight.scales': halves([2, 1], one, two),
      'e.weight.rows': { dtype: 'U16', shape: [4], data: Uint16Array.of(0, 1, 0, 1) },
    };
    const source = (await opened(await folder(shared))).tensors;
    expect(source.names()).toEqual(['e.weight']);
    expect(source.shape('e.weight')).toEqual([4, 2]);
    expect([...(await source.floats('e.weight'))]).toEqual([1, 2, 6, 8, 1, 2, 6, 8]);
    expect([...(await source.floatRows('e.weight', 1, 3))]).toEqual([6, 8, 1, 2]);
  });

  test('gives 8-bit weights as scale · code', async () => {
    const source = (await opened(await folder(tensors))).tensors;
    const floats = await source.floats('e.weight');
    expect([floats[0], floats[63], floats[64]]).toEqual([2 * -127, 2 * -64, 0.5 * -63]);
    expect(await source.grid8('e.weight')).toEqual({ rows: 1, columns: 128, blockSize: 64, codes: codes8.data, scales: Float32Array.of(2, 0.5) });
    expect(await source.grid4('e.weight')).toBeUndefined();
  });
});

describe('quantised tensors that do not fit together are refused with a name', () => {
  const without = (name: string): Record<string, TensorContent> => Object.fromEntries(Object.entries(tensors).filter(([key]) => key !== name));
  test.each<[string, Record<string, TensorContent>, RegExp]>([
    ['no scales', without('q.weight.scales'), /no "q\.weight\.scales"/],
    ['no minimums', without('q.weight.minimums'), /no "q\.weight\.minimums"/],
    ['no scales of 8-bit codes', without('e.weight.scales'), /no "e\.weight\.scales"/],
    ['scales for other rows', { ...tensors, 'q.weight.scales': halves([1, 2], one, one) }, /"q\.weight\.scales" cannot be F16 of shape \[1, 2\]/],
    ['scales for half the row', { ...tensors, 'e.weight.scales': halves([1, 3], one, one, one) }, /"e\.weight\.scales"/],
    ['scales that are codes', { ...tensors, 'q.weight.scales': { dtype: 'U8', shape: [2, 1], data: Uint8Array.of(1, 1) } }, /U8/],
    ['ranges for other rows', { ...tensors, 'q.weight.ranges': halves([1, 2], one, one) }, /"q\.weight\.ranges"/],
    ['scales that have ranges but are no codes', { ...tensors, 'q.weight.ranges': halves([2, 2], one, one, one, one) }, /"q\.weight\.scales"/],
    ['codes of the wrong type', { ...tensors, 'q.weight.codes4': { ...codes4, dtype: 'I8' } }, /"q\.weight\.codes4" cannot be I8/],
    ['8-bit codes of the wrong type', { ...tensors, 'e.weight.codes8': { ...codes8, dtype: 'U8' } }, /"e\.weight\.codes8" cannot be U8/],
    ['a map of rows that is a matrix', { ...tensors, 'e.weight.rows': { dtype: 'U16', shape: [1, 1], data: Uint16Array.of(0) } }, /"e\.weight\.rows"/],
    ['codes in a row', { ...tensors, 'q.weight.codes4': { ...codes4, shape: [32] } }, /"q\.weight\.codes4"/],
    ['half a block', { ...tensors, 'q.weight.codes4': { ...codes4, shape: [4, 8] } }, /"q\.weight\.codes4"/],
  ])('%s', async (_, content, reason) => {
    await expect(openCheckpoint(await folder(content))).rejects.toMatchObject({ code: 'model-invalid', message: expect.stringMatching(reason) as unknown });
  });
});
