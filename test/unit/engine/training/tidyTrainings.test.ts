import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { forgetName, temporaryName } from '../../../../src/engine/temporaryName.js';
import { tidyTrainings } from '../../../../src/engine/training/tidyTrainings.js';

const day = 24 * 3600 * 1000;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cloze-trainings-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('what a killed training has left goes; what another one still writes, and states to go on from, stay', async () => {
  const [left, written] = [temporaryName('part'), temporaryName('part')];
  forgetName(left);
  for (const name of [left, written, 'old.safetensors', 'new.safetensors']) await writeFile(join(folder, name), 'states');
  const now = Date.now();
  await utimes(join(folder, 'old.safetensors'), new Date(now - 31 * day), new Date(now - 31 * day));
  await tidyTrainings(folder, now);
  expect((await readdir(folder)).sort()).toEqual([written, 'new.safetensors'].sort());
  forgetName(written);
});

test('a folder that is not there is no trouble', async () => {
  await expect(tidyTrainings(join(folder, 'none'))).resolves.toBeUndefined();
});
