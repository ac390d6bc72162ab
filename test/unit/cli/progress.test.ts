import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { packageFolderOf } from '../../../src/cli/packageFolder.js';
import { Progress } from '../../../src/cli/progress.js';
import { trainingProgress } from '../../../src/cli/trainingProgress.js';
import { TestTerminal } from './testTerminal.js';

/** What is left to see on a line that was written over. */
const seen = (messages: string): string => messages.split('\r\u001b[K').at(-1) ?? '';

function watched(): TestTerminal {
  const terminal = new TestTerminal();
  terminal.showsProgress = true;
  return terminal;
}

describe('The line of progress', () => {
  test('counts up while a person watches, and goes', () => {
    const terminal = watched();
    const progress = new Progress(terminal, 'texts', 10);
    progress.show(1);
    progress.show(4);
    expect(seen(terminal.messages)).toMatch(/^texts 4 of 10/);
    progress.clear();
    expect(seen(terminal.messages)).toBe('');
  });

  test('is not in a file that standard error is sent to', () => {
    const terminal = new TestTerminal();
    const progress = new Progress(terminal, 'texts', 10);
    progress.show(4);
    progress.clear();
    expect(terminal.messages).toBe('');
  });

  test('of a training counts the texts that are read, and is gone while it learns', () => {
    const terminal = watched();
    const tell = trainingProgress(terminal, 'texts');
    tell({ done: 2, total: 5, phase: 'reading' });
    expect(seen(terminal.messages)).toMatch(/^texts 2 of 5/);
    tell({ done: 5, total: 5, phase: 'reading' });
    expect(seen(terminal.messages)).toBe('');
    tell({ done: 1, total: 9, phase: 'learning' });
    expect(seen(terminal.messages)).toBe('');
  });
});

test('the folder of the package is the nearest one above a module with a package.json, or its own where there is none', () => {
  const root = mkdtempSync(path.join(tmpdir(), 'cloze-package-'));
  try {
    const inner = path.join(root, 'package', 'dist', 'deep');
    mkdirSync(inner, { recursive: true });
    writeFileSync(path.join(root, 'package', 'package.json'), '{}');
    expect(packageFolderOf(pathToFileURL(path.join(inner, 'cli.js')).href)).toBe(path.join(root, 'package'));
    writeFileSync(path.join(inner, 'package.json'), '{}');
    expect(packageFolderOf(pathToFileURL(path.join(inner, 'cli.js')).href)).toBe(inner);
  } finally {
    rmSync(root, { recursive: true });
  }
});
