import { describe, expect, test } from 'vitest';
import { withinMemory } from '../../../../src/engine/runtime/device/deviceMemory.js';

const mega = 2 ** 20;
const webgpu = { kind: 'webgpu', numbers: 'float16' } as const;
const memory = (limit: number, taken: number) => ({ limit: limit * mega, taken: () => taken * mega });

describe('A model on a graphics card with a limit', () => {
  test.each([
    { title: 'alone', limit: 500, taken: 0 },
    { title: 'beside another', limit: 700, taken: 200 },
  ])('runs there where it fits $title', ({ limit, taken }) => {
    expect(withinMemory(webgpu, 500 * mega, memory(limit, taken))).toBe(webgpu);
  });

  test.each([
    { title: 'needs more than all of it', limit: 400, taken: 0, room: '400 MB' },
    { title: 'does not fit beside another', limit: 600, taken: 200, room: '400 MB of 600 MB' },
    { title: 'finds all of it taken', limit: 600, taken: 601, room: '0 MB of 600 MB' },
  ])('runs on the processor where it $title, which the note says with both sizes', ({ limit, taken, room }) => {
    expect(withinMemory(webgpu, 500 * mega, memory(limit, taken))).toEqual({
      kind: 'cpu',
      note: `The processor is used, since this model takes about 500 MB on WebGPU, and Cloze may take ${room} there (cloze.deviceMemory).`,
    });
  });

  test('keeps the reason why it runs on the processor anyway', () => {
    const chosen = { kind: 'cpu', note: 'The processor is used, since WebGPU is not there.' } as const;
    expect(withinMemory(chosen, 500 * mega, memory(1, 0))).toBe(chosen);
  });
});
