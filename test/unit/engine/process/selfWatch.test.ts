import { spawn } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { bundledScript } from '../../../util/bundledScript.js';

let script: string;
beforeAll(async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'cloze-test-'));
  await writeFile(path.join(folder, 'package.json'), '{"type":"module"}');
  await bundledScript('src/engine/watch.ts', folder, 'watch', 'js');
  script = await bundledScript('test/unit/engine/process/fixtures/hanging.ts', folder, 'hanging');
});

/** What ended a process that hangs for so many seconds, and what it wrote. */
function endOf(way: string, seconds: number): Promise<string> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [script, way, String(seconds)], { stdio: ['ignore', 'pipe', 'inherit'] });
    let written = '';
    child.stdout.on('data', (chunk: Buffer) => (written += chunk.toString()));
    child.once('exit', (code, signal) => resolve(`${signal ?? code} ${written}`.trim()));
  });
}

describe.skipIf(process.platform === 'win32')('A shared process ends itself', () => {
  const ever = 3600;

  test('where it hangs although it has nothing to do', async () => {
    expect(await endOf('idle', ever)).toBe('SIGKILL');
  });

  test('where it works for clients that are gone, and does not notice', async () => {
    expect(await endOf('without clients', ever)).toBe('SIGKILL');
  });

  test('not while it works for a client, however long it is silent', async () => {
    expect(await endOf('working', 3)).toBe('0 well');
  });

  test('not while it is well', async () => {
    expect(await endOf('idle', 0)).toBe('0 well');
  });
});
