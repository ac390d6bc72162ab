import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { graphs } from './clozeCommand.js';

const main = path.join(import.meta.dirname, '../../../src/cli/main.ts');

function start(...words: string[]): ChildProcessWithoutNullStreams {
  return startIn(graphs, ...words);
}

function startIn(cache: string, ...words: string[]): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, ['--import', 'tsx', main, ...words], { env: { ...process.env, CLOZE_CACHE: cache } });
}

async function end(child: ChildProcessWithoutNullStreams): Promise<{ code: number | null; output: string; messages: string }> {
  let output = '';
  let messages = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (messages += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, output, messages };
}

/** What it says of the capital of France. */
async function answer(child: ChildProcessWithoutNullStreams): Promise<string> {
  child.stdin.end('The capital of France is');
  return (await end(child)).output;
}

describe('the cloze program', () => {
  test('reads standard input to its end and prints one JSON value', async () => {
    const child = start('complete', '-', '--stop-at', 'word', '--json');
    child.stdin.end('\ufeffThe capital of France is\r\n');
    const { code, output, messages } = await end(child);
    expect({ code, messages }).toEqual({ code: 0, messages: '' });
    expect((JSON.parse(output) as { text: string }).text).toMatch(/^ \w+\W?$/);
  });

  test('says what is wrong and exits with 2', async () => {
    const child = start('surprisal', '-', '--json');
    child.stdin.end(Buffer.from([0x61, 0xff]));
    const { code, output, messages } = await end(child);
    expect(code).toBe(2);
    expect(messages).toBe('cloze: Standard input is not valid UTF-8 text at byte 1. Save it as UTF-8 and try again.\n');
    expect(JSON.parse(output)).toMatchObject({ error: { code: 'text-invalid' } });
  });

  test('ends quietly when its reader is gone', async () => {
    const child = start('--help');
    child.stdout.destroy();
    expect(await end(child)).toMatchObject({ code: 0, messages: '' });
  });

  test('ends at Ctrl+C while it waits for a text', async () => {
    const child = start('complete', '-');
    // More than a pipe holds: when it is gone, the program is reading.
    await new Promise((resolve) => child.stdin.write('a'.repeat(1_000_000), resolve));
    child.kill('SIGINT');
    expect(await end(child)).toEqual({ code: 130, output: '', messages: 'cloze: The request was cancelled.\n' });
  });

  test('killed while it builds a graph, goes on with it the next time, and has the same graph', async () => {
    const cache = await mkdtemp(path.join(tmpdir(), 'cloze-test-'));
    try {
      const first = startIn(cache, 'complete', '-');
      first.stdin.end('The capital of France is');
      await expect.poll(async () => (await readdir(cache, { recursive: true })).some((name) => name.endsWith('steps.jsonl'))).toBe(true);
      first.kill('SIGKILL');
      await end(first);
      const [left = ''] = await readdir(cache);
      const { ino } = await stat(path.join(cache, left, 'weights.bin'));

      expect(await answer(startIn(cache, 'complete', '-'))).toBe(' Paris.\n');
      const [key = '', ...others] = await readdir(cache);
      expect({ others, ino: (await stat(path.join(cache, key, 'weights.bin'))).ino }).toEqual({ others: [], ino });
      await answer(start('complete', '-'));
      const manifest = (folder: string): Promise<string> => readFile(path.join(folder, key, 'manifest.json'), 'utf8');
      expect(await manifest(cache)).toBe(await manifest(graphs));
    } finally {
      await rm(cache, { recursive: true });
    }
  });
});
