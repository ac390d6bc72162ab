import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import path from 'node:path';
import { createMessageConnection, type MessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';
import type { EngineInit } from '../../src/common/methods/lifecycle.js';
import { besidePackages, bundledScript } from './bundledScript.js';

/** `serve` of a door as the script of a process, beside a bundled engine. Returns its path. */
async function doorScript(door: 'lsp' | 'mcp'): Promise<string> {
  const known = made.get(door);
  if (known !== undefined) return known;
  const script = Promise.all([
    bundledScript('src/engine/main.ts', besidePackages, 'engine-for-doors'),
    bundledScript(`src/${door}/serve.ts`, besidePackages, `door-${door}`),
  ]).then(() => path.join(import.meta.dirname, 'doorProcess.mjs'));
  made.set(door, script);
  return script;
}

/** Each is bundled once for a file of tests. */
const made = new Map<string, Promise<string>>();

/** The words that start a door as a process of its own, with an engine of its own. */
export async function doorCommand(door: 'lsp' | 'mcp', init: EngineInit, folders: readonly string[] = []): Promise<[string, ...string[]]> {
  const script = await doorScript(door);
  const options = {
    init,
    shared: false,
    engineScript: path.join(besidePackages, 'engine-for-doors.mjs'),
    version: '1.2.3',
    workingFolder: process.cwd(),
    folders,
  };
  return [process.execPath, script, path.join(besidePackages, `door-${door}.mjs`), JSON.stringify(options)];
}

export async function startDoor(
  door: 'lsp' | 'mcp',
  init: EngineInit,
  folders: readonly string[] = [],
): Promise<ChildProcessWithoutNullStreams> {
  const [program, ...words] = await doorCommand(door, init, folders);
  return spawn(program, words);
}

/** A language server as a process, and a client's connection to it, which does not listen yet. */
export async function startLanguageServer(
  init: EngineInit,
): Promise<{ readonly child: ChildProcessWithoutNullStreams; readonly connection: MessageConnection }> {
  const child = await startDoor('lsp', init);
  return { child, connection: createMessageConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin)) };
}
