import { cp, mkdir, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { evalGoldenCommand } from '../../../bench/commands/evalGolden.js';
import { run } from '../../../src/cli/run.js';
import { TestTerminal } from '../../unit/cli/testTerminal.js';

const golden = path.join('test', 'data', 'golden');

interface Entry {
  readonly folder: string;
  readonly maxRelativeError: number | null;
  readonly greedyEqual: boolean | null;
  readonly error?: string;
}

async function evalGolden(...operands: string[]): Promise<{ code: number; entries: Entry[] }> {
  const terminal = new TestTerminal();
  const code = await run(['eval', 'golden', '--json', ...operands], [evalGoldenCommand], terminal);
  return { code, entries: JSON.parse(terminal.output) as Entry[] };
}

describe('eval golden', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'cloze-golden-test-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  /** A copy of a golden folder, changed. */
  async function changed(name: string, change: (copy: string) => Promise<void>): Promise<string> {
    const copy = path.join(folder, name);
    await cp(path.join(golden, 'llama-tied'), copy, { recursive: true });
    await change(copy);
    return copy;
  }

  test('finds the folders in a folder, and each agrees with its reference', async () => {
    const { code, entries } = await evalGolden(golden);
    expect(entries.map((entry) => entry.folder)).toContain(path.join(golden, 'gpt2'));
    expect(entries.map((entry) => entry.folder)).toContain(path.join(golden, 'bert-pretraining'));
    // Encoders and classifiers write nothing, and of adapters the reference has logits only.
    const isWithoutGreedy =
      /(?:lora-[\w-]+|masked-lm|classif\w+|next-sentence|pretraining|question-answering|narrow|adapters|gguf-.*bert)$/;
    for (const entry of entries) {
      const greedyEqual = isWithoutGreedy.test(entry.folder) ? null : true;
      expect(entry).toEqual({ folder: entry.folder, maxRelativeError: expect.any(Number) as number, greedyEqual });
    }
    expect(Math.max(...entries.map((entry) => entry.maxRelativeError ?? Infinity))).toBeLessThan(1e-5);
    expect(code).toBe(0);
  });

  test('notices a model that is another than the reference', async () => {
    const other = await changed('other', async (copy) => {
      const config = JSON.parse(await readFile(path.join(copy, 'config.json'), 'utf8')) as Record<string, unknown>;
      await writeFile(path.join(copy, 'config.json'), JSON.stringify({ ...config, rms_norm_eps: 0.05 }));
    });
    const { code, entries } = await evalGolden(other);
    expect(entries[0]?.maxRelativeError).toBeGreaterThan(1e-3);
    expect(code).toBe(1);
  });

  test.each([
    ['an architecture that is not supported', 'The model "broken" has the architecture "rwkv"', 'config.json', '{"model_type":"rwkv"}'],
    ['a configuration that is no JSON', 'config.json', 'config.json', '{'],
    ['weights that are none', 'cannot be used', 'model.safetensors', 'nothing'],
    ['reference values that are none', 'golden.safetensors cannot be used', 'golden.safetensors', 'nothing'],
  ])('reports %s and goes on', async (_, error, file, content) => {
    const broken = await changed('broken', (copy) => writeFile(path.join(copy, file), content));
    const { code, entries } = await evalGolden(broken, path.join(golden, 'gpt2'));
    expect(entries).toEqual([
      { folder: broken, maxRelativeError: null, greedyEqual: null, error: expect.stringContaining(error) as string },
      { folder: path.join(golden, 'gpt2'), maxRelativeError: expect.any(Number) as number, greedyEqual: true },
    ]);
    expect(code).toBe(1);
  });

  test('notices an encoder that is another than the reference', async () => {
    const copy = path.join(folder, 'other-encoder');
    await cp(path.join(golden, 'bert-question-answering'), copy, { recursive: true });
    const config = JSON.parse(await readFile(path.join(copy, 'config.json'), 'utf8')) as Record<string, unknown>;
    await writeFile(path.join(copy, 'config.json'), JSON.stringify({ ...config, layer_norm_eps: 0.05 }));
    const { code, entries } = await evalGolden(copy);
    expect(entries[0]?.maxRelativeError).toBeGreaterThan(1e-3);
    expect(code).toBe(1);
  });

  test('reports weights that are cut short', async () => {
    const cut = await changed('cut', (copy) => truncate(path.join(copy, 'model.safetensors'), 5000));
    const { code, entries } = await evalGolden(cut);
    expect(entries[0]?.error).toContain('cut short');
    expect(code).toBe(1);
  });

  test('asks for a folder that holds reference values', async () => {
    await mkdir(path.join(folder, 'empty'));
    const terminal = new TestTerminal();
    expect(await run(['eval', 'golden', path.join(folder, 'empty')], [evalGoldenCommand], terminal)).toBe(2);
    expect(terminal.messages).toContain('does not hold golden.safetensors');
  });
});
