import { expect, test } from 'vitest';
import type { CompleteRequest } from '../../../../src/common/methods/completion.js';
import type { EngineInit } from '../../../../src/common/methods/lifecycle.js';
import { createEngine, type Engine } from '../../../../src/engine/engine.js';
import type { LoadedModel } from '../../../../src/engine/features/loadedModel.js';
import { DeviceFailed } from '../../../../src/engine/runtime/deviceFailed.js';
import { loadedReference } from '../decode/reference/loadedReference.js';
import { byHeart, decoderOf, manuscript } from '../decode/reference/writing.js';

const init: EngineInit = { modelFolders: [], cacheFolder: '', causalModel: 'reference', device: 'webgpu', threads: 0 };

const request: CompleteRequest = {
  context: { headings: [], before: manuscript.slice(0, 40), after: '' },
  maxTokens: 6,
  candidates: 1,
  stopAt: 'none',
  sampling: { temperature: 0, topP: 1, minP: 0, repetitionPenalty: 1, seed: 0 },
  alternatives: 0,
  minConfidence: 0,
};

/** An engine whose graphics device fails at a step of the model, counted from 1. */
function engineThatLosesItsDevice(atStep: number, logged: string[]): Engine {
  const none = (): Promise<never> => Promise.reject(new Error('There is only one model.'));
  const causal = ({ device }: { readonly device: string }): Promise<LoadedModel> => {
    const decoder = decoderOf(byHeart);
    if (device === 'cpu') return Promise.resolve(loadedReference(decoder));
    let steps = 0;
    decoder.beforeStep = () => {
      if (++steps === atStep) throw new DeviceFailed('webgpu', 'Device lost.');
    };
    return Promise.resolve({ ...loadedReference(decoder), device: { kind: 'webgpu', name: 'WebGPU', threads: 1 } });
  };
  return createEngine(init, {
    openers: { causal, encoder: none, classifier: none },
    log: (level, message) => logged.push(`${level}: ${message}`),
    now: () => 0,
  });
}

test.each([1, 2, 4])('a device that is lost at step %i gives way to the processor, which answers the same request', async (atStep) => {
  const logged: string[] = [];
  const [healthy, engine] = [engineThatLosesItsDevice(Infinity, []), engineThatLosesItsDevice(atStep, logged)];
  const [expected, answered] = [await healthy.complete(request), await engine.complete(request)];
  expect(answered.candidates[0]?.text).toBe(expected.candidates[0]?.text);
  const note = 'The processor took over, since WebGPU stopped working: Device lost.';
  expect(logged.filter((line) => line.startsWith('warn'))).toEqual([`warn: ${note}`]);
  const [causal] = (await engine.status()).models;
  expect(causal).toMatchObject({ state: 'ready', device: { kind: 'cpu' }, deviceNote: note });
  await Promise.all([healthy.dispose(), engine.dispose()]);
});
