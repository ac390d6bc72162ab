import { mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';
import { TestTerminal } from '../testTerminal.js';

export interface WorkingFolder {
  /** A terminal in it, with something on standard input. */
  readonly terminal: (input?: string) => TestTerminal;
  readonly path: (name: string) => string;
}

/** A folder with these files for the tests of a file; taken away after them. */
export function inFolder(files: Readonly<Record<string, string | Uint8Array>>): WorkingFolder {
  const folder = mkdtempSync(path.join(tmpdir(), 'cloze-test-'));
  for (const [name, content] of Object.entries(files)) writeFileSync(path.join(folder, name), content);
  afterAll(() => rm(folder, { recursive: true }));
  return {
    terminal: (input = '') => {
      const terminal = new TestTerminal();
      terminal.workingFolder = folder;
      terminal.input = new TextEncoder().encode(input);
      return terminal;
    },
    path: (name) => path.join(folder, name),
  };
}
