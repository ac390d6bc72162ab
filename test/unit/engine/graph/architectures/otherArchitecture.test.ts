import { expect, test } from 'vitest';
import { readCausalArchitecture } from '../../../../../src/engine/graph/architectures/registry.js';
import { readEncoderArchitecture } from '../../../../../src/engine/graph/architectures/encoderRegistry.js';
import type { Checkpoint } from '../../../../../src/engine/models/checkpoint.js';
import { opened } from '../../models/modelFolder.js';
import { temporaryFolder } from '../../models/modelFolder.js';
import { safetensorsBytes } from '../../models/safetensorsBytes.js';

const modelOf = async (config: object): Promise<Checkpoint> =>
  opened(
    await temporaryFolder({
      'config.json': config,
      'model.safetensors': safetensorsBytes({ a: { dtype: 'F32', shape: [1], data: Float32Array.of(1) } }),
    }),
  );

test.each([
  [
    'an encoder that is to write is named in the other setting',
    readCausalArchitecture,
    { model_type: 'bert' },
    /is an encoder.*"cloze\.encoderModel" \(--encoder/,
  ],
  [
    'a model that writes and is to be an encoder is named in the other setting',
    readEncoderArchitecture,
    { model_type: 'llama' },
    /one that writes.*"cloze\.model" \(--model/,
  ],
  [
    'an unknown architecture that is to write is told which are known',
    readCausalArchitecture,
    { model_type: 'rwkv' },
    /"rwkv".*gpt2, .*llama.*docs\/models\.md/,
  ],
  [
    'an unknown architecture that is to read is told which are known',
    readEncoderArchitecture,
    { model_type: 'xlnet' },
    /"xlnet".*bert, .*roberta.*docs\/models\.md/,
  ],
  [
    'an unknown architecture is named before its numbers are looked at',
    readCausalArchitecture,
    { model_type: 'qwen2_moe', sliding_window: 0 },
    /"qwen2_moe"/,
  ],
])('%s', async (_, read, config, reason) => {
  const checkpoint = await modelOf(config);
  expect(() => read(checkpoint)).toThrow(
    expect.objectContaining({ code: 'model-unsupported', message: expect.stringMatching(reason) as unknown }) as Error,
  );
});
