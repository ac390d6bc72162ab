import { isBuiltin } from 'node:module';
import path from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { circles } from './util/circles.js';
import { projectFiles, readProjectFile } from './util/projectFiles.js';

/** What a folder may import. The same table stands in ARCHITECTURE.md. */
interface Layer {
  /** Folders of the project beside the layer itself. */
  readonly uses: readonly string[];
  readonly editor?: true;
  readonly node?: true;
  /** Sub-folders and files are features that do not know each other. */
  readonly features?: true;
  /** Only tools: may use the packages that are not part of the product. */
  readonly tool?: true;
}

/** What decides about text and numbers without an editor or a model: each may use those before it. */
const pure = ['src/common', 'src/prose', 'src/writing', 'src/learning', 'src/report'];

const layers: Readonly<Record<string, Layer>> = {
  'src/common': { uses: [] },
  'src/prose': { uses: ['src/common'] },
  'src/writing': { uses: ['src/common', 'src/prose'] },
  'src/learning': { uses: ['src/common', 'src/prose', 'src/writing'] },
  'src/sessions': { uses: pure },
  'src/report': { uses: ['src/common', 'src/prose', 'src/writing', 'src/learning'] },
  'src/engine': { uses: ['src/common', 'src/prose', 'src/writing', 'src/learning'], node: true },
  'src/network': { uses: ['src/common'], node: true },
  'src/store': { uses: ['src/common', 'src/network'], node: true },
  'src/remote': { uses: ['src/common', 'src/prose', 'src/writing', 'src/learning', 'src/engine', 'src/network'], node: true },
  'src/backend': { uses: ['src/common'], node: true },
  'src/host': { uses: ['src/common', 'src/backend'], editor: true, node: true },
  'src/providers': { uses: [...pure, 'src/sessions', 'src/tools', 'src/host'], editor: true, features: true },
  'src/cli': { uses: [...pure, 'src/sessions', 'src/engine', 'src/network', 'src/store', 'src/remote'], node: true },
  'src/tools': { uses: [...pure, 'src/sessions'] },
  'src/lsp': { uses: [...pure, 'src/sessions', 'src/tools', 'src/engine', 'src/backend', 'src/cli'], node: true },
  'src/mcp': { uses: [...pure, 'src/sessions', 'src/tools', 'src/engine', 'src/backend', 'src/cli'], node: true },
  'src/loader.ts': { uses: ['src/backend'], editor: true, node: true },
  'src/extension.ts': { uses: ['src/common', 'src/sessions', 'src/backend', 'src/host', 'src/providers'], editor: true, node: true },
  media: { uses: ['src/common'] },
  scripts: { uses: [], node: true, tool: true },
  bench: {
    uses: [...pure, 'src/sessions', 'src/engine', 'src/network', 'src/store', 'src/remote', 'src/backend', 'src/cli', 'scripts'],
    node: true,
    tool: true,
  },
  test: { uses: ['src', 'media', 'bench', 'scripts', 'vitest.config.ts'], editor: true, node: true, tool: true },
};

/** The engine's rooms: each may use those before it, and the engine's own files that use no room. */
const engineRooms = ['models', 'tokenizer', 'graph', 'runtime', 'decode', 'training', 'features'];

/** The only file that loads the native library. */
const nativeLoader = 'src/engine/runtime/session.ts';

const manifest = JSON.parse(readProjectFile('package.json')) as Record<'dependencies' | 'devDependencies', Record<string, string>>;

const files = ['src', 'media', 'scripts', 'bench', 'test'].flatMap((folder) => projectFiles(folder)).filter((file) => file.endsWith('.ts'));

describe('Each folder knows only what the table allows', () => {
  test('every file belongs to a layer', () => {
    expect(files.filter((file) => layerOf(file) === undefined)).toEqual([]);
  });

  for (const [folder, layer] of Object.entries(layers)) {
    test(folder, () => {
      const own = files.filter((file) => layerOf(file) === folder);
      expect(own.length).toBeGreaterThan(0);
      expect(own.flatMap((file) => importsOf(file).flatMap((name) => complaint(file, name, folder, layer) ?? []))).toEqual([]);
    });
  }
});

describe('The engine is built in one direction', () => {
  const own = files.filter((file) => file.startsWith('src/engine/'));
  const usesNoRoom = (file: string): boolean => !targetsOf(file).some((target) => roomOf(target) !== undefined);

  test.each(engineRooms)('%s', (room) => {
    const allowed = engineRooms.slice(0, engineRooms.indexOf(room) + 1);
    const mayUse = (target: string): boolean => {
      const used = roomOf(target);
      return used === undefined ? usesNoRoom(target) : allowed.includes(used);
    };
    const inRoom = own.filter((file) => roomOf(file) === room);
    expect(inRoom.length).toBeGreaterThan(0);
    const complaints = inRoom.flatMap((file) =>
      targetsOf(file)
        .filter((target) => target.startsWith('src/engine/') && !mayUse(target))
        .map((target) => `${file} imports ${target}`),
    );
    expect(complaints).toEqual([]);
  });
});

describe('A connection is opened', () => {
  const own = files.filter((file) => /^(?:src|media)\//.test(file));
  const filesWith = (pattern: RegExp): string[] => own.filter((file) => pattern.test(readProjectFile(file)));

  test('on this machine only where windows share an engine', () => {
    const opens = /(?:^import (?!type )[^;]*|import\()'(?:node:)?(?:net|http|https|http2|dgram|dns)(?:\/\w+)?'/m;
    expect(filesWith(opens)).toEqual(['src/backend/shared/connectEngine.ts', 'src/engine/process/listen.ts']);
  });

  test('to the network only in one file, which is asked whether the network is allowed', () => {
    expect(filesWith(/(?:^import (?!type )[^;]*|import\()'undici'/m)).toEqual(['src/network/httpClient.ts']);
    expect(filesWith(/(?:^import (?!type )[^;]*|import\()'(?:node:)?tls'/m)).toEqual(['src/network/certificates.ts']);
    expect(readProjectFile('src/network/httpClient.ts')).toContain('checkNetworkAllowed(environment);');
  });

  test("and the hub's library gets ours wherever it is used", () => {
    const uses = filesWith(/'@huggingface\/hub'/);
    expect(uses).toEqual(['src/store/hub/repository.ts', 'src/store/hub/searchHub.ts']);
    for (const file of uses) expect(readProjectFile(file)).toContain('fetch: hub.fetchFor(');
    expect(filesWith(/(?<![.\w])fetch\(/)).toEqual([]);
  });
});

test('No file of the product imports itself by way of others', () => {
  const own = files.filter((file) => file.startsWith('src/'));
  expect(circles(new Map(own.map((file) => [file, targetsOf(file)])))).toEqual([]);
});

test('A circle is noticed, and told with all that are in it', () => {
  const imports = { a: ['b', 'd'], b: ['c'], c: ['a', 'd'], d: ['e'], e: [], f: ['f'] };
  expect(circles(new Map(Object.entries(imports)))).toEqual([['a', 'b', 'c'], ['f']]);
});

test('A forbidden import is noticed', () => {
  const check = (file: string, name: string): boolean => {
    const folder = layerOf(file) ?? '';
    return complaint(file, name, folder, layers[folder] ?? { uses: [] }) !== undefined;
  };
  expect(check('src/common/a.ts', 'node:fs')).toBe(true);
  expect(check('src/common/a.ts', '../prose/b.js')).toBe(true);
  expect(check('src/sessions/a.ts', '../engine/b.js')).toBe(true);
  expect(check('src/engine/a.ts', 'vscode')).toBe(true);
  expect(check('src/engine/a.ts', 'onnxruntime-node')).toBe(true);
  expect(check('src/engine/a.ts', 'vitest')).toBe(true);
  expect(check('src/extension.ts', './engine/engine.js')).toBe(true);
  expect(check('src/providers/a/a.ts', '../b/b.js')).toBe(true);
  expect(check('src/providers/a/a.ts', './b.js')).toBe(false);
  expect(check('src/engine/a.ts', 'node:fs')).toBe(false);
});

function layerOf(file: string): string | undefined {
  return Object.keys(layers).find((folder) => isInside(file, folder));
}

function importsOf(file: string): string[] {
  return ts.preProcessFile(readProjectFile(file), true, true).importedFiles.map(({ fileName }) => fileName);
}

/** The files of the project that a file imports. */
function targetsOf(file: string): string[] {
  return importsOf(file)
    .filter((name) => name.startsWith('.'))
    .map((name) => path.posix.join(path.posix.dirname(file), name).replace(/\.js$/, '.ts'));
}

/** The folder of the engine that a file lies in. */
function roomOf(file: string): string | undefined {
  return /^src\/engine\/([^/]+)\//.exec(file)?.[1];
}

/** Why a file may not import a name; undefined when it may. */
function complaint(file: string, name: string, folder: string, layer: Layer): string | undefined {
  const say = (reason: string): string => `${file} imports ${name}: ${reason}`;
  if (name === 'vscode') return layer.editor ? undefined : say('this folder knows no editor');
  if (isBuiltin(name)) return layer.node ? undefined : say('this folder knows no Node');
  if (name.startsWith('.')) {
    const target = path.posix.join(path.posix.dirname(file), name);
    return mayKnow(target, file, folder, layer) ? undefined : say('this folder may not know that one');
  }
  const packageName = /^(@[^/]+\/)?[^/]+/.exec(name)?.[0] ?? name;
  if (packageName.startsWith('onnxruntime-') && file !== nativeLoader && !layer.tool) return say(`only ${nativeLoader} may`);
  if (packageName in manifest.dependencies || (layer.tool && packageName in manifest.devDependencies)) return undefined;
  return say('it is no dependency that this folder may use');
}

function mayKnow(target: string, file: string, folder: string, layer: Layer): boolean {
  if (isInside(target, folder)) return layer.features !== true || featureOf(target, folder) === featureOf(file, folder);
  return layer.uses.some((used) => isInside(target.replace(/\.js$/, '.ts'), used)) || target === 'package.json';
}

/** The sub-folder or file of a layer that a file belongs to. */
function featureOf(file: string, folder: string): string | undefined {
  return path.posix
    .relative(folder, file)
    .split('/')[0]
    ?.replace(/\.[jt]s$/, '');
}

function isInside(file: string, folder: string): boolean {
  return file === folder || file.startsWith(`${folder}/`);
}
