import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createEngine, type Engine } from '../../../src/engine/engine.js';
import { openModel } from '../../../src/engine/openModel.js';
import { writeEmbeddedAsGguf } from '../../util/embeddedAsGguf.js';
import { CompletionsServer } from '../../util/servers/completionsServer.js';
import { rated, requestOf } from '../../util/servers/conformance.js';
import { dialects } from '../../util/servers/dialects.js';
import { engineOver } from '../../util/servers/engineOver.js';
import { isLlamaInstalled, LlamaServedModel } from '../../util/servers/llamaServedModel.js';
import { embeddedModel } from '../complete/embeddedModel.js';

/** A server over llama.cpp itself, and the same file in our engine: two engines that have to agree on what the weights say. */
describe.skipIf(!isLlamaInstalled)('A completions server over llama.cpp (skipped where node-llama-cpp is not installed)', () => {
  let folder: string;
  let file: string;
  let model: LlamaServedModel;
  let local: Engine;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cloze-llama-'));
    file = join(folder, 'story.gguf');
    await writeEmbeddedAsGguf(file);
    const ours = await openModel({ role: 'causal', model: embeddedModel.causalModel, device: 'cpu' }, embeddedModel);
    model = await LlamaServedModel.open(file, ours.tokenizer);
    local = createEngine(
      { ...embeddedModel, causalModel: file, cacheFolder: folder },
      { log: () => undefined, now: () => performance.now() },
    );
  }, 300_000);
  afterAll(async () => {
    await local.dispose();
    await model.close();
    await rm(folder, { recursive: true });
  });

  test.each([
    ['the legacy shape', 'vllm'],
    ['the chat shape', 'llama.cpp'],
  ] as const)('in %s gives the completions and probabilities of our engine', async (_, name) => {
    const server = await CompletionsServer.start(model, { ...dialects[name], startsDocument: false });
    const choice = { url: server.url, tokenizer: embeddedModel.causalModel };
    const engine = engineOver(choice, { ...embeddedModel, cacheFolder: join(folder, name) });
    try {
      const request = requestOf('Once upon a time, there was a');
      const [there, here] = [await engine.complete(request), await local.complete(request)];
      expect(there.candidates[0]?.text).toBe(here.candidates[0]?.text);
      for (const [at, { logprob }] of (there.candidates[0]?.tokens ?? []).entries())
        expect(Math.abs(logprob - (here.candidates[0]?.tokens[at]?.logprob ?? NaN))).toBeLessThan(0.2);
      if (name !== 'vllm') return;
      const text = { text: rated, before: '', alternatives: 0 };
      const [remotely, locally] = [await engine.surprisal(text), await local.surprisal(text)];
      expect(Math.abs(remotely.bitsPerByte / locally.bitsPerByte - 1)).toBeLessThan(0.05);
    } finally {
      await engine.dispose();
      await server.close();
    }
  });
});
