import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SurprisalResult } from '../../../src/common/methods/scoring.js';
import { createEngine, type Engine } from '../../../src/engine/engine.js';
import { askAll, type Conformance, rated } from '../../util/servers/conformance.js';
import { engineOver } from '../../util/servers/engineOver.js';
import { type Recording, startReplay } from '../../util/servers/exchanges.js';
import { embeddedModel } from '../complete/embeddedModel.js';

/** Real servers with the embedded model's weights, as they answered when `test/util/servers/record.ts` recorded them. */
const recordings = join(import.meta.dirname, '../../data/servers');
let folder: string;
let local: Engine;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cloze-recorded-'));
  local = createEngine(embeddedModel, { log: () => undefined, now: () => performance.now() });
});
afterAll(async () => {
  await local.dispose();
  await rm(folder, { recursive: true });
});

async function replay(name: string): Promise<Conformance> {
  const server = await startReplay(JSON.parse(await readFile(join(recordings, `${name}.json`), 'utf8')) as Recording);
  const { causalModel: model } = embeddedModel;
  const engine = engineOver({ url: server.url, model, tokenizer: model }, { ...embeddedModel, cacheFolder: join(folder, name) });
  try {
    return await askAll(engine);
  } finally {
    await engine.dispose();
    await server.close();
  }
}

const textsOf = ({ completed }: Conformance): (string | undefined)[] => completed.map(({ candidates }) => candidates[0]?.text);

describe('llama-cpp-python, whose model reads texts without a start token', () => {
  test('completes and rewrites; its probabilities of texts, which are of the wrong tokens, are found out and not used', async () => {
    const said = await replay('llama-cpp-python');
    expect(textsOf(said)).toEqual([' small town in the Midwest', 'small town in the Midwest', 'ow to reveal a breathtaking']);
    expect(said.written).toMatchObject({ text: 'The boats were coming back.', shortfalls: [], usage: { device: 'server' } });
    expect(said.rated).toMatch(/does not tell how probable a given text is/);
  });
});

describe('llama-cpp-python, whose model reads texts after a start token', () => {
  test('tells surprisal to a tenth of what the same weights say here', async () => {
    const said = await replay('llama-cpp-python-bos');
    expect(textsOf(said)).toEqual(['n ancient city called', 'place called the City of', 'ow to the sun,']);
    const bits = ({ tokens }: SurprisalResult): number => tokens.reduce((sum, token) => sum + token.bits, 0);
    // Its start token is another than ours, and both have a line before the text.
    const here = bits(await local.surprisal({ text: rated, before: '\n', alternatives: 0 }));
    const there = bits(said.rated as SurprisalResult);
    expect(Math.abs(there / here - 1)).toBeLessThan(0.1);
  });
});
