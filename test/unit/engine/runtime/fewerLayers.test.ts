import { expect, test } from 'vitest';
import { readEncoderArchitecture } from '../../../../src/engine/graph/architectures/encoderRegistry.js';
import { readCausalArchitecture } from '../../../../src/engine/graph/architectures/registry.js';
import { openCheckpoint } from '../../../../src/engine/models/openCheckpoint.js';
import { withFewerLayers } from '../../../../src/engine/runtime/device/fewerLayers.js';
import { golden } from '../../../util/golden.js';

test.each(['gpt2', 'gptj', 'llama-tied', 'qwen3', 'gemma3', 'bert-narrow', 'distilbert-masked-lm', 'modernbert-masked-lm'])(
  '%s keeps its sizes with one layer',
  async (name) => {
    const checkpoint = await openCheckpoint(golden(name).folder);
    const read = /bert/.test(name) ? readEncoderArchitecture : readCausalArchitecture;
    const [whole, cut] = [read(checkpoint).shape, read(withFewerLayers(checkpoint, 1)).shape];
    await checkpoint.close();
    expect(whole.layers).toBeGreaterThan(1);
    expect({ ...cut, window: undefined }).toEqual({ ...whole, window: undefined, layers: 1 });
  },
);
