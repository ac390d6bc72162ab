import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { tryDevice } from '../../../../src/engine/runtime/device/tryDevice.js';

let folder: string;
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'cloze-test-'))));
afterEach(() => rm(folder, { recursive: true }));

const question = {
  model: '/models/any',
  modelFolders: [],
  kind: 'causal',
  device: 'webgpu',
  devicePrecision: 'int4',
  cpuPrecision: 'int8',
  threads: 1,
  mustBeFaster: true,
} as const;

describe('A trial of a device leaves no file behind', () => {
  test.each([
    ['when it answers', 'process.once("message", (q) => { write(q.folder); process.send({ failure: "none" }); });', 'none'],
    ['when its driver ends it', 'process.once("message", (q) => { write(q.folder); process.kill(process.pid, "SIGKILL"); });', 'SIGKILL'],
  ])('%s', async (_when, behaviour, failure) => {
    const script = join(folder, 'trial.cjs');
    await writeFile(script, `const write = (f) => require('fs').writeFileSync(require('path').join(f, 'graph'), 'x');\n${behaviour}`);
    const cache = join(folder, 'cache', 'graphs');
    expect((await tryDevice(question, script, cache)).failure).toContain(failure);
    expect(await readdir(cache)).toEqual([]);
  });

  test('what the driver wrote is kept with the failure', async () => {
    const script = join(folder, 'trial.cjs');
    await writeFile(script, 'process.once("message", () => process.stderr.write("no Vulkan", () => process.send({ failure: "none" })));');
    expect(await tryDevice(question, script, join(folder, 'cache'))).toEqual({ failure: 'none', log: 'no Vulkan' });
  });

  test('where nothing can be written, the answer says so', async () => {
    await writeFile(join(folder, 'file'), '');
    expect((await tryDevice(question, 'unused', join(folder, 'file'))).failure).toContain('ENOTDIR');
  });
});
