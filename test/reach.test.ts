import path from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { projectFiles, readProjectFile } from './util/projectFiles.js';

/** Tests that run without the window of a real editor. */
const belowTheWindow = ['test/unit', 'test/contract', 'test/model', 'test/parity', 'test/faults'];

/** Where processes and pages begin. Their tests start them as a whole, as bundles. */
const entries = [
  'src/loader.ts',
  'src/cli/main.ts',
  'src/engine/main.ts',
  'src/engine/probe.ts',
  'src/engine/runtime/device/trial.ts',
  'src/lsp/serve.ts',
  'src/mcp/serve.ts',
  'media/panel/main.ts',
];

const typescript = (folder: string): string[] => projectFiles(folder).filter((file) => file.endsWith('.ts'));

/** All files that are loaded with these, by what they import as values. */
function loadedBy(files: readonly string[]): ReadonlySet<string> {
  const loaded = new Set<string>();
  const left = [...files];
  for (let file = left.pop(); file !== undefined; file = left.pop()) {
    if (loaded.has(file)) continue;
    loaded.add(file);
    left.push(...targetsOf(file));
  }
  return loaded;
}

const known = new Set(['src', 'media', 'bench', 'scripts', 'test'].flatMap(typescript));

const imported = /(?:from|import) '(\.[^']+)'|import\('(\.[^']+)'\)/gm;

function targetsOf(file: string): string[] {
  const names = Array.from(
    readProjectFile(file)
      .replace(/^import type [^;]*;/gm, '')
      .matchAll(imported),
    ([, first, second]) => first ?? second ?? '',
  );
  // What runs in a process or thread of its own is bundled for it.
  const bundled = Array.from(readProjectFile(file).matchAll(/bundledScript\('([^']+)'/g), ([, name]) => name ?? '');
  const targets = [...names.map((name) => path.posix.join(path.posix.dirname(file), name.replace(/\.js$/, '.ts'))), ...bundled];
  return targets.filter((target) => known.has(target));
}

/** Whether anything is left of a file without its types. */
function hasLogic(file: string): boolean {
  const { outputText } = ts.transpileModule(readProjectFile(file), {
    compilerOptions: { target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.ESNext, removeComments: true },
  });
  return outputText.replace(/^(?:import|export) .*;$/gm, '').trim() !== '';
}

describe('No code is seen only by people', () => {
  const tests = belowTheWindow.flatMap(typescript).filter((file) => file.endsWith('.test.ts'));

  test('each file with logic is loaded by a test below the window, or starts a process that one starts', () => {
    const loaded = loadedBy(tests);
    const unseen = ['src', 'media'].flatMap(typescript).filter((file) => !loaded.has(file) && !entries.includes(file));
    expect(unseen.filter(hasLogic)).toEqual([]);
  });

  test('a file of types has none', () => {
    expect(hasLogic('src/common/clock.ts')).toBe(false);
    expect(hasLogic('src/common/emitter.ts')).toBe(true);
  });
});
